"""The courses a tutor teaches, with who is there and who waits for help. Counts only, nothing about feelings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.courses.access import visible_to
from attune.classroom.courses.models import Course
from attune.classroom.permissions import Actor
from attune.classroom.teaching.live import LiveClasses, build
from attune.classroom.teaching.schemas import TaughtCourse, TaughtCourses


def list_taught(session: Session, classes: LiveClasses, tutor: Actor, now: datetime) -> TaughtCourses:
    """The tutor's courses in the order of titles."""
    courses = session.scalars(visible_to(tutor)).all()
    return TaughtCourses(courses=[_describe(session, classes, course, now) for course in courses])


def _describe(session: Session, classes: LiveClasses, course: Course, now: datetime) -> TaughtCourse:
    view, _ = build(session, classes, course, now)
    return TaughtCourse(
        course_id=course.id,
        title=course.title,
        enrolled=view.counts.enrolled,
        present=view.counts.present,
        waiting=sum(student.hand_raised + student.lost_here for student in view.students),
    )
