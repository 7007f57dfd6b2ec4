"""Offers as they are kept and as they are shown, and what their responses teach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.choice import Feedback
from attune.affect.limits import OfferResponse
from attune.affect.policy import Rule
from attune.classroom.wellbeing.learner_state.reasons import explain, language_for, read_reasons
from attune.classroom.wellbeing.models import Offer
from attune.classroom.wellbeing.support.schemas import ActionOut, OfferHistoryOut, OfferOut, WhyOut

OFFERS_LOOKED_AT = 50  # five days at the daily cap: enough for every cap and for a long row of dismissals

HELPFUL = (OfferResponse.HELPFUL, OfferResponse.ACCEPTED)


def latest_offers(session: Session, student_id: UUID) -> list[Offer]:
    """The student's latest offers, oldest first, withheld ones included."""
    query = select(Offer).where(Offer.user_id == student_id).order_by(Offer.offered_at.desc()).limit(OFFERS_LOOKED_AT)
    return list(reversed(session.scalars(query).all()))


def message_feedback(session: Session) -> Mapping[str, Feedback]:
    """How helpful each message was to everybody so far, by message id."""
    query = select(Offer.message_id, Offer.response, func.count()).where(Offer.response.is_not(None))
    helpful: Counter[str] = Counter()
    not_helpful: Counter[str] = Counter()
    for message_id, response, count in session.execute(query.group_by(Offer.message_id, Offer.response)):
        if response in HELPFUL:
            helpful[message_id] += count
        elif response is OfferResponse.NOT_HELPFUL:
            not_helpful[message_id] += count
    return {key: Feedback(helpful[key], not_helpful[key]) for key in helpful.keys() | not_helpful.keys()}


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
