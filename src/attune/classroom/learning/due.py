"""When a lesson is due for a student."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Enrolment, Lesson
from attune.classroom.platform.permissions import Actor, Role


def enrolments_of(session: Session, actor: Actor, course_ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
    """When the actor was enrolled in each of the courses; empty for who is no student."""
    if actor.role is not Role.STUDENT:
        return {}
    rows = session.execute(
        select(Enrolment.course_id, Enrolment.enrolled_at).where(
            Enrolment.user_id == actor.id, Enrolment.course_id.in_(course_ids)
        )
    )
    return dict(rows.all())


def due_at(lesson: Lesson, enrolled_at: datetime | None) -> datetime | None:
    """When `lesson` is due for somebody enrolled at `enrolled_at`; None where it is not due at all.

    Relative dates count from the enrolment. A fixed date that had passed when the student came is not theirs: nobody
    is overdue from the first day. Without an enrolment (a tutor looks) only fixed dates are known.
    """
    if lesson.due_after_days is not None:
        return enrolled_at + timedelta(days=lesson.due_after_days) if enrolled_at is not None else None
    if lesson.due_at is not None and enrolled_at is not None and lesson.due_at <= enrolled_at:
        return None
    return lesson.due_at
