"""Which hints a student has opened, by ladder: an item of a quiz has its own, and a block has one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.evidence import BehaviourKind
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.wellbeing.ingestion.schemas import BehaviourIn
from attune.classroom.wellbeing.models import OpenedHint


def save_opened_hints(session: Session, student_id: UUID, events: Sequence[BehaviourIn], now: datetime) -> None:
    """Keep the rungs that were opened; one that is opened again is kept once.

    A device that does not say which rung it was has opened the next one.
    """
    opened = [each for each in events if each.kind is BehaviourKind.HINT_OPENED]
    known = _highest(session, student_id, {each.block_id for each in opened}) if opened else {}
    rows = []
    for each in opened:
        ladder_id = each.question_id or each.block_id
        step = each.step or known.get(ladder_id, 0) + 1
        known[ladder_id] = max(step, known.get(ladder_id, 0))
        rows.append({"user_id": student_id, "block_id": each.block_id, "ladder_id": ladder_id, "step": step, "at": now})
    insert_if_absent(session, OpenedHint, rows)


def count_opened_hints(session: Session, student_id: UUID, block_id: UUID, ladder_id: UUID) -> int:
    """How many rungs of a ladder the student has opened, on all days."""
    query = select(func.count()).where(
        OpenedHint.user_id == student_id, OpenedHint.block_id == block_id, OpenedHint.ladder_id == ladder_id
    )
    return session.scalar(query) or 0


def _highest(session: Session, student_id: UUID, block_ids: Collection[UUID]) -> dict[UUID, int]:
    query = select(OpenedHint.ladder_id, func.max(OpenedHint.step)).where(
        OpenedHint.user_id == student_id, OpenedHint.block_id.in_(block_ids)
    )
    return dict(session.execute(query.group_by(OpenedHint.ladder_id)).all())
