"""Which lessons of a sequential course are open to a student."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.availability import refuse_ended, refuse_unopened
from attune.classroom.courses.models import Course, CourseState, Lesson
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor, Role

Progress = Mapping[UUID, LessonProgress]


class LessonLocked(Conflict):
    """Another lesson comes first."""

    code = "lesson_locked"


def is_completed(lesson_id: UUID, progress: Progress) -> bool:
    """Whether the lesson is done."""
    return lesson_id in progress and progress[lesson_id].completed_at is not None


def is_locked(lesson: Lesson, actor: Actor, progress: Progress) -> bool:
    """Whether a student has to complete another lesson first.

    A lesson in which the student has worked stays open, whatever becomes of the one before it.
    """
    first = lesson.prerequisite_id
    if actor.role is not Role.STUDENT or first is None:
        return False
    return lesson.id not in progress and not is_completed(first, progress)


def refuse_locked(session: Session, actor: Actor, lesson: Lesson) -> None:
    """Raise LessonLocked when a student has not completed the lesson that comes first.

    A lesson that is archived, or whose course does not run, is NotFound to students.
    """
    _refuse_archived(session, actor, lesson)
    ids = [lesson.id, lesson.prerequisite_id]
    rows = session.scalars(
        select(LessonProgress).where(LessonProgress.user_id == actor.id, LessonProgress.lesson_id.in_(ids))
    )
    if is_locked(lesson, actor, {row.lesson_id: row for row in rows}):
        raise LessonLocked(
            f"'{lesson.title}' opens once the lesson before it is completed.",
            prerequisite_id=str(lesson.prerequisite_id),
        )


def _refuse_archived(session: Session, actor: Actor, lesson: Lesson) -> None:
    running = session.get_one(Course, lesson.course_id).state is CourseState.RUNNING
    if actor.role is Role.STUDENT and (lesson.archived_at is not None or not running):
        raise NotFound(f"There is no lesson {lesson.id} among yours.", lesson_id=str(lesson.id))


def refuse_closed(session: Session, actor: Actor, lesson: Lesson, now: datetime) -> None:
    """Raise where a student cannot work in a lesson: another comes first, its course has not started, or has ended.

    Raises:
        LessonLocked, CourseNotOpen, CourseEnded: see there.
    """
    refuse_unopened(session, actor, lesson.course_id, now)
    refuse_ended(session, actor, lesson.course_id, now)
    refuse_locked(session, actor, lesson)
