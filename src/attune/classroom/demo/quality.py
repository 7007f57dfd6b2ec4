"""Readings and check-ins of past months: what the page of their quality needs, and ten days of history cannot have.

Every figure is invented: nobody was in front of a camera. What is counted is deleted again, as it would have been
long since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from attune.affect.evidence import LearningState, SelfReportKind
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.insight.quality.deciding import count
from attune.classroom.insight.quality.models import QualityPeriod
from attune.classroom.insight.quality.periods import PERIOD, decided_on, last_period
from attune.classroom.institution.calendar.service import midnight
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.wellbeing.models import CheckIn, StoredWindow
from attune.expressions import EXPRESSIONS

PERIODS = 4
MODELS = ("demo-1", "demo-1", "demo-2", "demo-2")  # changed after the second
SECONDS = 30.0
# Of each state: how often it is read of a learner in a period, and how probable it is that they say the same.
READ = {
    LearningState.ENGAGED: (6, 0.82),
    LearningState.MAYBE_CONFUSED: (4, 0.58),
    LearningState.MAYBE_FRUSTRATED: (3, 0.44),
    LearningState.LOW_MOOD: (2, 0.5),
}
BETTER = 0.08  # by how much the second model is right more often
UNKNOWN = 3  # windows of a learner in a period in which nothing could be said
OBJECTS = 0.45  # how probable it is that a learner corrects a reading that is not theirs, later on their timeline


def seed_quality(session: Session, course: Course, now: datetime) -> None:
    """Decide on the last periods as they would have been decided on.

    Args:
        session: One that writes.
        course: Whose groups have studied for so long.
        now: The present.
    """
    rng, zone = Random(41), institution_zone(session)  # noqa: S311 - synthetic figures, the same everywhere
    last = last_period(now, zone)
    students = session.scalars(
        select(User)
        .join(GroupMember, GroupMember.user_id == User.id)
        .join(CourseGroup, CourseGroup.id == GroupMember.group_id)
        .where(CourseGroup.course_id == course.id)
        .order_by(User.email)
    ).all()
    for place, model in enumerate(MODELS):
        began_on = last - PERIOD * (PERIODS - 1 - place)
        better = BETTER if model == MODELS[-1] else 0.0
        rows = list(_period(rng, students, midnight(began_on, zone), model, better))
        session.add_all(rows)
        session.flush()
        session.add(QualityPeriod(**count(session, began_on, midnight(decided_on(began_on), zone))))
        for table in (CheckIn, StoredWindow):
            ids = [row.id for row in rows if isinstance(row, table)]
            session.execute(delete(table).where(table.id.in_(ids)))
    session.flush()


def _period(
    rng: Random, students: Sequence[User], began_at: datetime, model: str, better: float
) -> Iterator[StoredWindow | CheckIn]:
    for number, student in enumerate(students):
        at = began_at + timedelta(hours=15, minutes=7 * number)
        for state, (times, right) in READ.items():
            for _ in range(times):
                at += timedelta(days=1)
                window = _window(rng, student.id, at, state, model)
                agrees = rng.random() < right + better
                said = state if agrees else rng.choice([each for each in READ if each is not state])
                yield window
                yield _said(rng, student.id, at + timedelta(seconds=SECONDS + 10), said)
                if not agrees and rng.random() < OBJECTS:
                    yield _said(rng, student.id, at + timedelta(hours=3), said, window.id)
        for _ in range(UNKNOWN + rng.randrange(3)):
            yield _window(rng, student.id, at + timedelta(minutes=rng.randrange(300)), LearningState.UNKNOWN, model)


def _window(rng: Random, user_id: UUID, at: datetime, state: LearningState, model: str) -> StoredWindow:
    known = state is not LearningState.UNKNOWN
    return StoredWindow(
        user_id=user_id,
        id=_id(rng),
        started_at=at,
        seconds=SECONDS,
        **dict.fromkeys(EXPRESSIONS, 0) | {"neutral": 255},
        coverage=rng.uniform(0.75, 1.0) if known else rng.uniform(0.1, 0.5),
        quality=rng.uniform(0.65, 0.98),
        state="neutral" if known else "unknown",
        model=model,
        source="on_device",
        learning_state=state,
        reasons="",
    )


def _said(rng: Random, user_id: UUID, at: datetime, feeling: LearningState, window_id: UUID | None = None) -> CheckIn:
    kind = SelfReportKind.CHECK_IN if window_id is None else SelfReportKind.CORRECTION
    return CheckIn(user_id=user_id, id=_id(rng), kind=kind, feeling=feeling.value, window_id=window_id, at=at)


def _id(rng: Random) -> UUID:
    return uuid5(UUID(int=rng.getrandbits(128)), "demo")
