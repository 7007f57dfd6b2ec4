"""Support is silent until the institution has confirmed whom students can talk to."""

from __future__ import annotations

import pytest

from attune.classroom.wellbeing.models import SupportMessage
from attune.expressions import Expression
from tests.classroom.wellbeing.support.test_support import say

RESOURCE = {
    "kind": "person",
    "title": "Counsellor",
    "text": "Room 3",
    "languages": ["en"],
    "checked_on": "2026-03-01",
}


@pytest.fixture
def confirmed_resources():
    """The institution begins without a list."""
    return


def test_no_message_is_sent_or_stored_before_the_list_is_confirmed_and_one_is_afterwards(
    learner, make, sign_in, database
):
    admin = sign_in(make.administrator())
    learner.allow("self_report")
    say(learner, Expression.SADNESS)
    assert learner.pause() is None
    admin.put("/administration/resources", {"resources": [RESOURCE]})
    assert learner.pause() is None
    with database.session(writes=False) as session:
        assert session.query(SupportMessage).count() == 0
    admin.put("/administration/resources/confirmation", {"resources": [RESOURCE]})
    assert learner.pause() is not None
