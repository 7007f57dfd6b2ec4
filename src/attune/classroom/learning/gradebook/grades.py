"""Writing grades: every change leaves a line in a list that only grows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Block, Lesson
from attune.classroom.learning.gradebook.models import Changed, Grade, GradeChange
from attune.classroom.learning.gradebook.practice import counts
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.permissions import Actor


def find_grade(session: Session, block_id: UUID, user_id: UUID, course_id: UUID, now: datetime) -> Grade:
    """Return a student's grade for an item, made if need be, and locked."""
    row = {"block_id": block_id, "user_id": user_id, "course_id": course_id, "excused": False, "at": now}
    insert_if_absent(session, Grade, [row])
    return session.get_one(Grade, (block_id, user_id), with_for_update=True, populate_existing=True)


def set_raw(
    session: Session,
    *,
    block_id: UUID,
    user_id: UUID,
    course_id: UUID,
    points: float | None,
    most: float | None,
    now: datetime,
    by: Actor | None = None,
) -> None:
    """Write what somebody's graded work earned, of how many points. by: the tutor; None where the server graded it."""
    if points is None and session.get(Grade, (block_id, user_id)) is None:
        return
    grade = find_grade(session, block_id, user_id, course_id, now)
    if (grade.raw, grade.raw_max) == (points, most):
        return
    if grade.raw != points:
        trace(session, grade, Changed.RAW, grade.raw, points, now, by)
    elif grade.raw_max is not None:  # as many points, of more or fewer than before
        trace(session, grade, Changed.RAW, _of(points, grade.raw_max), _of(points, most), now, by)
    grade.raw, grade.raw_max, grade.at, grade.by_id = points, most, now, by.id if by is not None else None
    session.flush()


def set_quiz_grade(
    session: Session,
    *,
    block_id: UUID,
    user_id: UUID,
    course_id: UUID,
    now: datetime,
    by: Actor | None = None,
) -> None:
    """Write the best of somebody's attempts at a quiz that count and have all their points.

    The best is the one that earned the largest share, and its points are of those that the quiz gave when it was made.
    """
    best = session.scalar(
        select(QuizAttempt)
        .where(
            QuizAttempt.user_id == user_id,
            QuizAttempt.block_id == block_id,
            QuizAttempt.state == WorkState.GRADED,
            counts(),
        )
        .order_by(QuizAttempt.score.desc(), QuizAttempt.lesson_version.desc())
        .limit(1)
    )
    points = most = None
    if best is not None:
        block = session.get_one(Block, block_id)
        most = quiz_at(session, block, session.get_one(Lesson, block.lesson_id), best.lesson_version).points
        points = round(best.score * most, 6)
    set_raw(session, block_id=block_id, user_id=user_id, course_id=course_id, points=points, most=most, now=now, by=by)


def trace(
    session: Session, grade: Grade, what: Changed, before: object, after: object, now: datetime, by: Actor | None
) -> None:
    """Add a line about a change."""
    session.add(
        GradeChange(
            block_id=grade.block_id,
            user_id=grade.user_id,
            at=now,
            by_id=by.id if by is not None else None,
            by_name=by.name if by is not None else None,
            what=what,
            before=_written(before),
            after=_written(after),
        )
    )


def _of(points: float | None, most: float | None) -> str:
    return f"{_written(points) or '–'} / {_written(most) or '–'}"


def _written(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()
    return f"{value:.10g}" if isinstance(value, float | int) else str(value)
