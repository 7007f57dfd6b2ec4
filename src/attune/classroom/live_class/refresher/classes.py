"""What a process knows of live classes: which are watched, by whom, and the room of each."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from attune.affect.disclosure.publisher import LivePublisher
from attune.classroom.live_class.alerts.history.service import History
from attune.classroom.live_class.alerts.service import Finding
from attune.classroom.live_class.presence import PresenceBook
from attune.classroom.live_class.refresher.changes import Change, ChangeQueue
from attune.classroom.live_class.refresher.rooms import Closed, Room
from attune.classroom.live_class.refresher.sharing import CHANGES, SharedWatch, Sharing
from attune.classroom.live_class.schemas import Alert
from attune.classroom.live_class.view import access_log
from attune.classroom.platform.clock import Clock
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.events.bus import LocalBus
from attune.classroom.platform.events.types import user_channel
from attune.classroom.platform.live_store.contract import LiveStore, LiveStoreAway
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions

PAUSE_SECONDS = 0.25  # between two views of a course: no eye follows faster, and a class at once costs a few views
RENEWED_AFTER = timedelta(seconds=30)  # other processes are told again that a tutor's stream is open here
GRACE = timedelta(minutes=2)  # between a tutor's fetch and the opening, or reopening, of their event stream


@dataclass(slots=True)
class Watch:
    """A tutor who fetched the view of a course: when, in which language, and the alerts they were shown last."""

    at: datetime
    language: str
    alerts: list[Alert] | None = None


@dataclass(slots=True)
class LiveClasses:
    """What this process knows of live classes: a room and the watching tutors of each course that is watched.

    guard: held for moments, to open and close rooms; nothing else is waited for with it.  pending: changes that were
    marked and are not sent yet; the refresher's own.  closed: what classes that nobody watches any more have shown.
    publishers: of the figures of each class that was ever watched.
    """

    database: Database
    study_sessions: StudySessions
    bus: LocalBus
    clock: Clock
    store: LiveStore
    presence: PresenceBook = field(init=False)
    sharing: Sharing = field(init=False)
    changes: ChangeQueue = field(default_factory=ChangeQueue)
    history: History = field(default_factory=History)
    recent_access: access_log.RecentAccess = field(default_factory=access_log.RecentAccess)
    unwritten: access_log.Unwritten = field(default_factory=access_log.Unwritten)
    guard: threading.Lock = field(default_factory=threading.Lock)
    rooms: dict[UUID, Room] = field(default_factory=dict)
    watches: dict[UUID, dict[UUID, Watch]] = field(default_factory=dict)
    pending: dict[UUID, Change] = field(default_factory=dict)
    closed: dict[UUID, Closed] = field(default_factory=dict)
    publishers: dict[UUID, LivePublisher] = field(default_factory=dict)
    started_at: datetime = field(init=False)
    pause_seconds: float = PAUSE_SECONDS

    def __post_init__(self) -> None:
        """Note when this process began: what it knows of who is there is complete some seconds later.

        A store that others share is told, too: asked only when the first tutor looks, it would take everybody who had
        signed in by then to have been there before what it remembers.
        """
        self.started_at = self.clock.now()
        with suppress(LiveStoreAway):
            self.store.began_at(self.started_at)
        self.presence, self.sharing = PresenceBook(self.store), Sharing(self.store)
        self.store.listen(CHANGES, self._take_change)

    def watch(self, tutor: Actor, course_id: UUID) -> Watch:
        """Note that a tutor watches a course from now on."""
        watch = Watch(self.clock.now(), tutor.locale)
        with self.guard:
            self.watches.setdefault(course_id, {})[tutor.id] = watch
        self.sharing.save_watch(course_id, tutor.id, SharedWatch(watch.at, watch.language))
        return watch

    def student_changed(self, student_id: UUID) -> None:
        """Let whoever refreshes a class of the student know that something has changed. Never waits for them."""
        if self.sharing.active or self.watches:
            self.store.broadcast(CHANGES, f"student {student_id}")

    def courses_changed(self, course_ids: Iterable[UUID]) -> None:
        """The same for whole courses."""
        for course_id in course_ids:
            self.store.broadcast(CHANGES, f"course {course_id}")

    def _take_change(self, text: str) -> None:
        what, _, marked = text.partition(" ")
        if what == "student":
            self.changes.add_student(UUID(marked))
        else:
            self.changes.add_courses([UUID(marked)])

    def follow_watches(self) -> None:
        """Take over who watches by way of other processes, and tell them whose stream is open here."""
        if not self.sharing.active:
            return
        now = self.clock.now()
        self.started_at = self.store.began_at(now)  # what is known may be older than this process
        for course_id, tutors in self.sharing.watches().items():
            for tutor_id, shared in tutors.items():
                listens = self.bus.count_listeners(user_channel(tutor_id)) > 0
                if listens and now - shared.at > RENEWED_AFTER:
                    self.sharing.save_watch(course_id, tutor_id, SharedWatch(now, shared.language))
                with self.guard:
                    known = self.watches.setdefault(course_id, {}).setdefault(
                        tutor_id, Watch(shared.at, shared.language)
                    )
                    known.at = max(known.at, shared.at)
        self.sharing.discard_watches(lambda watch: now - watch.at >= GRACE)

    def led(self) -> list[UUID]:
        """The watched courses that this process refreshes; one that it has just begun to is built as a whole."""
        led = []
        for course_id in list(self.watches):
            had_led = self.sharing.has_led(course_id)
            if self.sharing.leads(course_id):
                led.append(course_id)
                if not had_led:
                    self.changes.add_courses([course_id])
        return led

    def watchers(self, course_id: UUID) -> dict[UUID, Watch]:
        """The tutors who fetched the view of a course and still listen."""
        now = self.clock.now()
        return {
            tutor_id: watch
            for tutor_id, watch in list(self.watches.get(course_id, {}).items())
            if now - watch.at < GRACE or self.bus.count_listeners(user_channel(tutor_id)) > 0
        }

    def room(self, course_id: UUID) -> Room | None:
        """The room of a course; None where nobody watches (any more), and then it is closed."""
        with self.guard:
            if not self.watchers(course_id):
                room = self.rooms.pop(course_id, None)
                if room is not None and self.sharing.leads(course_id):
                    self.closed[course_id] = room.close(self.clock.now())
                    room.record_alerts(self.history, (), self.clock.now())
                    self.sharing.close(room, self.clock.now())
                self.watches.pop(course_id, None)
                return None
            publisher = self.publishers.setdefault(course_id, LivePublisher())
            return self.rooms.setdefault(course_id, Room(course_id, publisher))

    def discard(self, course_id: UUID) -> None:
        """Forget a class whose course is deleted, whoever watches it."""
        with self.guard:
            for known in (self.rooms, self.watches, self.closed, self.publishers):
                known.pop(course_id, None)
        self.sharing.discard(course_id)

    def shown(self, course_ids: Iterable[UUID], alert_id: UUID) -> tuple[UUID, Finding] | None:
        """The course and the finding of an alert that holds in one of some courses, as far as they are watched."""
        for course_id in course_ids:
            room = self.rooms.get(course_id)
            findings = room.findings if room is not None else {}
            if self.sharing.active:
                findings = self.sharing.findings(course_id)
            if alert_id in findings:
                return course_id, findings[alert_id]
        return None
