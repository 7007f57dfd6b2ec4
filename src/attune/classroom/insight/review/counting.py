"""Reviews are counted by a job, so that nobody waits for it: of lessons that were studied since they were counted last.

Who looks first, before the job has come to a lesson, waits once; afterwards a look reads what was published.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Lesson
from attune.classroom.insight.facts.models import StudyFact
from attune.classroom.insight.review.periods import periods_of
from attune.classroom.insight.review.releases import COUNTED_EVERY
from attune.classroom.insight.review.service import count_lesson
from attune.classroom.insight.review.tables import PREFIX, lesson_of
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.database.engine import Database
from attune.classroom.wellbeing.experiment.models import TableRelease

LATELY = timedelta(days=14)
AT_MOST_SECONDS = 120.0  # of a run: what is left over comes first in the next one


def count_reviews(database: Database, now: datetime, timer: Callable[[], float] = time.monotonic) -> int:
    """Count the lessons that were studied since they were counted last, each in a transaction.

    Args:
        database: The thread must hold no write transaction.
        now: The present instant.
        timer: Seconds that have passed, from anywhere.

    Returns:
        How many lessons were counted.
    """
    began, count = timer(), 0
    for lesson_id in _due(database, now):
        if timer() - began > AT_MOST_SECONDS:
            break
        with database.transaction() as session:
            count += _count(session, lesson_id, now)
    return count


def _count(session: Session, lesson_id: UUID, now: datetime) -> bool:
    """Count a lesson in the period of now; False where it is gone, or nobody is in the course."""
    lesson, zone = session.get(Lesson, lesson_id), institution_zone(session)
    period = None if lesson is None else next(iter(periods_of(session, lesson.course_id, zone, now)), None)
    if lesson is None or period is None:
        return False
    count_lesson(session, lesson, period, zone, read_policy(session).k_tutor, now)
    return True


def _due(database: Database, now: datetime) -> list[UUID]:
    """The lessons to count: those never counted first, then those that were counted longest ago."""
    with database.session(writes=False) as session:
        since = (now - LATELY).astimezone(institution_zone(session)).date()
        studied = session.execute(
            select(StudyFact.lesson_id, func.max(StudyFact.session_ended_at))
            .join(Lesson, Lesson.id == StudyFact.lesson_id)
            .where(StudyFact.day >= since, is_shown())
            .group_by(StudyFact.lesson_id)
            .having(func.count(StudyFact.user_id.distinct()) >= read_policy(session).k_tutor)
        ).all()
        counted = _counted(session)
    due: list[tuple[datetime, UUID]] = []
    for lesson_id, studied_at in studied:
        last = counted.get(lesson_id)
        # a session is still being told of a while after it began to be counted; and consent may have changed in a day
        if last is None or (now - last >= COUNTED_EVERY and (studied_at > last - COUNTED_EVERY or _is_old(last, now))):
            due.append((last or datetime.min.replace(tzinfo=now.tzinfo), lesson_id))
    return [lesson_id for _last, lesson_id in sorted(due)]


def _is_old(last: datetime, now: datetime) -> bool:
    return now - last >= timedelta(hours=12)


def _counted(session: Session) -> Mapping[UUID, datetime]:
    """When each lesson was counted last."""
    rows = session.execute(
        select(TableRelease.name, TableRelease.released_at).where(TableRelease.name.startswith(PREFIX))
    )
    found: dict[UUID, datetime] = {}
    for name, released_at in rows:
        lesson_id = lesson_of(name)
        found[lesson_id] = max(released_at, found.get(lesson_id, released_at))
    return found
