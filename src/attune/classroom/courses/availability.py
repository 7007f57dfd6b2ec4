"""When a course is open to its students: from its start, and to work in until its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.models import Course, CourseState
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.permissions import Actor, Role


class CourseNotOpen(Conflict):
    """The course has not started yet."""

    code = "course_not_open"


class CourseEnded(Conflict):
    """The course has ended: it can be read, and nothing more is handed in."""

    code = "course_ended"


def has_begun(course: Course, now: datetime) -> bool:
    """Whether students find its lessons: it is no draft any more, and its start has come."""
    return course.state is not CourseState.DRAFT and (course.starts_at is None or course.starts_at <= now)


def opens_at(course: Course) -> datetime | None:
    """When a course that is still to come begins; None where its tutors have yet to open it."""
    return course.starts_at if course.state is CourseState.RUNNING else None


def has_ended(course: Course, now: datetime) -> bool:
    """Whether the course can only be read."""
    return course.ends_at is not None and course.ends_at <= now


def refuse_unopened(session: Session, actor: Actor, course_id: UUID, now: datetime) -> None:
    """Raise CourseNotOpen for a student before the course starts; `data.opens_at` says when that is."""
    course = session.get_one(Course, course_id)
    if actor.role is Role.STUDENT and course.starts_at is not None and not has_begun(course, now):
        message = f"'{course.title}' has not started yet; come back when it opens."
        raise CourseNotOpen(message, opens_at=course.starts_at.isoformat())


def refuse_ended(session: Session, actor: Actor, course_id: UUID, now: datetime) -> None:
    """Raise CourseEnded for a student who would hand something in after the course's end."""
    course = session.get_one(Course, course_id)
    if actor.role is Role.STUDENT and has_ended(course, now):
        raise CourseEnded(f"'{course.title}' has ended; ask your tutor if something of yours is missing.")
