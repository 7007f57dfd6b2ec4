"""Live classes that several processes know of: who watches, what was told last, and which process refreshes a class.

A class is rebuilt by one process at a time, under a lock, from what was told last, whoever told it. One of them holds
the lease of the class and refreshes it; any of them builds it for a tutor who fetches it. When the one with the lease
is gone, another goes on seconds later, from the same state: nothing is told twice and nothing is left out.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import TypeAdapter

from attune.affect.disclosure.publisher import LivePublisher
from attune.affect.disclosure.release import restore_seals
from attune.classroom.live_class.alerts.history.service import Raised
from attune.classroom.live_class.alerts.hysteresis import RuleState, RuleStates
from attune.classroom.live_class.alerts.service import Finding
from attune.classroom.live_class.refresher.rooms import Closed, Room
from attune.classroom.live_class.schemas import Alert, LiveView
from attune.classroom.platform.live_store.contract import Codec, LiveStore, LiveValues

CLASS_LASTS = timedelta(hours=1)  # longer than a class's own session, after which its figures begin again
WATCHES_LAST = timedelta(hours=12)
LEASE_LASTS = timedelta(seconds=5)
LEASE_RENEWED_SECONDS = 1.0
CHANGES = "class-changes"


@dataclass(frozen=True, slots=True)
class SharedWatch:
    """A tutor who watches a course: when they were last known to, and in which language."""

    at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class ClassState:
    """What was told last of a class, and what decides how it goes on.

    Attributes:
        version: Grows with every change.
        view: As its tutors were told it last, alerts aside.
        publisher: Of its figures.
        rule_states: How long each rule has held, by kind and subject.
        raised: The alerts that the history has raised.
        findings: The rules that hold, without the facts that their texts are made of.
        alerts: What each tutor was told last.
        closed_at: Since when nobody watches; None while somebody does.
    """

    version: int
    view: LiveView | None
    publisher: LivePublisher
    rule_states: list[tuple[str, str, RuleState]]
    raised: dict[UUID, Raised]
    findings: dict[UUID, Finding]
    alerts: dict[UUID, list[Alert] | None]
    closed_at: datetime | None = None


class ClassCodec(Codec[ClassState]):
    """A class's state as JSON. The seals of released figures are no data: they are restored."""

    def __init__(self) -> None:
        super().__init__(ClassState)
        self._state = TypeAdapter(ClassState)

    def encode(self, value: ClassState) -> bytes:
        """The state as JSON."""
        return self._state.dump_json(value, fallback=lambda _seal: None)

    def decode(self, text: bytes) -> ClassState:
        """The inverse of `encode`."""
        return self._state.validate_python(restore_seals(json.loads(text)))


Watches = dict[UUID, dict[UUID, SharedWatch]]


@dataclass(slots=True)
class Sharing:
    """The part of live classes that is in the store. Where that is not shared, nothing is written to it."""

    store: LiveStore
    _renewed: dict[UUID, float] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether other processes may know of the same classes."""
        return self.store.shared

    def leads(self, course_id: UUID) -> bool:
        """Whether this process is the one that refreshes a class."""
        if not self.active:
            return True
        if time.monotonic() - self._renewed.get(course_id, float("-inf")) < LEASE_RENEWED_SECONDS:
            return True
        if self.store.lease(f"class:{course_id}", LEASE_LASTS):
            self._renewed[course_id] = time.monotonic()
            return True
        self._renewed.pop(course_id, None)
        return False

    def has_led(self, course_id: UUID) -> bool:
        """Whether this process had the lease when it last looked."""
        return not self.active or course_id in self._renewed

    def save_watch(self, course_id: UUID, tutor_id: UUID, watch: SharedWatch) -> None:
        """Let every process know that a tutor watches a course."""
        if not self.active:
            return
        values = self._watches()
        with values.locked("all"):
            known = dict(values.read("all") or {})
            known[course_id] = {**known.get(course_id, {}), tutor_id: watch}
            values.write("all", known)

    def watches(self) -> Mapping[UUID, Mapping[UUID, SharedWatch]]:
        """Who watches which course, in whichever process; also those who have ceased to, for a while."""
        if not self.active:
            return {}
        return self._watches().read("all") or {}

    def discard_watches(self, is_over: Callable[[SharedWatch], bool]) -> None:
        """Discard those who have ceased to watch."""
        if not self.active or not any(is_over(each) for tutors in self.watches().values() for each in tutors.values()):
            return
        values = self._watches()
        with values.locked("all"):
            left = {
                course_id: {tutor_id: watch for tutor_id, watch in tutors.items() if not is_over(watch)}
                for course_id, tutors in (values.read("all") or {}).items()
            }
            values.write("all", {course_id: tutors for course_id, tutors in left.items() if tutors})

    def discard(self, course_id: UUID) -> None:
        """Discard what is known of a class whose course is deleted."""
        if not self.active:
            return
        watches = self._watches()
        with watches.locked("all"):
            known = watches.read("all") or {}
            watches.write("all", {each: tutors for each, tutors in known.items() if each != course_id})
        self._states().discard(str(course_id))

    def findings(self, course_id: UUID) -> Mapping[UUID, Finding]:
        """The rules that hold in a class, as it was told last by whichever process."""
        state = self._states().read(str(course_id))
        return state.findings if state is not None and state.closed_at is None else {}

    @contextmanager
    def room(self, room: Room, alerts: dict[UUID, list[Alert] | None]) -> Iterator[Closed | None]:
        """Change a room that other processes may change, too.

        Args:
            room: This process's; it goes on from what was told last.
            alerts: What each tutor was told last; kept up to date.

        Yields:
            What the class had shown until nobody watched any more, if that was so; else None.
        """
        if not self.active:
            yield None
            return
        states, name = self._states(), str(room.course_id)
        with states.locked(name):
            state = states.read(name)
            closed = _restore(room, state, alerts) if state is not None and state.version != room.version else None
            yield closed
            room.version = (state.version if state is not None else room.version) + 1
            states.write(name, _state_of(room, alerts))

    def close(self, room: Room, now: datetime) -> None:
        """Note that nobody watches a class any more."""
        if self.active:
            states, name = self._states(), str(room.course_id)
            with states.locked(name):
                state = states.read(name)
                if state is not None and state.closed_at is None:
                    states.write(name, replace(state, version=state.version + 1, closed_at=now))

    def _watches(self) -> LiveValues[Watches]:
        return self.store.values("class-watches", Codec[Watches](Watches), WATCHES_LAST)

    def _states(self) -> LiveValues[ClassState]:
        return self.store.values("class", ClassCodec(), CLASS_LASTS)


def _restore(room: Room, state: ClassState, alerts: dict[UUID, list[Alert] | None]) -> Closed | None:
    """Go on from a state that another process has told last; the seats are built from the database."""
    room.version = state.version
    room.publisher = state.publisher
    room.invalidate()
    if state.closed_at is not None:
        room.view, room.findings, room.raised, room.rule_states = None, {}, {}, RuleStates()
        return Closed(state.closed_at, state.view.trend if state.view is not None else ())
    room.view, room.findings, room.raised = state.view, state.findings, state.raised
    room.rule_states = RuleStates({(kind, subject): held for kind, subject, held in state.rule_states})
    alerts.update(state.alerts)
    return None


def _state_of(room: Room, alerts: Mapping[UUID, list[Alert] | None]) -> ClassState:
    return ClassState(
        version=room.version,
        view=room.view,
        publisher=room.publisher,
        rule_states=[(kind, subject, held) for (kind, subject), held in room.rule_states.all().items()],
        raised=dict(room.raised),
        findings={alert_id: replace(finding, facts={}) for alert_id, finding in room.findings.items()},
        alerts=dict(alerts),
    )
