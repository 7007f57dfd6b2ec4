"""The classes that are watched: a change of one student rebuilds one snapshot and one tile, not the class."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.affect.disclosure.publisher import LivePublisher
from attune.classroom.courses.models import Course
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.live_class.alerts.history.service import History, Raised, record_changes
from attune.classroom.live_class.alerts.hysteresis import RuleStates
from attune.classroom.live_class.alerts.service import Finding, class_rule, find_alerts, find_class_alerts
from attune.classroom.live_class.presence import PresenceBook
from attune.classroom.live_class.refresher.changes import Change
from attune.classroom.live_class.schemas import LiveStudent, LiveView, TrendPoint
from attune.classroom.live_class.view.live_view import LiveCourse, busiest_lesson, compose, describe_tile
from attune.classroom.live_class.view.roster import Surroundings, load_snapshots, read_surroundings
from attune.classroom.live_class.view.snapshots import StudentSnapshot
from attune.classroom.platform.errors import NotFound
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions


class CourseDeleted(NotFound):
    """The course of a class that is watched has been deleted."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a class has shown until nobody watched any more, at `at`."""

    at: datetime | None = None
    trend: Sequence[TrendPoint] = ()


@dataclass(slots=True)
class Room:
    """One watched class. Hold `lock` while it is rebuilt, and wait for it only without a connection in hand.

    snapshots, tiles: of every student, in the order of names.  view: what its tutors were told last, alerts aside.
    findings: the rules that hold, by the id of their alert.  raised: the alerts that are raised by the history.
    built_at: by the machine's monotonic clock.
    rule_states: how long each rule about the class has held.
    publisher: of the class's figures; it outlives the room, for closing a page must not change who is in a figure.
    version: of the state that processes share, as this one knows it.
    """

    course_id: UUID
    publisher: LivePublisher
    lock: threading.Lock = field(default_factory=threading.Lock)
    surroundings: Surroundings | None = None
    snapshots: dict[UUID, StudentSnapshot] = field(default_factory=dict)
    tiles: dict[UUID, LiveStudent] = field(default_factory=dict)
    view: LiveView | None = None
    findings: Mapping[UUID, Finding] = field(default_factory=dict)
    raised: Mapping[UUID, Raised] = field(default_factory=dict)
    built_at: float = float("-inf")
    rule_states: RuleStates = field(default_factory=RuleStates)
    version: int = 0

    def due_in(self, pause_seconds: float) -> float:
        """Seconds until the class may be built again."""
        return max(0.0, self.built_at + pause_seconds - time.monotonic())

    def publishes_by(self, now: datetime) -> bool:
        """Whether the clock on which the class's figures are published has ticked since the last view."""
        return self.publisher.next_at is not None and self.publisher.next_at <= now

    def close(self, now: datetime) -> Closed:
        """What the class has shown, to go on from when somebody watches it again."""
        if self.view is None:
            return Closed()
        return Closed(now, self.view.trend)

    def restore_alerts(self, raised: Mapping[UUID, Raised]) -> None:
        """Go on from the alerts that were raised when this process, or the last watch, ended a short while ago."""
        self.raised = raised
        for alert in raised.values():
            rule = class_rule(alert.kind, alert.block_id)
            if rule is not None:
                self.rule_states.restore(rule, alert.at)

    def record_alerts(self, history: History, findings: Iterable[Finding], now: datetime) -> None:
        """Note in the history which alerts were raised and cleared; all of them are once nobody watches any more."""
        resolutions = self.surroundings.resolutions if self.surroundings is not None else {}
        self.raised = record_changes(history, self.course_id, self.raised, findings, resolutions, now)

    def invalidate(self) -> None:
        """Discard the snapshots: the next view is built from the database."""
        self.surroundings = None

    def rebuild(
        self, session: Session, study_sessions: StudySessions, presence: PresenceBook, change: Change, now: datetime
    ) -> tuple[LiveView, list[Finding]]:
        """The view after a change and the rules that hold; nothing is remembered as told yet.

        What the whole class depends on (its outline, who is enrolled, what tutors answered) is read again when the
        whole class has changed; the institution's policy every time, because it takes permissions back.

        Raises:
            CourseDeleted: the course is gone.
        """
        policy = read_policy(session)
        known = self.surroundings
        whole = change.whole or known is None or known.policy != policy
        if known is None or whole:
            course = session.get(Course, self.course_id)
            if course is None:
                raise CourseDeleted(f"There is no course {self.course_id} any more.", course_id=str(self.course_id))
            known = read_surroundings(session, course, policy)
        only = None if whole else change.students
        self._replace_snapshots(load_snapshots(session, known, study_sessions, presence, now, only), only, now)
        self.surroundings, self.built_at = known, time.monotonic()
        snapshots = list(self.snapshots.values())
        busiest = busiest_lesson(snapshots)
        strip = known.outline.strips[busiest] if busiest is not None else ()
        course_now = LiveCourse(known.course_id, known.title, policy.k_tutor, strip)
        learners = [snapshot.as_learner(now) for snapshot in snapshots]
        published = self.publisher.publish(learners, [block.block_id for block in strip], policy.k_tutor, now)
        view = compose(course_now, snapshots, list(self.tiles.values()), published, now)
        titles = known.outline.titles
        class_alerts = find_class_alerts(course_now, published, self.rule_states, titles, now)
        findings = find_alerts(course_now, snapshots, class_alerts, known.resolutions, titles, now)
        return view, findings

    def _replace_snapshots(self, taken: Sequence[StudentSnapshot], only: set[UUID] | None, now: datetime) -> None:
        """Put the snapshots that were taken anew in place; all others stay as they are."""
        fresh = {snapshot.user_id: snapshot for snapshot in taken}
        if only is None:
            self.snapshots = fresh
            self.tiles = {user_id: describe_tile(snapshot, now) for user_id, snapshot in fresh.items()}
            return
        for user_id in only & self.snapshots.keys():
            if user_id in fresh:
                self.snapshots[user_id] = fresh[user_id]
                self.tiles[user_id] = describe_tile(fresh[user_id], now)
            else:
                del self.snapshots[user_id], self.tiles[user_id]
