"""A course whose students have studied a lesson, with the facts that are kept of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.insight.facts.models import MEASURES, StudyFact
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.models import BlockProgress
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.database.engine import Database
from attune.classroom.wellbeing.models import WellbeingSettings
from tests.classroom.conftest import Browser, SmallCourse


@dataclass
class Class:
    """The students of a course, and its tutor at a browser."""

    course: SmallCourse
    tutor: Browser
    database: Database
    now: Callable[[], datetime]
    join: Callable[[], User]
    sign_in: Callable[[], Browser]
    students: list[UUID] = field(default_factory=list)

    def add(self, count: int, *, counted: bool = True, sharing: bool = True, keeping: bool = True) -> list[UUID]:
        """Let students join who allow what is said."""
        added = [self.join().id for _ in range(count)]
        with self.database.transaction() as session:
            session.add_all(
                WellbeingSettings(
                    user_id=student,
                    mode=Mode.ON_DEVICE,
                    process_camera=True,
                    save_summaries=keeping,
                    count_in_class=counted,
                    share_with_tutors=sharing,
                )
                for student in added
            )
        self.students += added
        return added

    def study(self, student: UUID, struggling: float = 0.0, *, block: UUID | None = None, **more: Any) -> None:
        """Write the fact of 100 known seconds at a block, so many of them struggling, and that it was opened."""
        day = more.pop("day", self.now().date())
        began = more.pop("began", self.now())
        measures = dict.fromkeys(MEASURES, 0.0) | {
            "seconds": 120.0,
            "readable_seconds": 100.0,
            "engaged_seconds": 100.0 - struggling,
            "maybe_confused_seconds": struggling,
            "unknown_seconds": 20.0,
            "neutral_seconds": 100.0 - struggling,
            "anger_seconds": struggling,
            "check_ins": 0,
            "lost": 0,
        }
        with self.database.transaction() as session:
            session.add(
                StudyFact(
                    user_id=student,
                    course_id=self.course.id,
                    lesson_id=self.course.lessons[0],
                    block_id=block or self.course.text,
                    session_began_at=began,
                    session_ended_at=began + timedelta(minutes=2),
                    day=day,
                    **measures | more,
                )
            )
        self.open(student, block)

    def open(self, student: UUID, block: UUID | None = None) -> None:
        """Record that a student has opened a block."""
        with self.database.transaction() as session:
            if session.get(BlockProgress, (student, block or self.course.text)) is None:
                session.add(
                    BlockProgress(
                        user_id=student,
                        block_id=block or self.course.text,
                        lesson_id=self.course.lessons[0],
                        viewed_at=self.now(),
                    )
                )

    def change(self, student: UUID, **switches: bool) -> None:
        """Let a student change what they allow."""
        with self.database.transaction() as session:
            settings = session.get_one(WellbeingSettings, student)
            for name, value in switches.items():
                setattr(settings, name, value)

    def wait(self, clock: FakeClock, days: int) -> None:
        """Let days pass; the tutor signs in again."""
        clock.advance(days=days)
        self.tutor = self.sign_in()

    def group(self, name: str, members: list[UUID]) -> UUID:
        """Make a group of some students."""
        group_id = uuid4()
        with self.database.transaction() as session:
            session.add(CourseGroup(id=group_id, course_id=self.course.id, name=name))
            session.flush()
            rows = (GroupMember(group_id=group_id, user_id=each, course_id=self.course.id) for each in members)
            session.add_all(rows)
        return group_id

    def review(self, tutor: Browser | None = None, **query: Any) -> Any:
        """The review of the first lesson, as the tutor gets it."""
        path = f"/teaching/lessons/{self.course.lessons[0]}/review"
        answer = (tutor or self.tutor).get(path, query_string=query)
        assert answer.status_code == 200, answer.json
        return answer.json

    def block(self, block: UUID | None = None, **query: Any) -> Any:
        """One block of the review; the text, if not said."""
        blocks = self.review(**query)["blocks"]
        return next(each for each in blocks if each["block_id"] == str(block or self.course.text))


@pytest.fixture
def classroom(make, sign_in, database, clock) -> Class:
    """A course with a tutor and without students."""
    course = make.course()
    tutor = make.tutor(course)
    return Class(course, sign_in(tutor), database, clock.now, lambda: make.student(course), lambda: sign_in(tutor))
