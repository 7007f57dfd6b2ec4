"""What is kept of behaviour, for students who let summaries be saved: as much as facts are counted of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.affect.evidence import BehaviourKind
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.events.types import publish
from attune.classroom.wellbeing.consent.service import settings_of
from attune.classroom.wellbeing.learner_state.events import KeptDataChanged
from attune.classroom.wellbeing.models import StoredBehaviour, StoredBehaviourKind

KEPT: Mapping[BehaviourKind, StoredBehaviourKind] = {
    BehaviourKind.REWIND: StoredBehaviourKind.REWIND,
    BehaviourKind.IDLE: StoredBehaviourKind.IDLE,
    BehaviourKind.BLOCK_DWELL: StoredBehaviourKind.DWELL,
}

_COLUMNS = ("user_id", "id", "kind", "at", "lesson_id", "block_id", "amount", "position")


def save_behaviour(session: Session, student_id: UUID, events: Sequence[StoredBehaviour], now: datetime) -> None:
    """Keep what a student did, each of it once, and tell of it. The caller has asked whether it may be kept."""
    if not events:
        return
    stored = insert_if_absent(
        session, StoredBehaviour, [{name: getattr(event, name) for name in _COLUMNS} for event in events]
    )
    if stored == 0:
        return
    new = tuple(events) if stored == len(events) else ()
    since, until = min(event.at for event in events), max(event.at for event in events)
    publish(session, KeptDataChanged(user_id=student_id, at=now, since=since, until=until, behaviour=new))


def save_question(
    session: Session, student_id: UUID, question_id: UUID, lesson_id: UUID, block_id: UUID | None, now: datetime
) -> None:
    """Keep that a student asked a tutor something at a place, if they let summaries be saved; not what they asked."""
    if not settings_of(session, student_id).save_summaries:
        return
    asked = StoredBehaviour(
        user_id=student_id,
        id=question_id,
        kind=StoredBehaviourKind.QUESTION,
        at=now,
        lesson_id=lesson_id,
        block_id=block_id,
        amount=1.0,
    )
    save_behaviour(session, student_id, [asked], now)
