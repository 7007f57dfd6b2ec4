"""Keeping a moment: the decision in any case, and the message where one was shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from attune.affect.causes import Finding
from attune.affect.decisions.decide import ALWAYS
from attune.affect.findings.circumstances import Circumstances
from attune.affect.messages.library import Action, Message
from attune.affect.states import LearnerState
from attune.affect.supporter import Support
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Course
from attune.classroom.institution.tutor_words.service import tutor_forms
from attune.classroom.learning.block_help import skill_of
from attune.classroom.wellbeing.experiment.decisions import DecidedMoment, record_decision
from attune.classroom.wellbeing.learner_state.reasons import write_reasons
from attune.classroom.wellbeing.models import SupportMessage
from attune.classroom.wellbeing.support.facts.gathering import next_quiz
from attune.classroom.wellbeing.support.facts.location import Location
from attune.classroom.wellbeing.support.facts.material import Found, find_subject
from attune.classroom.wellbeing.support.facts.prefill import question_to_tutor
from attune.classroom.wellbeing.support.schemas import SupportMessageOut
from attune.classroom.wellbeing.support.support_messages import describe_support_message


@dataclass(frozen=True, slots=True)
class Considered:
    """What was decided at a moment, and from what. found: None where no message was looked for."""

    moment_id: UUID
    location: Location
    circumstances: Circumstances
    support: Support
    found: Found | None

    @property
    def state(self) -> LearnerState:
        """The learning state that it was decided by."""
        return self.circumstances.state


def record_moment(session: Session, considered: Considered, now: datetime) -> SupportMessageOut | None:
    """Keep what was decided. What was not shown is no message: only its decision is kept.

    Returns:
        The message as it is shown; None where nothing is.
    """
    support, message = considered.support, considered.support.message
    shown = _save_message(session, considered, message, now) if support.delivered and message is not None else None
    _save_decision(session, considered, shown, now)
    if shown is None or considered.found is None:
        return None
    words = tutor_forms(session, shown.language)
    return describe_support_message(shown, words, _title(considered.found), _prefill(shown, considered.found))


def _save_message(session: Session, considered: Considered, message: Message, now: datetime) -> SupportMessage:
    location, support, found = considered.location, considered.support, considered.found
    finding = support.decision.finding
    if finding is None or found is None:
        raise ValueError(f"Moment {considered.moment_id} has a message and no cause.")
    block, help_ = found.subject.block, found.subject.help
    elsewhere = _leads_to(support.action, found)
    row = SupportMessage(
        id=uuid4(),
        user_id=location.student.id,
        lesson_id=found.subject.status.lesson.id,
        block_id=block.id if block is not None else None,
        question_id=help_.item_for(support.action),
        action_lesson_id=elsewhere[0] if elsewhere is not None else None,
        action_block_id=elsewhere[1] if elsewhere is not None else None,
        message_id=message.id,
        text=support.text,
        language=location.student.locale,
        state=support.decision.state,
        cause=finding.cause,
        strategy=message.strategy,
        action=support.action,
        interruption_point=location.asked.kind,
        rule=support.decision.rule.value,
        reasons=write_reasons(support.decision.reasons),
        windows=considered.state.windows,
        withheld=False,
        sent_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _leads_to(action: Action | None, found: Found) -> tuple[UUID, UUID | None] | None:
    """The lesson and block that an action leads to, where that is not the block of the message."""
    prerequisite, status, block = found.subject.help.prerequisite, found.subject.status, found.subject.block
    if action is Action.OPEN_PREREQUISITE and prerequisite is not None:
        return prerequisite.lesson_id, prerequisite.block_id
    if action is Action.SKIP_TEST and block is not None:
        quiz = next_quiz(status, block)
        return (status.lesson.id, quiz.id) if quiz is not None else None
    return None


def _save_decision(session: Session, considered: Considered, shown: SupportMessage | None, now: datetime) -> None:
    location, support = considered.location, considered.support
    finding = support.decision.finding
    if finding is None:
        raise ValueError(f"Moment {considered.moment_id} has no cause.")
    subject = considered.found.subject if considered.found else find_subject(session, location, finding, now)
    lesson, block = subject.status.lesson, subject.block
    record_decision(
        session,
        DecidedMoment(
            id=considered.moment_id,
            user_id=location.student.id,
            at=now,
            course_id=lesson.course_id,
            lesson_id=lesson.id,
            block_id=block.id if block is not None else None,
            skill=_skill(session, considered, finding, block, lesson.course_id),
            cause=finding.cause,
            evidence=finding.evidence,
            interruption_point=location.asked.kind,
            randomised=finding.randomised,
            assignment=support.decision.assignment or ALWAYS,
            available=support.message is not None,
            delivered=shown is not None,
            rule=support.decision.rule,
            candidates=support.propensities,
            message_id=support.message.id if support.message is not None else None,
            support_message_id=shown.id if shown is not None else None,
            seed=support.seed,
            policy_hash=support.policy_hash,
        ),
    )


def _skill(
    session: Session, considered: Considered, finding: Finding, block: Block | None, course_id: UUID
) -> str | None:
    """The skill that is at stake: the finding's, else that of what was wrong last here, else of the first item."""
    if finding.skill is not None or block is None or block.kind is not BlockKind.QUIZ:
        return finding.skill
    here = considered.circumstances.practice.at_block(str(block.id)).opportunities
    wrong = [each.skill for each in here if not each.right]
    if wrong or here:
        return (wrong or [each.skill for each in here])[-1]
    course = session.get_one(Course, course_id)
    return skill_of(course, block, QuizContent.stored(block.content).questions[0])


def _prefill(shown: SupportMessage, found: Found) -> str | None:
    if shown.action is not Action.ASK_TUTOR:
        return None
    lesson = found.subject.status.lesson.title
    return question_to_tutor(shown.language, lesson, _title(found), found.material.facts)


def _title(found: Found) -> str | None:
    return name_of_block(found.subject.block) if found.subject.block is not None else None
