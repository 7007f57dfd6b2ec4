"""How the messages were received, over everybody; hidden until enough students have answered."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from attune.affect.aggregate import wilson_interval
from attune.affect.limits import OfferResponse
from attune.classroom.administration.message_schemas import MessageEffect
from attune.classroom.wellbeing.models import Offer
from attune.classroom.wellbeing.offers import HELPFUL

ANSWERS = (*HELPFUL, OfferResponse.NOT_HELPFUL)  # a dismissal may be about the moment, and says nothing of the words


def effects_of(session: Session, k: int) -> dict[str, MessageEffect]:
    """The effect of each message that at least k students have answered, by id."""
    answered = Offer.response.in_(ANSWERS)
    people = func.count(func.distinct(case((answered, Offer.user_id))))
    rows = session.execute(
        select(
            Offer.message_id,
            func.count(),
            func.count(case((answered, 1))),
            func.count(case((Offer.response.in_(HELPFUL), 1))),
        )
        .where(Offer.withheld.is_(False))
        .group_by(Offer.message_id)
        .having(people >= k)
    )
    return {message_id: _effect(offered, answers, helpful) for message_id, offered, answers, helpful in rows}


def _effect(offered: int, answers: int, helpful: int) -> MessageEffect:
    low, high = wilson_interval(helpful, answers)
    share = helpful / answers if answers else None
    return MessageEffect(offered=offered, answers=answers, helpful=helpful, share=share, low=low, high=high)
