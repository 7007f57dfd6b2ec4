"""Keeping what was decided at a moment, whichever arm it was drawn into and whether or not anything was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from attune.affect.evidence import Probability
from attune.affect.experiment.assignment import Assignment
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.models import WellbeingSettings

SWITCHED_OFF_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMoment:
    """One moment with everything that its decision followed from; the fields are those of `SupportDecision`.

    id: the moment's, which is also in the key that `assign` drew from.  assignment: what `assign` answered.
    """

    id: UUID
    user_id: UUID
    at: datetime
    course_id: UUID | None
    lesson_id: UUID | None
    block_id: UUID | None
    skill: str | None
    cause: str
    evidence: str
    interruption_point: str | None
    randomised: bool
    assignment: Assignment
    available: bool
    delivered: bool
    rule: str
    candidates: Mapping[str, Probability]
    message_id: str | None
    support_message_id: UUID | None
    seed: str
    policy_hash: str


def record_decision(session: Session, moment: DecidedMoment) -> SupportDecision:
    """Store a decision. Whether the student lets themselves be counted is looked up and stored with it.

    Raises:
        ValueError: a message is said to have been delivered at a moment that was drawn to be silent.
    """
    if moment.delivered and not moment.assignment.speak:
        raise ValueError(f"Moment {moment.id} was drawn to be silent; nothing can have been delivered at it.")
    counted = session.scalar(
        select(WellbeingSettings.count_in_class).where(WellbeingSettings.user_id == moment.user_id)
    )
    decision = SupportDecision(
        **{name: getattr(moment, name) for name in _SAME},
        speak=moment.assignment.speak,
        probability_speak=moment.assignment.probability_speak,
        candidates=dict(moment.candidates),
        counted=bool(counted),
    )
    session.add(decision)
    session.flush()
    return decision


def on_support_switched_off(session: Session, student_id: UUID, now: datetime) -> int:
    """Note on the student's moments of the last week that support was switched off after them.

    The first time counts: a moment that has been followed by it already stays as it is.

    Returns:
        How many moments those are.
    """
    recent = update(SupportDecision).where(
        SupportDecision.user_id == student_id,
        SupportDecision.at > now - SWITCHED_OFF_WITHIN,
        SupportDecision.switched_off_at.is_(None),
    )
    return cast("CursorResult[None]", session.execute(recent.values(switched_off_at=now))).rowcount


_SAME = tuple(name for name in DecidedMoment.__dataclass_fields__ if name not in {"assignment", "candidates"})
