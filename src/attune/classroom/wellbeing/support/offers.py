"""Offers as they are kept and as they are shown, and what their responses teach."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.messages.choice import Feedback
from attune.affect.policy import Rule
from attune.affect.supporter import MESSAGES_LOOKED_AT, count_feedback
from attune.classroom.wellbeing.learner_state.reasons import explain, language_for, read_reasons
from attune.classroom.wellbeing.models import Offer
from attune.classroom.wellbeing.support.schemas import ActionOut, OfferHistoryOut, OfferOut, WhyOut


def latest_offers(session: Session, student_id: UUID) -> list[Offer]:
    """The student's latest offers, oldest first, withheld ones included."""
    query = select(Offer).where(Offer.user_id == student_id).order_by(Offer.offered_at.desc()).limit(MESSAGES_LOOKED_AT)
    return list(reversed(session.scalars(query).all()))


def message_feedback(session: Session) -> Mapping[str, Feedback]:
    """How helpful each message was to everybody so far, by message id."""
    query = select(Offer.message_id, Offer.response, func.count()).where(Offer.response.is_not(None))
    answered = session.execute(query.group_by(Offer.message_id, Offer.response))
    return count_feedback((message_id, response, count) for message_id, response, count in answered if response)


def describe_offer(offer: Offer) -> OfferOut:
    """An offer in the language it was made in."""
    language = language_for(offer.language)
    kind = offer.action
    action = None if kind is None else ActionOut(kind=kind, block_id=offer.block_id, label=language.actions[kind])
    reasons = explain(read_reasons(offer.reasons), language)
    return OfferOut(
        id=offer.id,
        message_id=offer.message_id,
        state=offer.state,
        strategy=offer.strategy,
        text=offer.text,
        action=action,
        why=WhyOut(rule=language.rules[Rule.OFFER], reasons=reasons, windows=offer.windows),
        offered_at=offer.offered_at,
    )


def describe_past_offer(offer: Offer) -> OfferHistoryOut:
    """An offer with the response to it."""
    return OfferHistoryOut(**describe_offer(offer).model_dump(), response=offer.response)
