"""Support at a natural pause: decide by the policy, choose from the reviewed library, remember what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from attune.affect.experiment.assignment import in_control_arm
from attune.affect.limits import OfferResponse
from attune.affect.messages.library import Message
from attune.affect.policy import Breakpoint, Moment
from attune.affect.states import LearnerState
from attune.affect.supporter import Material, PastMessage, Support, SupportHistory, give_support
from attune.classroom.courses.access import find_block, find_lesson, has_tutor
from attune.classroom.courses.content import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.institution.support_policy.rules import support_policy
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import effective_mode, settings_and_policy
from attune.classroom.wellbeing.learner_state.reasons import write_reasons
from attune.classroom.wellbeing.learner_state.restore import restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings
from attune.classroom.wellbeing.support.events import SupportMessageSent
from attune.classroom.wellbeing.support.library import messages_in
from attune.classroom.wellbeing.support.schemas import AnsweredMessageOut, BreakpointIn, SupportMessageOut
from attune.classroom.wellbeing.support.support_messages import (
    describe_answered_message,
    describe_support_message,
    latest_support_messages,
    message_feedback,
)
from attune.classroom.wellbeing.support.template_variables import template_variables


@dataclass(frozen=True, slots=True)
class Interruption:
    """An interruption point that a student has reached, with its lesson and block looked up."""

    student: Actor
    lesson: Lesson
    block: Block | None
    asked: BreakpointIn

    def moment(self) -> Moment:
        """The moment as the client describes it; a graded quiz is one even where the client does not say so."""
        after_answer = self.asked.kind is Breakpoint.ANSWER_SUBMITTED
        inside = self.block is not None and is_graded_quiz(self.block) and not after_answer
        return Moment(self.asked.kind, self.asked.in_graded_quiz or inside)

    def material(self, session: Session) -> Material:
        """What there is to say here."""
        return Material(
            messages=messages_in(session, self.student.locale),
            feedback=message_feedback(session),
            variables=template_variables(session, self.student, self.lesson, self.block),
            has_hint=self.block is not None and bool(self.block.hints),
            has_example=self.block is not None and self.block.example is not None,
            has_tutor=has_tutor(session, self.lesson.course_id),
        )


@dataclass(frozen=True, slots=True)
class Considered:
    """What was decided at an interruption point, by which state."""

    interruption: Interruption
    state: LearnerState
    support: Support


def send_support_message(
    session: Session, study_sessions: StudySessions, student: Actor, asked: BreakpointIn, rng: Random, now: datetime
) -> SupportMessageOut | None:
    """The message for this moment, or None where nothing is said. Raises NotFound for a lesson not the student's."""
    considered = consider_support(session, study_sessions, student, asked, rng, now)
    if considered is None or considered.support.message is None:
        return None
    support_message = _save_support_message(session, considered, considered.support.message, now)
    if support_message.withheld:
        return None
    described = describe_support_message(support_message)
    push(session, user_channel(student.id), SupportMessageSent(support_message=described))
    return described


def consider_support(
    session: Session, study_sessions: StudySessions, student: Actor, asked: BreakpointIn, rng: Random, now: datetime
) -> Considered | None:
    """What support makes of this moment, saved nowhere yet; None with the mode off. Raises NotFound."""
    interruption = _look_up(session, student, asked)
    settings, institution = settings_and_policy(session, student.id)
    if effective_mode(settings, institution) is Mode.OFF:
        return None
    policy = support_policy(institution)
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, policy.triggers, now)
    state = current.state(policy.triggers, now)
    history = _history(settings, latest_support_messages(session, student.id), institution)
    support = give_support(
        history, state, policy, interruption.moment(), lambda: interruption.material(session), rng, now
    )
    return Considered(interruption, state, support)


def respond(
    session: Session, student: Actor, support_message_id: UUID, response: OfferResponse, now: datetime
) -> AnsweredMessageOut:
    """Keep what the student makes of a support message; a later response replaces an earlier one. Raises NotFound."""
    support_message = session.get(SupportMessage, support_message_id)
    if support_message is None or support_message.user_id != student.id or support_message.withheld:
        raise NotFound(
            f"There is no support message {support_message_id} of yours.", support_message_id=str(support_message_id)
        )
    support_message.response, support_message.responded_at = response, now
    session.flush()
    return describe_answered_message(support_message)


def is_graded_quiz(block: Block) -> bool:
    """Whether a block is a quiz that counts."""
    return block.kind is BlockKind.QUIZ and QuizContent.model_validate(block.content).graded


def _look_up(session: Session, student: Actor, asked: BreakpointIn) -> Interruption:
    lesson = find_lesson(session, student, asked.lesson_id)
    if asked.block_id is None:
        return Interruption(student, lesson, None, asked)
    block, lesson_of_block = find_block(session, student, asked.block_id)
    if lesson_of_block.id != lesson.id:
        raise NotFound(f"There is no block {asked.block_id} in this lesson.", block_id=str(asked.block_id))
    return Interruption(student, lesson, block, asked)


def _history(
    settings: WellbeingSettings, support_messages: Sequence[SupportMessage], institution: InstitutionPolicy
) -> SupportHistory:
    return SupportHistory(
        messages=tuple(
            PastMessage(
                support_message.sent_at,
                support_message.state,
                support_message.message_id,
                support_message.strategy,
                support_message.response,
            )
            for support_message in support_messages
        ),
        enabled=settings.support_enabled,
        snoozed_until=settings.snoozed_until,
        in_control_arm=in_control_arm(str(settings.user_id), institution.control_arm_share),
    )


def _save_support_message(session: Session, considered: Considered, message: Message, now: datetime) -> SupportMessage:
    interruption, support = considered.interruption, considered.support
    support_message = SupportMessage(
        id=uuid4(),
        user_id=interruption.student.id,
        lesson_id=interruption.lesson.id,
        block_id=interruption.block.id if interruption.block else None,
        message_id=message.id,
        text=support.text,
        language=interruption.student.locale,
        state=support.decision.state,
        strategy=message.strategy,
        action=support.action,
        interruption_point=interruption.asked.kind,
        rule=support.decision.rule.value,
        reasons=write_reasons(support.decision.reasons),
        windows=considered.state.windows,
        withheld=not support.decision.speak,
        sent_at=now,
    )
    session.add(support_message)
    session.flush()
    return support_message
