"""The live view of a course: fetched once, then kept up to date by events right when something is received.

Views are built after the commit of what changed them, outside its transaction: a class of forty that sends at the same
instant waits for forty short writes, not for forty views. A view that was begun after a change covers it, so changes
that arrive while one is built are told together by the next.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from attune.classroom.bus import LocalBus
from attune.classroom.courses.access import find_course
from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.database import Database
from attune.classroom.events import course_channel, user_channel
from attune.classroom.permissions import Actor
from attune.classroom.policy import read_policy
from attune.classroom.teaching import viewing
from attune.classroom.teaching.alerts import Finding, describe_alerts, find_alerts
from attune.classroom.teaching.events import LiveAlertsChanged
from attune.classroom.teaching.models import AlertResolution
from attune.classroom.teaching.presence import PresenceBook
from attune.classroom.teaching.roster import read_outline, take_seats
from attune.classroom.teaching.schemas import Alert, LiveView
from attune.classroom.teaching.view import LiveCourse, busiest_lesson, compose, diff
from attune.classroom.wellbeing.sittings import Sittings

log = structlog.get_logger("attune.teaching")

PAUSE_SECONDS = (
    0.1  # between two views of a course: more often, no eye follows, and a class at once takes thrice as long
)
GRACE = timedelta(minutes=2)  # between a tutor's fetch and the opening, or reopening, of their event stream
MARKS = "live_class_marks"  # in a session's info: what to announce once it is committed


@dataclass(slots=True)
class Watch:
    """A tutor who fetched the view of a course: when, in which language, and the alerts they were shown last."""

    at: datetime
    language: str
    alerts: list[Alert] | None = None


@dataclass(slots=True)
class LiveClasses:
    """What this process knows of live classes. views: the last one of each course that a tutor watches.

    `lock` is held while a view is built and announced; never wait for the database's write lock with it.
    """

    database: Database
    sittings: Sittings
    bus: LocalBus
    presence: PresenceBook = field(default_factory=PresenceBook)
    lock: threading.RLock = field(default_factory=threading.RLock)
    views: dict[UUID, LiveView] = field(default_factory=dict)
    watches: dict[UUID, dict[UUID, Watch]] = field(default_factory=dict)
    viewings: viewing.Viewings = field(default_factory=viewing.Viewings)
    pause_seconds: float = PAUSE_SECONDS
    built_at: dict[UUID, float] = field(default_factory=dict)
    counting: threading.Lock = field(default_factory=threading.Lock)
    changes: Counter[UUID] = field(default_factory=Counter)
    covered: Counter[UUID] = field(default_factory=Counter)

    def count_change(self, course_id: UUID) -> None:
        """Note that something has changed in a course: only a view begun from now on covers it."""
        with self.counting:
            self.changes[course_id] += 1

    def watchers(self, course_id: UUID, now: datetime) -> dict[UUID, Watch]:
        """The tutors who fetched the view of a course and still listen."""
        return {
            tutor_id: watch
            for tutor_id, watch in self.watches.get(course_id, {}).items()
            if now - watch.at < GRACE or self.bus.count_listeners(user_channel(tutor_id)) > 0
        }


def fetch(session: Session, classes: LiveClasses, tutor: Actor, course_id: UUID, now: datetime) -> LiveView:
    """The view of a course as it is now. Raises NotFound for a course the tutor does not teach.

    Whoever is shown by name with what they share can read in the audit log who looked.
    """
    find_course(session, tutor, course_id)
    watch = Watch(now, tutor.locale)
    with classes.lock:
        classes.watches.setdefault(course_id, {})[tutor.id] = watch
    classes.count_change(course_id)
    refresh(classes, course_id, now)
    return classes.views[course_id].model_copy(update={"alerts": watch.alerts})


def announce(session: Session, classes: LiveClasses, course_ids: Sequence[UUID], now: datetime) -> None:
    """Tell the tutors who watch these courses what has changed, once the session is committed."""
    marks = session.info.setdefault(MARKS, {})
    marks.update({course_id: (classes, now) for course_id in course_ids if course_id in classes.watches})


def announce_student(session: Session, classes: LiveClasses, student_id: UUID, now: datetime) -> None:
    """Tell the tutors of a student's courses what has changed about the student, once the session is committed."""
    if classes.watches:
        courses = session.scalars(select(Enrolment.course_id).where(Enrolment.user_id == student_id)).all()
        announce(session, classes, courses, now)


def refresh(classes: LiveClasses, course_id: UUID, now: datetime) -> None:
    """Build the view of a course anew and push how it differs from the last one.

    Nothing is built where nobody watches, nor where a view begun since covers everything that has changed. Who sees
    what somebody shares is written down before it is sent.
    """
    wanted = classes.changes[course_id]
    while True:
        with classes.lock:
            if not classes.watchers(course_id, now):
                classes.views.pop(course_id, None)
                classes.watches.pop(course_id, None)
                return
            if course_id in classes.views and classes.covered[course_id] >= wanted:
                return
            due = _refresh(classes, course_id, now)
        if not due:
            return
        with classes.database.transaction() as session:
            viewing.write_down(session, classes.viewings, due, session.get_one(Course, course_id), now)


def sweep(classes: LiveClasses, now: datetime) -> None:
    """Announce what has changed by the mere passing of time, in every class that is watched."""
    for course_id in list(classes.watches):
        classes.count_change(course_id)
        refresh(classes, course_id, now)


def build(session: Session, classes: LiveClasses, course: Course, now: datetime) -> tuple[LiveView, Sequence[Finding]]:
    """The view of a course and what alerts are made of, from the database and from memory; pushes nothing."""
    policy, outline = read_policy(session), read_outline(session, course.id)
    resolutions = resolutions_of(session, course.id)
    seats = take_seats(session, course, outline, classes.sittings, classes.presence, policy, resolutions, now)
    busiest = busiest_lesson(seats)
    strip = outline.strips[busiest] if busiest is not None else ()
    live = LiveCourse(course.id, course.title, policy.k_tutor, strip)
    return compose(live, seats, now), find_alerts(live, seats, resolutions, outline.titles, now)


def resolutions_of(session: Session, course_id: UUID) -> dict[UUID, AlertResolution]:
    """What tutors said of the alerts of a course, by alert."""
    found = session.scalars(select(AlertResolution).where(AlertResolution.course_id == course_id))
    return {resolution.alert_id: resolution for resolution in found}


def _refresh(classes: LiveClasses, course_id: UUID, now: datetime) -> Sequence[viewing.Pair]:
    """Build and announce the view; or, before anything is sent, return who must be written down as seeing whom."""
    _await_turn(classes, course_id)
    covering = classes.changes[course_id]
    with classes.database.session(writes=False) as session:
        view, findings = build(session, classes, session.get_one(Course, course_id), now)
    shown = [student.user_id for student in view.students if student.learning_state is not None]
    watchers = classes.watchers(course_id, now)
    due = viewing.find_due(classes.viewings, list(watchers), shown, course_id, now)
    if due:
        return due
    last = classes.views.get(course_id)
    for change in diff(last, view) if last is not None else ():
        classes.bus.send(course_channel(course_id), change)
    for tutor_id, watch in watchers.items():
        _show_alerts(classes, course_id, tutor_id, watch, findings)
    classes.views[course_id], classes.covered[course_id] = view, covering
    classes.built_at[course_id] = time.monotonic()
    return ()


def _await_turn(classes: LiveClasses, course_id: UUID) -> None:
    """Let some time pass since the last view of a course: what changes meanwhile is told by the same view."""
    since = time.monotonic() - classes.built_at.get(course_id, -classes.pause_seconds)
    time.sleep(max(0.0, classes.pause_seconds - since))


def _show_alerts(
    classes: LiveClasses, course_id: UUID, tutor_id: UUID, watch: Watch, findings: Sequence[Finding]
) -> None:
    """Send a tutor the alerts in their language, if they differ from those shown; the first come with the fetch."""
    alerts = describe_alerts(findings, course_id, watch.language)
    if watch.alerts is not None and watch.alerts != alerts:
        classes.bus.send(user_channel(tutor_id), LiveAlertsChanged(course_id=course_id, alerts=alerts))
    watch.alerts = alerts


@event.listens_for(Session, "after_commit")
def _announce_marked(session: Session) -> None:
    marks: dict[UUID, tuple[LiveClasses, datetime]] = session.info.pop(MARKS, {})
    for course_id, (classes, _) in marks.items():
        classes.count_change(course_id)
    for course_id, (classes, now) in marks.items():
        try:
            refresh(classes, course_id, now)
        except Exception:
            # The student's own request has succeeded and must say so; the next sweep tells the tutors.
            log.exception("live_class_not_announced")


@event.listens_for(Session, "after_rollback")
def _forget_marked(session: Session) -> None:
    session.info.pop(MARKS, None)
