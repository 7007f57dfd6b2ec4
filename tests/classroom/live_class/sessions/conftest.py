"""A course with a tutor, two students, and ways to hold a class in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.people.models import CourseGroup, GroupMember
from tests.classroom.conftest import Browser, SmallCourse
from tests.classroom.platform.events.redis_server import settle


@dataclass
class Teacher:
    """A tutor at a browser who holds classes in a course."""

    browser: Browser
    course: SmallCourse

    def begin(self, **fields: Any) -> Any:
        body = {"id": str(uuid4()), "lesson_id": str(self.course.lessons[0]), **fields}
        return self.browser.post(f"/teaching/courses/{self.course.id}/live-sessions", body)

    def change(self, session_id: str, **fields: Any) -> Any:
        return self.browser.patch(f"/teaching/live-sessions/{session_id}", fields)

    def present(self, session_id: str, block_id: UUID | None) -> Any:
        return self.change(session_id, presented_block_id=None if block_id is None else str(block_id))

    def start(self, session_id: str) -> Any:
        return self.browser.post(f"/teaching/live-sessions/{session_id}/start")

    def end(self, session_id: str) -> Any:
        return self.browser.post(f"/teaching/live-sessions/{session_id}/end")

    def sessions(self) -> list[Any]:
        return self.browser.get("/teaching/live-sessions").json["sessions"]


@pytest.fixture
def teacher(make, sign_in, course) -> Teacher:
    """A tutor of the course."""
    return Teacher(sign_in(make.tutor(course)), course)


@pytest.fixture
def colleague(make, sign_in, course) -> Teacher:
    """Another tutor of the course."""
    return Teacher(sign_in(make.tutor(course, "Ines Brandt")), course)


@pytest.fixture
def student(make, course):
    """A student of the course."""
    return make.student(course)


@pytest.fixture
def group(database, course) -> Callable[..., UUID]:
    """Return a new group of the course with some of its students."""

    def found(*members: Any, name: str = "Monday") -> UUID:
        with database.transaction() as session:
            added = CourseGroup(id=uuid4(), course_id=course.id, name=name)
            session.add(added)
            session.flush()
            session.add_all(GroupMember(group_id=added.id, user_id=each.id, course_id=course.id) for each in members)
            return added.id

    return found


@pytest.fixture
def received(services) -> Callable[[str], list[Any]]:
    """Return the states of class sessions that a channel has received since it was first asked about."""
    streams: dict[str, Any] = {}

    def since(channel: str) -> list[Any]:
        if channel not in streams:
            streams[channel] = services.bus.subscribe([channel])
        settle(services)
        events = [json.loads(message.data) for message in streams[channel].take()]
        return [event["session"] for event in events if event["type"] == "live.session"]

    return since


def own(browser: Browser) -> list[Any]:
    """The classes that a student is notified of."""
    answer = browser.get("/live-sessions")
    assert answer.status_code == 200, answer.json
    return answer.json["sessions"]
