"""The live view of a course: fetched once, then kept up to date by events as soon as something has changed.

A learner's request queues what has changed (`refresher.changes`) and answers. One refresher per process builds what
is queued and sends how it differs from what was sent last; a class is built every quarter of a second at most, and
only while a tutor watches. Nothing here waits for a lock, or for a connection, while it holds a connection.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.live_class.alerts.history.service import open_alerts
from attune.classroom.live_class.alerts.service import Finding, describe_alerts
from attune.classroom.live_class.events import LiveAlertsChanged, LiveClassChanged, LiveTick
from attune.classroom.live_class.refresher.changes import Change
from attune.classroom.live_class.refresher.classes import LiveClasses, Watch
from attune.classroom.live_class.refresher.restarts import sharers_only_until
from attune.classroom.live_class.refresher.rooms import Closed, CourseDeleted, Room
from attune.classroom.live_class.refresher.trend import restore_trend
from attune.classroom.live_class.schemas import Alert, LiveView, TrendPoint
from attune.classroom.live_class.view import access_log
from attune.classroom.live_class.view.live_view import diff, lengthen, withhold
from attune.classroom.platform.database.engine import when_committed
from attune.classroom.platform.events.types import course_channel, user_channel
from attune.classroom.platform.permissions import Actor

log = structlog.get_logger("attune.teaching")

COMES_BACK_WITHIN = timedelta(seconds=15)  # of the process's start, students' devices report back
MOST_PASSES = 3


def fetch(classes: LiveClasses, tutor: Actor, course_id: UUID) -> LiveView:
    """The view of a course that the tutor teaches, as it is now. Hold no connection: it waits for the class's room.

    Whoever is shown by name with what they share can read in the audit log who looked.
    """
    classes.follow_watches()
    classes.watch(tutor, course_id)
    view = refresh(classes, course_id, Change(whole=True), tutor.id)
    for _ in range(MOST_PASSES):  # students may come while it is written down who sees whom: they follow by events
        if not classes.unwritten.holds(course_id):
            break
        write_access_log(classes)
        view = refresh(classes, course_id, Change(whole=True), tutor.id)
    if view is None:
        raise RuntimeError(f"course {course_id} is not watched though its view is being fetched")
    return view


def announce(session: Session, classes: LiveClasses, course_ids: Sequence[UUID]) -> None:
    """Let the tutors who watch these courses be told what has changed, once the session is committed."""
    when_committed(session, lambda: classes.courses_changed(course_ids))


def announce_student(session: Session, classes: LiveClasses, student_id: UUID) -> None:
    """Let the tutors of a student's courses be told what has changed, once the session is committed."""
    when_committed(session, lambda: classes.student_changed(student_id))


def sweep(classes: LiveClasses) -> None:
    """Have every watched class looked through for what has changed by the mere passing of time."""
    classes.follow_watches()
    classes.changes.add_courses(classes.led())


def tick(classes: LiveClasses) -> None:
    """Tell the tutors of every watched class up to when their view is complete, even if nothing has changed.

    Call it by a clock and never because of what a student does: when a tick comes must not tell whose camera is on.
    """
    for course_id in classes.led():
        view = _refresh_safely(classes, course_id, Change())
        if view is not None:
            event = LiveTick(course_id=course_id, generated_at=view.generated_at, coming_back=view.coming_back)
            classes.bus.send(course_channel(course_id), event)


def refresh_changed(classes: LiveClasses) -> None:
    """Tell everything that is marked, each class as soon as its pause is over. One thread does this at a time.

    Figures whose time to be published has come are told, too, even if nothing has changed since. Only whoever leads a
    class publishes them: a process that has built it for a fetch does not follow its students, and knows old news.
    """
    classes.follow_watches()
    _add(classes, _due_to_publish(classes, classes.clock.now()), Change())
    while True:
        _collect(classes)
        if not classes.pending:
            return
        waits = {course_id: _due_in(classes, course_id) for course_id in classes.pending}
        due = [course_id for course_id, seconds in waits.items() if seconds <= 0]
        if not due:
            time.sleep(min(waits.values()))
        for course_id in due:
            _refresh_safely(classes, course_id, classes.pending.pop(course_id))


def refresh(classes: LiveClasses, course_id: UUID, change: Change, tutor_id: UUID | None = None) -> LiveView | None:
    """Rebuild what has changed in a class and push how its view differs from the last.

    Hold no connection. Who sees what somebody shares is written down before it is sent; what has to wait for that is
    left out and follows as soon as `write_access_log` has done so.

    Args:
        classes: What this process knows of live classes.
        course_id: The class.
        change: What has changed in it.
        tutor_id: Who fetches the view, and gets it with the alerts that they are shown.

    Returns:
        The view, without alerts unless somebody fetches it; None where nobody watches.
    """
    room = classes.room(course_id)
    if room is None:
        return None
    with room.lock:  # also while it is looked up what was shown last: another thread may be showing more
        watches = dict(classes.watches.get(course_id, {}))
        alerts = {each: watch.alerts for each, watch in watches.items()}
        with classes.sharing.room(room, alerts) as closed:
            if closed is not None:
                classes.closed[course_id] = closed
            for each, watch in watches.items():
                watch.alerts = alerts.get(each)
            due, shown = _rebuild(classes, room, change)
            classes.unwritten.add(course_id, due)
            alerts.update(shown)
            if tutor_id is None or room.view is None:
                return room.view
            return room.view.model_copy(update={"alerts": shown.get(tutor_id, [])})


def write_access_log(classes: LiveClasses) -> None:
    """Write down who is about to see what somebody shares, and have it shown. Hold no connection."""
    for course_id, pairs in classes.unwritten.take().items():
        with classes.database.transaction() as session:
            course = session.get_one(Course, course_id)
            access_log.write_down(session, classes.recent_access, pairs, course, classes.clock.now())
        for student_id in {student_id for _, student_id in pairs}:
            classes.student_changed(student_id)


def _rebuild(
    classes: LiveClasses, room: Room, change: Change
) -> tuple[Sequence[access_log.Pair], dict[UUID, list[Alert]]]:
    """Build and announce the view.

    Returns:
        Who must be written down as seeing whom before the rest is sent, and the alerts that each tutor is shown.
    """
    now, course_id = classes.clock.now(), room.course_id
    with classes.database.session(writes=False) as session:
        earlier: list[TrendPoint] = []
        if room.publisher.last is None:
            room.publisher.sharers_only_until = sharers_only_until(session, course_id, classes.started_at)
        if room.view is None:
            earlier = _earlier_minutes(session, classes, course_id, now)
            room.restore_alerts(open_alerts(session, course_id, now))
        view, findings = room.rebuild(session, classes.study_sessions, classes.presence, change, now)
    shown = [student.user_id for student in view.students if student.updated_at is not None]
    watchers = classes.watchers(course_id)
    due = access_log.find_due(classes.recent_access, list(watchers), shown, course_id, now)
    withheld = {student_id for _, student_id in due}
    view = withhold(view, room.view, withheld)
    findings = [finding for finding in findings if not finding.reads_any_of(withheld)]
    view = view.model_copy(update={"coming_back": now - classes.started_at < COMES_BACK_WITHIN})
    room.view = _push_changes(classes, room.view, view) if room.view is not None else lengthen(earlier, view)
    room.findings = {finding.alert_id(course_id): finding for finding in findings}
    room.record_alerts(classes.history, findings, now)
    return due, _show_alerts(classes, course_id, watchers, findings)


def _push_changes(classes: LiveClasses, last: LiveView, view: LiveView) -> LiveView:
    """Push how a view differs from the last.

    Returns:
        The view, with its trend.
    """
    channel, events = course_channel(view.course_id), diff(last, view)
    for event in events:
        classes.bus.send(channel, event)
    if any(isinstance(event, LiveClassChanged) for event in events):
        return lengthen(last.trend, view)
    return view.model_copy(update={"trend": last.trend})


def _earlier_minutes(session: Session, classes: LiveClasses, course_id: UUID, now: datetime) -> list[TrendPoint]:
    """The trend of a class that nobody has watched for a while: as it was shown, a gap, and what may be restored."""
    closed = classes.closed.get(course_id, Closed())
    restored = restore_trend(session, course_id, read_policy(session), closed.at, now)
    gap = [TrendPoint(at=closed.at, shares=None, coverage=None)] if closed.at is not None else []
    return [*closed.trend, *gap, *restored]


def _show_alerts(
    classes: LiveClasses, course_id: UUID, watchers: Mapping[UUID, Watch], findings: Sequence[Finding]
) -> dict[UUID, list[Alert]]:
    """Send each tutor the alerts in their language, if they differ from those shown; the first come with the fetch."""
    shown = {}
    for tutor_id, watch in watchers.items():
        alerts = describe_alerts(findings, course_id, watch.language)
        if watch.alerts is not None and watch.alerts != alerts:
            classes.bus.send(user_channel(tutor_id), LiveAlertsChanged(course_id=course_id, alerts=alerts))
        watch.alerts = shown[tutor_id] = alerts
    return shown


def _refresh_safely(classes: LiveClasses, course_id: UUID, change: Change) -> LiveView | None:
    try:
        return refresh(classes, course_id, change)
    except CourseDeleted:
        classes.discard(course_id)
        return None
    except Exception:
        # The other classes must not wait for this one; the next sweep builds it from the database.
        log.exception("live_class_not_announced", course_id=str(course_id))
        room = classes.rooms.get(course_id)
        if room is not None:
            room.invalidate()
        return None


def _due_to_publish(classes: LiveClasses, now: datetime) -> list[UUID]:
    rooms = {course_id: classes.rooms.get(course_id) for course_id in classes.led()}
    return [course_id for course_id, room in rooms.items() if room is not None and room.publishes_by(now)]


def _due_in(classes: LiveClasses, course_id: UUID) -> float:
    room = classes.rooms.get(course_id)
    return room.due_in(classes.pause_seconds) if room is not None else 0.0


def _collect(classes: LiveClasses) -> None:
    """Move the queued changes into what is pending for each watched class."""
    watched = classes.led()
    students, courses = classes.changes.take()
    _add(classes, courses & set(watched), Change(whole=True))
    in_class: set[UUID] = set()
    for course_id in watched:
        room = classes.rooms.get(course_id)
        here = {student_id for student_id in students if student_id in room.snapshots} if room is not None else set()
        in_class |= here
        if here:
            _add(classes, [course_id], Change(students=here))
    if students - in_class and watched:
        _add(classes, _courses_of_newcomers(classes, students - in_class, watched), Change(whole=True))


def _add(classes: LiveClasses, course_ids: Iterable[UUID], change: Change) -> None:
    for course_id in course_ids:
        classes.pending.setdefault(course_id, Change()).add(change)


def _courses_of_newcomers(classes: LiveClasses, students: set[UUID], watched: Sequence[UUID]) -> Sequence[UUID]:
    """The watched courses that students without a snapshot there have been enrolled in meanwhile."""
    query = select(Enrolment.course_id).where(Enrolment.user_id.in_(students), Enrolment.course_id.in_(watched))
    with classes.database.session(writes=False) as session:
        return session.scalars(query.distinct()).all()
