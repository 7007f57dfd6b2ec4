"""Study days: sums of facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.orm import Session

from attune.classroom.insight.facts.models import MEASURES, StudyDay, StudyFact

DayOfCourse = tuple[UUID, date]


def refresh_days(session: Session, user_id: UUID, days: Iterable[DayOfCourse]) -> None:
    """Sum the facts of some days anew."""
    for course_id, day in sorted(days, key=str):
        here = (StudyDay.user_id == user_id) & (StudyDay.course_id == course_id) & (StudyDay.day == day)
        session.execute(delete(StudyDay).where(here))
        sums = select(
            literal(user_id, StudyDay.user_id.type),
            literal(course_id, StudyDay.course_id.type),
            literal(day, StudyDay.day.type),
            func.count(StudyFact.session_began_at.distinct()),
            *(func.sum(getattr(StudyFact, name)) for name in MEASURES),
        ).where(
            StudyFact.user_id == user_id,
            StudyFact.course_id == course_id,
            StudyFact.day == day,
            StudyFact.hidden_at.is_(None),
        )
        names = ["user_id", "course_id", "day", "sessions", *MEASURES]
        session.execute(insert(StudyDay).from_select(names, sums.having(func.count() > 0)))
