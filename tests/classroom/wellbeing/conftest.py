"""A student at a lesson, with and without consent, and windows that arrive as time passes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.platform.clock import FakeClock
from attune.expressions import Expression
from tests.classroom.conftest import Browser, SmallCourse
from tests.classroom.wellbeing.readings import CONSENT, window


@dataclass
class Learner:
    """A student at a browser, in the first lesson of a course."""

    user: User
    course: SmallCourse
    browser: Browser
    clock: FakeClock

    def allow(self, mode: str = "on_device", **switches: bool) -> None:
        answer = self.browser.patch("/wellbeing/settings", {"mode": mode, "consent": {**CONSENT, **switches}})
        assert answer.status_code == 200, answer.json

    def show(self, *expressions: Expression | None, **place: Any) -> None:
        """Let ten seconds pass for each expression and send its window when it has closed."""
        where = {"lesson_id": self.course.lessons[0], "block_id": self.course.text, **place}
        for expression in expressions:
            self.clock.advance(seconds=10)
            body = window(self.clock.now() - timedelta(seconds=10), expression, **where)
            answer = self.browser.post("/wellbeing/windows", {"windows": [body]})
            assert answer.status_code == 202, answer.json

    def rewind(self, times: int = 2) -> None:
        """Go back at the text, a second apart: what a difficulty is known by without a word or a camera."""
        where = {"lesson_id": str(self.course.lessons[0]), "block_id": str(self.course.text)}
        for _ in range(times):
            self.clock.advance(seconds=1)
            event = {"id": str(uuid4()), "kind": "rewind", "at": self.clock.now().isoformat(), "seconds": 0, **where}
            assert self.browser.post("/wellbeing/behaviour", {"events": [event]}).json["accepted"] == 1

    def pause(self, kind: str = "video_pause", **fields: Any) -> Any:
        """Reach an interruption point; the support_message, or None."""
        body = {"kind": kind, "lesson_id": str(self.course.lessons[0]), "block_id": str(self.course.text), **fields}
        answer = self.browser.post("/wellbeing/interruption-points", body)
        assert answer.status_code == 200, answer.json
        return answer.json["support_message"]

    def own_data(self) -> Any:
        return self.browser.get("/wellbeing/me").json


@pytest.fixture
def learner_in(make, sign_in, clock) -> Callable[..., Learner]:
    """Return a new learner in a course."""

    def enter(course: SmallCourse, name: str = "Mara Lind") -> Learner:
        user = make.student(course, name)
        return Learner(user, course, sign_in(user), clock)

    return enter


@pytest.fixture
def learner(make, learner_in) -> Learner:
    """A learner who has not allowed anything yet."""
    return learner_in(make.course())
