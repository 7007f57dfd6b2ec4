"""Writing the history of alerts: what a rule did by itself is kept in memory until a job writes it down."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from sqlalchemy import ColumnElement, Delete, and_, delete, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from attune.classroom.courses.models import Block
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.live_class.alerts.history.models import AlertEvent, AlertStep
from attune.classroom.live_class.alerts.service import Finding
from attune.classroom.live_class.models import AlertResolution
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database, when_committed
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.my_data.events import OwnDataDeleted

log = structlog.get_logger("attune.teaching")

_HELD = frozenset({AlertStep.RAISED, AlertStep.REOPENED})
DELETED_AGAIN = 12  # times in a minute: every process has written by then what it had noted
STILL_OPEN_FOR = timedelta(minutes=30)  # after a restart; an alert raised before then is a new one


class Raised(NamedTuple):
    """An alert whose rule holds. at: when it was raised.  student_id: whom it is about by name."""

    alert_id: UUID
    kind: str
    at: datetime
    block_id: UUID | None
    student_id: UUID | None


@dataclass(slots=True)
class History:
    """What is to be written down, in its order. Noting never waits: it is done with locks in hand."""

    wake: threading.Event = field(default_factory=threading.Event)
    _unwritten: list[dict[str, Any]] = field(default_factory=list)
    _discarded: dict[UUID, tuple[datetime, frozenset[UUID] | None]] = field(default_factory=dict)
    _deleted_again: dict[UUID, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def record(self, course_id: UUID, alert: Raised, step: AlertStep, at: datetime) -> None:
        """Note that a rule began or ceased to hold."""
        event = {"alert_id": alert.alert_id, "course_id": course_id, "kind": alert.kind, "step": step, "at": at}
        event |= {"block_id": alert.block_id, "student_id": alert.student_id}
        with self._lock:
            if not self._is_discarded(event, alert.at):
                self._unwritten.append(event)
                self.wake.set()

    def discard(self, student_id: UUID, at: datetime, block_ids: frozenset[UUID] | None) -> None:
        """Let go of alerts about a student that were raised until now, at some blocks or (None) anywhere."""
        with self._lock:
            self._discarded[student_id] = (at, block_ids)
            self._deleted_again[student_id] = DELETED_AGAIN
            self._unwritten = [event for event in self._unwritten if not self._is_discarded(event, event["at"])]

    def _is_discarded(self, event: Mapping[str, Any], raised_at: datetime) -> bool:
        until, block_ids = self._discarded.get(event["student_id"], (None, None))
        return until is not None and raised_at <= until and (block_ids is None or event["block_id"] in block_ids)

    def write(self, database: Database) -> None:
        """Write down what was unwritten since the last time; while the database does not answer it is kept.

        What is about a course, block or student that is gone by now is let go.
        """
        with self._lock:
            unwritten, self._unwritten = self._unwritten, []
        while unwritten:
            try:
                with database.transaction() as session:
                    session.add(AlertEvent(**unwritten[0]))
            except IntegrityError:
                log.info("alert_event_outlived", alert_id=str(unwritten[0]["alert_id"]))
            except Exception:
                with self._lock:
                    self._unwritten = unwritten + self._unwritten
                raise
            unwritten = unwritten[1:]
        self._delete_again(database)

    def _delete_again(self, database: Database) -> None:
        """Delete what another process had not yet written when a student deleted what is known about them."""
        with self._lock:
            due = {student_id: self._discarded[student_id] for student_id in self._deleted_again}
            self._deleted_again = {each: left - 1 for each, left in self._deleted_again.items() if left > 1}
        if due:
            with database.transaction() as session:
                for student_id, (until, block_ids) in due.items():
                    session.execute(_alerts_of(student_id, block_ids).where(_raised_until(until)))


def record_changes(
    history: History,
    course_id: UUID,
    before: Mapping[UUID, Raised],
    found: Iterable[Finding],
    resolutions: Mapping[UUID, AlertResolution],
    now: datetime,
) -> dict[UUID, Raised]:
    """Note which alerts of a course were raised and cleared since the last look, and return those that hold now.

    One that a tutor has answered since it was raised ends by that, and is not cleared.
    """
    now_held: dict[UUID, Raised] = {}
    for finding in found:
        alert_id = finding.alert_id(course_id)
        new = Raised(alert_id, finding.kind.value, now, finding.block_id, finding.student_id)
        now_held[alert_id] = before.get(alert_id, new)
        if alert_id not in before:
            history.record(course_id, new, AlertStep.RAISED, now)
    for alert_id, alert in before.items():
        answer = resolutions.get(alert_id)
        if alert_id not in now_held and (answer is None or answer.resolved_at < alert.at):
            history.record(course_id, alert, AlertStep.CLEARED, now)
    return now_held


def record_step(
    session: Session, resolution: AlertResolution, step: AlertStep, tutor: Actor, at: datetime, finding: Finding | None
) -> None:
    """Write down what a tutor did with an alert, in the caller's transaction. finding: None where none holds now."""
    about = finding or _latest_of(session, resolution.alert_id)
    session.add(
        AlertEvent(
            alert_id=resolution.alert_id,
            course_id=resolution.course_id,
            kind=resolution.kind,
            step=step,
            at=at,
            block_id=about.block_id if about is not None else None,
            student_id=about.student_id if about is not None else None,
            answered_by=tutor.id,
        )
    )
    session.flush()


def open_alerts(session: Session, course_id: UUID, now: datetime) -> dict[UUID, Raised]:
    """The alerts of a course that were raised a short while ago and neither cleared nor answered, by id."""
    query = select(AlertEvent).where(AlertEvent.course_id == course_id, AlertEvent.at > now - STILL_OPEN_FOR)
    latest = {event.alert_id: event for event in session.scalars(query.order_by(AlertEvent.at))}
    return {
        event.alert_id: Raised(event.alert_id, event.kind, event.at, event.block_id, event.student_id)
        for event in latest.values()
        if event.step in _HELD
    }


def delete_alerts(session: Session, history: History, event: OwnDataDeleted) -> None:
    """Delete the alerts about a student who deletes what is known about them, of one lesson or all."""
    block_ids: frozenset[UUID] | None = None
    if event.lesson_id is not None:
        block_ids = frozenset(session.scalars(select(Block.id).where(Block.lesson_id == event.lesson_id)))
    session.execute(_alerts_of(event.user_id, block_ids))
    when_committed(session, lambda: history.discard(event.user_id, event.at, block_ids))


def _alerts_of(student_id: UUID, block_ids: frozenset[UUID] | None) -> Delete:
    """Delete the alerts about a student, at some blocks or (None) anywhere."""
    statement = delete(AlertEvent).where(AlertEvent.student_id == student_id)
    return statement if block_ids is None else statement.where(AlertEvent.block_id.in_(block_ids))


def _raised_until(until: datetime) -> ColumnElement[bool]:
    """Of an alert that was raised until then: its steps until then, or that it was cleared later."""
    raised = aliased(AlertEvent)
    goes_on = select(raised.id).where(
        raised.alert_id == AlertEvent.alert_id, raised.step == AlertStep.RAISED, raised.at > until
    )
    return or_(AlertEvent.at <= until, and_(AlertEvent.step == AlertStep.CLEARED, ~goes_on.exists()))


def purge(database: Database, now: datetime) -> None:
    """Delete alerts about single students that are older than the institution keeps what is known about them.

    Args:
        database: Deleted from in batches; the thread must hold no write transaction.
        now: The present instant.
    """
    with database.session(writes=False) as session:
        before = now - timedelta(days=read_policy(session).retention_days)
    delete_in_batches(database, AlertEvent, AlertEvent.student_id.is_not(None) & (AlertEvent.at < before))


def _latest_of(session: Session, alert_id: UUID) -> AlertEvent | None:
    query = select(AlertEvent).where(AlertEvent.alert_id == alert_id)
    return session.scalars(query.order_by(AlertEvent.at.desc()).limit(1)).first()
