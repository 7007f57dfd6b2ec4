"""Support messages as they are kept and as they are shown, and what their responses teach."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.messages.choice import Feedback
from attune.affect.policy import Rule
from attune.affect.supporter import MESSAGES_LOOKED_AT, count_feedback
from attune.classroom.wellbeing.learner_state.reasons import explain, language_for, read_reasons
from attune.classroom.wellbeing.models import SupportMessage
from attune.classroom.wellbeing.support.schemas import ActionOut, AnsweredMessageOut, SupportMessageOut, WhyOut


def latest_support_messages(session: Session, student_id: UUID) -> list[SupportMessage]:
    """The student's latest support messages, oldest first, withheld ones included."""
    query = (
        select(SupportMessage)
        .where(SupportMessage.user_id == student_id)
        .order_by(SupportMessage.sent_at.desc())
        .limit(MESSAGES_LOOKED_AT)
    )
    return list(reversed(session.scalars(query).all()))


def message_feedback(session: Session) -> Mapping[str, Feedback]:
    """How helpful each message was to everybody so far, by message id."""
    query = select(SupportMessage.message_id, SupportMessage.response, func.count()).where(
        SupportMessage.response.is_not(None)
    )
    answered = session.execute(query.group_by(SupportMessage.message_id, SupportMessage.response))
    return count_feedback((message_id, response, count) for message_id, response, count in answered if response)


def describe_support_message(support_message: SupportMessage) -> SupportMessageOut:
    """A support message in the language it was made in."""
    language = language_for(support_message.language)
    kind = support_message.action
    action = (
        None if kind is None else ActionOut(kind=kind, block_id=support_message.block_id, label=language.actions[kind])
    )
    reasons = explain(read_reasons(support_message.reasons), language)
    return SupportMessageOut(
        id=support_message.id,
        message_id=support_message.message_id,
        state=support_message.state,
        strategy=support_message.strategy,
        text=support_message.text,
        action=action,
        why=WhyOut(rule=language.rules[Rule.OFFER], reasons=reasons, windows=support_message.windows),
        sent_at=support_message.sent_at,
    )


def describe_answered_message(support_message: SupportMessage) -> AnsweredMessageOut:
    """A support message with the response to it."""
    return AnsweredMessageOut(
        **describe_support_message(support_message).model_dump(), response=support_message.response
    )
