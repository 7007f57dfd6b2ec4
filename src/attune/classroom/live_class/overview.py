"""The courses a tutor teaches, with who is there and who waits for help. Counts only, nothing about feelings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.courses.access import visible_to
from attune.classroom.courses.models import Course
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.live_class.presence import PresenceBook
from attune.classroom.live_class.schemas import TaughtCourse, TaughtCourses
from attune.classroom.live_class.view.roster import count_present, read_surroundings
from attune.classroom.platform.permissions import Actor


def list_taught(session: Session, presence: PresenceBook, tutor: Actor, now: datetime) -> TaughtCourses:
    """The tutor's courses in the order of titles."""
    courses, policy = session.scalars(visible_to(tutor)).all(), read_policy(session)
    return TaughtCourses(courses=[_describe(session, presence, course, policy, now) for course in courses])


def _describe(
    session: Session, presence: PresenceBook, course: Course, policy: InstitutionPolicy, now: datetime
) -> TaughtCourse:
    around = read_surroundings(session, course, policy)
    enrolled, present, waiting = count_present(session, around, presence, now)
    return TaughtCourse(course_id=course.id, title=course.title, enrolled=enrolled, present=present, waiting=waiting)
