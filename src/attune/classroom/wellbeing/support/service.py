"""Support at a natural pause: decide by the policy, choose from the reviewed library, remember what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from attune.affect.assignment import in_control_arm
from attune.affect.choice import Place, choose_message, fitting_messages, what_helped
from attune.affect.limits import OfferResponse, PastOffer
from attune.affect.messages import ACTION_OF, Action, Message, Personal, Strategy, render
from attune.affect.policy import Breakpoint, Decision, History, Moment, Rule, decide
from attune.affect.states import LearnerState
from attune.classroom.courses.access import find_block, find_lesson, has_tutor
from attune.classroom.courses.content import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.institution.support_policy.policy import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.rules import support_policy
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import effective_mode, settings_and_policy
from attune.classroom.wellbeing.learner_state.reasons import write_reasons
from attune.classroom.wellbeing.learner_state.restore import restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import Offer, WellbeingSettings
from attune.classroom.wellbeing.support.events import SupportOffered
from attune.classroom.wellbeing.support.library import messages_in
from attune.classroom.wellbeing.support.offers import (
    describe_offer,
    describe_past_offer,
    latest_offers,
    message_feedback,
)
from attune.classroom.wellbeing.support.schemas import BreakpointIn, OfferHistoryOut, OfferOut
from attune.classroom.wellbeing.support.wording import answers, know

NOT_AGAIN_WITHIN = 12  # the same message comes back no sooner than after this many others, where there are others


@dataclass(frozen=True, slots=True)
class Pause:
    """A student's natural pause, with its lesson and block looked up."""

    student: Actor
    lesson: Lesson
    block: Block | None
    asked: BreakpointIn

    def moment(self) -> Moment:
        """The moment as the client describes it; a graded quiz is one even where the client does not say so."""
        after_answer = self.asked.kind is Breakpoint.ANSWER_SUBMITTED
        inside = self.block is not None and is_graded_quiz(self.block) and not after_answer
        return Moment(self.asked.kind, self.asked.in_graded_quiz or inside)

    def place(self, personal: Personal, offers: Sequence[Offer], *, has_tutor: bool) -> Place:
        """What this place makes possible, and what is true of this student here."""
        return Place(
            self.asked.kind,
            has_hint=self.block is not None and bool(self.block.hints),
            has_tutor=has_tutor,
            known=frozenset(personal.values()),
            helped=what_helped(answers(offers)),
        )


def offer_support(
    session: Session, study_sessions: StudySessions, student: Actor, asked: BreakpointIn, rng: Random, now: datetime
) -> OfferOut | None:
    """The offer for this pause, or None where the policy is silent. Raises NotFound for a lesson not the student's."""
    pause = _look_up(session, student, asked)
    settings, institution = settings_and_policy(session, student.id)
    if effective_mode(settings, institution) is Mode.OFF:
        return None
    policy = support_policy(institution)
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, policy.triggers, now)
    state = current.state(policy.triggers, now)
    offers = latest_offers(session, student.id)
    decision = decide(_history(settings, offers, institution), state, policy, pause.moment(), now)
    if not decision.speak and decision.rule is not Rule.CONTROL_ARM:
        return None
    personal = know(session, student, pause.lesson, pause.block)
    message = _choose(session, pause, personal, decision, offers, rng)
    if message is None:
        return None
    offer = _keep_offer(session, pause, message, render(message, personal.values()), decision, state, now)
    if offer.withheld:
        return None
    described = describe_offer(offer)
    push(session, user_channel(student.id), SupportOffered(offer=described))
    return described


def respond(
    session: Session, student: Actor, offer_id: UUID, response: OfferResponse, now: datetime
) -> OfferHistoryOut:
    """Keep what the student makes of an offer; a later response replaces an earlier one. Raises NotFound."""
    offer = session.get(Offer, offer_id)
    if offer is None or offer.user_id != student.id or offer.withheld:
        raise NotFound(f"There is no offer {offer_id} of yours.", offer_id=str(offer_id))
    offer.response, offer.responded_at = response, now
    session.flush()
    return describe_past_offer(offer)


def is_graded_quiz(block: Block) -> bool:
    """Whether a block is a quiz that counts."""
    return block.kind is BlockKind.QUIZ and QuizContent.model_validate(block.content).graded


def _look_up(session: Session, student: Actor, asked: BreakpointIn) -> Pause:
    lesson = find_lesson(session, student, asked.lesson_id)
    if asked.block_id is None:
        return Pause(student, lesson, None, asked)
    block, lesson_of_block = find_block(session, student, asked.block_id)
    if lesson_of_block.id != lesson.id:
        raise NotFound(f"There is no block {asked.block_id} in this lesson.", block_id=str(asked.block_id))
    return Pause(student, lesson, block, asked)


def _history(settings: WellbeingSettings, offers: Sequence[Offer], institution: InstitutionPolicy) -> History:
    return History(
        offers=tuple(PastOffer(offer.offered_at, offer.state, offer.response) for offer in offers),
        enabled=settings.support_enabled,
        snoozed_until=settings.snoozed_until,
        in_control_arm=in_control_arm(str(settings.user_id), institution.control_arm_share),
    )


def _choose(
    session: Session, pause: Pause, personal: Personal, decision: Decision, offers: Sequence[Offer], rng: Random
) -> Message | None:
    place = pause.place(personal, offers, has_tutor=has_tutor(session, pause.lesson.course_id))
    candidates = fitting_messages(messages_in(session, pause.student.locale), decision.state, place)
    seen = [offer.message_id for offer in offers[-NOT_AGAIN_WITHIN:]]
    return choose_message(candidates, message_feedback(session), seen, rng, answers(offers))


def _action(strategy: Strategy, block: Block | None) -> Action | None:
    """What one tap does; an example is shown only where the block has one."""
    if strategy is Strategy.WORKED_EXAMPLE and (block is None or block.example is None):
        return None
    return ACTION_OF.get(strategy)


def _keep_offer(
    session: Session, pause: Pause, message: Message, text: str, decision: Decision, state: LearnerState, now: datetime
) -> Offer:
    offer = Offer(
        id=uuid4(),
        user_id=pause.student.id,
        lesson_id=pause.lesson.id,
        block_id=pause.block.id if pause.block else None,
        message_id=message.id,
        text=text,
        language=pause.student.locale,
        state=decision.state,
        strategy=message.strategy,
        action=_action(message.strategy, pause.block),
        breakpoint=pause.asked.kind,
        rule=decision.rule.value,
        reasons=write_reasons(decision.reasons),
        windows=state.windows,
        withheld=not decision.speak,
        offered_at=now,
    )
    session.add(offer)
    session.flush()
    return offer
