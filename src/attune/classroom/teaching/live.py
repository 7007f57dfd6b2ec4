"""The live view of a course: fetched once, then kept up to date by events right when something is received."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.bus import LocalBus
from attune.classroom.courses.access import find_course
from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.events import course_channel, push, user_channel
from attune.classroom.permissions import Actor
from attune.classroom.policy import read_policy
from attune.classroom.teaching import viewing
from attune.classroom.teaching.alerts import find_alerts
from attune.classroom.teaching.models import AlertResolution
from attune.classroom.teaching.presence import PresenceBook
from attune.classroom.teaching.roster import read_outline, take_seats
from attune.classroom.teaching.schemas import LiveView
from attune.classroom.teaching.view import LiveCourse, busiest_lesson, compose, diff
from attune.classroom.wellbeing.sittings import Sittings

GRACE = timedelta(minutes=2)  # between a tutor's fetch and the opening, or reopening, of their event stream


@dataclass(slots=True)
class LiveClasses:
    """What this process knows of live classes. views: the last one of each course that a tutor watches."""

    sittings: Sittings
    bus: LocalBus
    presence: PresenceBook = field(default_factory=PresenceBook)
    lock: threading.RLock = field(default_factory=threading.RLock)
    views: dict[UUID, LiveView] = field(default_factory=dict)
    fetched_at: dict[UUID, dict[UUID, datetime]] = field(default_factory=dict)
    viewings: viewing.Viewings = field(default_factory=viewing.Viewings)

    def watchers(self, course_id: UUID, now: datetime) -> list[UUID]:
        """The tutors who fetched the view of a course and still listen."""
        return [
            tutor_id
            for tutor_id, at in self.fetched_at.get(course_id, {}).items()
            if now - at < GRACE or self.bus.count_listeners(user_channel(tutor_id)) > 0
        ]


def fetch(session: Session, classes: LiveClasses, tutor: Actor, course_id: UUID, now: datetime) -> LiveView:
    """The view of a course as it is now. Raises NotFound for a course the tutor does not teach.

    Whoever is shown by name with what they share can read in the audit log who looked.
    """
    course = find_course(session, tutor, course_id)
    with classes.lock:
        classes.fetched_at.setdefault(course_id, {})[tutor.id] = now
        return _refresh(session, classes, course, now)


def announce(session: Session, classes: LiveClasses, course_ids: Sequence[UUID], now: datetime) -> None:
    """Push what has changed in these courses to the tutors who watch them; nothing is computed where nobody does."""
    with classes.lock:
        for course_id in course_ids:
            if classes.watchers(course_id, now):
                _refresh(session, classes, session.get_one(Course, course_id), now)
            else:
                classes.views.pop(course_id, None)
                classes.fetched_at.pop(course_id, None)


def announce_student(session: Session, classes: LiveClasses, student_id: UUID, now: datetime) -> None:
    """Push what has changed about a student to the tutors of their courses."""
    if not classes.fetched_at:
        return
    courses = session.scalars(select(Enrolment.course_id).where(Enrolment.user_id == student_id)).all()
    announce(session, classes, [course_id for course_id in courses if course_id in classes.fetched_at], now)


def build(session: Session, classes: LiveClasses, course: Course, now: datetime) -> LiveView:
    """The view of a course from the database and from memory; pushes and remembers nothing."""
    policy, outline = read_policy(session), read_outline(session, course.id)
    resolutions = resolutions_of(session, course.id)
    seats = take_seats(session, course, outline, classes.sittings, classes.presence, policy, resolutions, now)
    busiest = busiest_lesson(seats)
    strip = outline.strips[busiest] if busiest is not None else ()
    live = LiveCourse(course.id, course.title, course.language, policy.k_tutor, strip)
    alerts = find_alerts(live, seats, resolutions, outline.titles, now)
    return compose(live, seats, alerts, now)


def resolutions_of(session: Session, course_id: UUID) -> dict[UUID, AlertResolution]:
    """What tutors said of the alerts of a course, by alert."""
    found = session.scalars(select(AlertResolution).where(AlertResolution.course_id == course_id))
    return {resolution.alert_id: resolution for resolution in found}


def _refresh(session: Session, classes: LiveClasses, course: Course, now: datetime) -> LiveView:
    """Build the view, push how it differs from the last one, and write down who sees what."""
    view = build(session, classes, course, now)
    last = classes.views.get(course.id)
    for event in diff(last, view) if last is not None else ():
        push(session, course_channel(course.id), event)
    classes.views[course.id] = view
    shown = [student.user_id for student in view.students if student.learning_state is not None]
    viewing.note(session, classes.viewings, classes.watchers(course.id, now), shown, course, now)
    return view
