"""The school whose every field is tried."""

import pytest

from attune.classroom.accounts.attempts import AttemptGuard
from attune.classroom.accounts.guard import EXTENSION
from tests.classroom.platform.inbound.world import World


class NoGuard(AttemptGuard):
    """Lets everybody try as often as they like: thousands of requests come from one address."""

    def __init__(self):
        pass

    def begin(self, attempt, now):
        pass

    def succeed(self, attempt):
        pass

    def fail(self, attempt, now):
        pass


@pytest.fixture
def world(app, make, clock, right_answers):
    app.extensions[EXTENSION] = NoGuard()
    return World(app, make, clock, right_answers)
