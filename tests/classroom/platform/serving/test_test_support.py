"""A server in a process of its own goes by the clock of the test that has started it."""

from __future__ import annotations

from sqlalchemy import select

from attune.classroom.accounts.models import SignInSession
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.settings import Settings
from tests.classroom.conftest import MONDAY, PASSWORD
from tests.classroom.platform.inbound.served import Visitor, served


def stopped_clock(_settings: Settings) -> FakeClock:
    """What ATTUNE_TEST_SUPPORT names."""
    return FakeClock(MONDAY)


def test_sessions_begin_when_the_test_says(make, settings, database):
    user = make.student()
    with served(settings.model_copy(update={"test_support": f"{__name__}:stopped_clock"})) as port:
        assert Visitor(port).sign_in(user.email, PASSWORD) == 200
    with database.session(writes=False) as session:
        assert session.scalars(select(SignInSession.started_at)).one() == MONDAY
