"""Support messages as they are kept and as they are shown, and what their responses teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from attune.affect.messages.experience import AnswerCount, Experience, count_experience
from attune.affect.messages.library import Language
from attune.affect.policy import DecisionRule
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.institution.tutor_words.schemas import TutorForms
from attune.classroom.institution.tutor_words.service import every_tutor_form
from attune.classroom.platform.locale import Locale
from attune.classroom.wellbeing.learner_state.reasons import explain, language_for, read_reasons
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings
from attune.classroom.wellbeing.support.schemas import ActionOut, AnsweredMessageOut, SupportMessageOut, WhyOut


def experience(session: Session, student_id: UUID, now: datetime) -> Experience:
    """What the other students made of support messages so far, by strategy, cause and course, counted by the day.

    A student's export shows how likely each message was, so this counts only who lets it be counted, what is not
    hidden, and a strategy for a cause in a course that enough students have answered.
    """
    day = func.date(SupportMessage.sent_at)
    cell = (SupportMessage.strategy, SupportMessage.cause, Lesson.course_id)
    by_day = (*cell, SupportMessage.response, day)
    large = _of_others(student_id, *cell).group_by(*cell)
    large = large.having(func.count(SupportMessage.user_id.distinct()) >= read_policy(session).k_tutor)
    cells = {tuple(row) for row in session.execute(large)}
    answered = _of_others(student_id, *by_day, func.count()).group_by(*by_day)
    return count_experience(
        (
            AnswerCount(strategy, cause, str(course_id), response, _as_instant(day), count)
            for strategy, cause, course_id, response, day, count in session.execute(answered)
            if (strategy, cause, course_id) in cells
        ),
        now,
    )


def _of_others(student_id: UUID, *columns: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Select[Any]:
    """Select from the answered messages of the other students who let them be counted."""
    return (
        select(*columns)
        .select_from(SupportMessage)
        .join(WellbeingSettings, WellbeingSettings.user_id == SupportMessage.user_id)
        .outerjoin(Lesson, Lesson.id == SupportMessage.lesson_id)
        .where(
            SupportMessage.user_id != student_id,
            SupportMessage.response.is_not(None),
            SupportMessage.withheld.is_(False),
            SupportMessage.hidden_at.is_(None),
            WellbeingSettings.count_in_class.is_(True),
        )
    )


def _as_instant(day: str | date) -> datetime:
    return datetime.fromisoformat(str(day)).replace(tzinfo=UTC)


def describe_support_message(
    support_message: SupportMessage, words: TutorForms, block_title: str | None, prefill: str | None = None
) -> SupportMessageOut:
    """Describe a support message in the language that it was made in.

    Args:
        support_message: as it is kept.
        words: for whoever teaches, in its language.
        block_title: of the block that it is about.
        prefill: what the form that it opens begins with.
    """
    language = language_for(support_message.language)
    reasons = explain(read_reasons(support_message.reasons), language)
    return SupportMessageOut(
        id=support_message.id,
        message_id=support_message.message_id,
        lesson_id=support_message.lesson_id,
        block_id=support_message.block_id,
        block_title=block_title,
        cause=support_message.cause,
        state=support_message.state,
        strategy=support_message.strategy,
        text=support_message.text,
        action=_describe_action(support_message, language, words, prefill),
        why=WhyOut(rule=language.rules[DecisionRule.SPEAK], reasons=reasons, windows=support_message.windows),
        sent_at=support_message.sent_at,
    )


def _describe_action(
    support_message: SupportMessage, language: Language, words: TutorForms, prefill: str | None
) -> ActionOut | None:
    kind = support_message.action
    if kind is None:
        return None
    elsewhere = support_message.action_lesson_id is not None
    return ActionOut(
        kind=kind,
        lesson_id=support_message.action_lesson_id if elsewhere else support_message.lesson_id,
        block_id=support_message.action_block_id if elsewhere else support_message.block_id,
        question_id=None if elsewhere else support_message.question_id,
        label=language.label(kind, words.my),
        prefill=prefill,
    )


def describe_answered_messages(
    session: Session, support_messages: Sequence[SupportMessage]
) -> list[AnsweredMessageOut]:
    """Support messages with the responses to them; one query for the titles of all blocks."""
    words = every_tutor_form(session)
    block_ids = {each.block_id for each in support_messages if each.block_id is not None}
    titles: dict[UUID, str | None] = dict(
        session.execute(select(Block.id, block_name()).where(Block.id.in_(block_ids))).all()
    )
    return [
        AnsweredMessageOut(
            **describe_support_message(each, words[Locale(each.language)], _title(titles, each)).model_dump(),
            response=each.response,
        )
        for each in support_messages
    ]


def _title(titles: Mapping[UUID, str | None], support_message: SupportMessage) -> str | None:
    return titles.get(support_message.block_id) if support_message.block_id is not None else None
