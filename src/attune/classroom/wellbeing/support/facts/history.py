"""The earlier moments of a student, as `affect` decides by them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions.moments import MOMENTS_LOOKED_AT, PastSupport, SupportHistory
from attune.affect.policy import InterruptionPoint
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings

# Only what is decided by: with every request two hundred rows are read.
_COLUMNS = (
    SupportDecision.at,
    SupportDecision.cause,
    SupportDecision.evidence,
    SupportDecision.delivered,
    SupportDecision.interruption_point,
    SupportDecision.block_id,
    SupportDecision.skill,
    SupportDecision.message_id,
    SupportMessage.question_id,
    SupportMessage.strategy,
    SupportMessage.response,
)


def read_history(session: Session, settings: WellbeingSettings) -> SupportHistory:
    """The student's latest moments, of either arm, with what they made of each message; one query."""
    newest = (
        select(*_COLUMNS)
        .outerjoin(SupportMessage, SupportMessage.id == SupportDecision.support_message_id)
        .where(SupportDecision.user_id == settings.user_id)
        .order_by(SupportDecision.at.desc(), SupportDecision.id)
        .limit(MOMENTS_LOOKED_AT)
    )
    moments = tuple(_as_moment(row) for row in reversed(session.execute(newest).all()))
    return SupportHistory(moments, settings.support_enabled, settings.snoozed_until)


def _as_moment(row: Row[*tuple[Any, ...]]) -> PastSupport:
    return PastSupport(
        at=row.at,
        cause=Cause(row.cause),
        evidence=EvidenceKind(row.evidence),
        delivered=row.delivered,
        interruption_point=InterruptionPoint(row.interruption_point) if row.interruption_point else None,
        block_id=_text(row.block_id),
        item_id=_text(row.question_id),
        skill=row.skill,
        message_id=row.message_id,
        strategy=row.strategy,
        response=row.response,
    )


def _text(row_id: UUID | None) -> str | None:
    return str(row_id) if row_id is not None else None
