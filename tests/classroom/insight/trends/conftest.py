"""A course whose students have studied for weeks: rows of study days, as the facts leave them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.insight.facts.models import MEASURES, StudyDay
from attune.classroom.insight.trends.deciding import decide_weeks
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.models import WellbeingSettings

SHARES = {
    "mode": "self_report",
    "share_with_administration": True,
    "share_with_administration_set_at": datetime(2026, 1, 1, tzinfo=UTC),
}
MONDAY = date(2026, 2, 16)  # two weeks before the tests' present: over, and settled


@dataclass
class School:
    """Students of a course and what they did."""

    database: Any
    clock: Any
    course: Any
    students: list[UUID] = field(default_factory=list)

    def enter(self, count: int, course: Any = None, **switches: Any) -> list[UUID]:
        """New students who allow everything that is counted, unless said otherwise."""
        allowed = {"process_camera": True, "save_summaries": True, "count_in_class": True, **switches}
        ids = [uuid4() for _ in range(count)]
        at = self.clock.now()
        with self.database.transaction() as session:
            session.add_all(
                User(
                    id=each,
                    name=f"Student {each}",
                    email=f"{each}@school.example",
                    role=Role.STUDENT,
                    locale=Locale.ENGLISH,
                    created_at=at,
                )
                for each in ids
            )
            session.flush()
            session.add_all(WellbeingSettings(user_id=each, **allowed) for each in ids)
            course_id = (course or self.course).id
            session.add_all(Enrolment(user_id=each, course_id=course_id, enrolled_at=at) for each in ids)
        self.students += ids
        return ids

    def study(
        self,
        students: Iterable[UUID],
        struggling: Any = 0.3,
        day: date = MONDAY,
        course: Any = None,
        known: float = 800,
    ) -> None:
        """A day of 1,000 seconds. struggling: a share of those known, or a function of the place in the row."""
        with self.database.transaction() as session:
            for place, each in enumerate(students):
                share = struggling(place) if callable(struggling) else struggling
                measures: dict[str, float] = dict.fromkeys(MEASURES, 0)
                states = {"maybe_confused_seconds": known * share, "engaged_seconds": known * (1 - share)}
                seen = {"neutral_seconds": 600, "happiness_seconds": 200, "readable_seconds": 800}
                measures |= {"seconds": 1000, "unknown_seconds": 1000 - known, **states, **seen}
                course_id = (course or self.course).id
                session.add(StudyDay(course_id=course_id, day=day, user_id=each, sessions=1, **measures))

    def group(self, name: str, students: Iterable[UUID]) -> UUID:
        """A group of the course with these students."""
        with self.database.transaction() as session:
            group = CourseGroup(id=uuid4(), course_id=self.course.id, name=name)
            session.add(group)
            session.flush()
            session.add_all(GroupMember(group_id=group.id, user_id=each, course_id=self.course.id) for each in students)
            return group.id

    def allow(self, student: UUID, **switches: Any) -> None:
        """Change what a student allows."""
        with self.database.transaction() as session:
            for name, value in switches.items():
                setattr(session.get_one(WellbeingSettings, student), name, value)

    def decide(self) -> None:
        """What the job does every hour."""
        decide_weeks(self.database, self.clock.now())


@pytest.fixture
def school(make, database, clock):
    return School(database, clock, make.course())


@pytest.fixture
def admin(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def week_of(admin):
    """What an administrator sees of the week of MONDAY, of a scope; None when hidden."""

    def read(scope="institution", monday=MONDAY):
        answer = admin.get(f"/insight/trends?scope={scope}&weeks=26")
        assert answer.status_code == 200, answer.json
        return next(week["figures"] for week in answer.json["weeks"] if week["monday"] == monday.isoformat())

    return read


def days_after(day: date, count: int) -> date:
    """A day some days later."""
    return day + timedelta(days=count)
