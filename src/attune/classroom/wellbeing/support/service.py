"""Support at a natural pause: find the cause, decide by the policy, choose from the reviewed library, record it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from attune.affect.causes import Cause, Finding
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.findings.performance import is_fresh
from attune.affect.limits import MessageResponse
from attune.affect.policy import DecisionRule, SupportPolicy
from attune.affect.practice.opportunities import Practice
from attune.affect.practice.outcomes import is_all_right
from attune.affect.supporter import Material, give_support
from attune.classroom.courses.models import Block
from attune.classroom.institution.resources.service import support_may_speak
from attune.classroom.institution.support_policy.rules import support_policy
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import push, user_channel
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import effective_mode, settings_and_policy
from attune.classroom.wellbeing.learner_state.restore import recent_reports, restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import SupportMessage
from attune.classroom.wellbeing.support.events import SupportMessageSent
from attune.classroom.wellbeing.support.facts.history import read_history
from attune.classroom.wellbeing.support.facts.location import Location, find_location
from attune.classroom.wellbeing.support.facts.material import Found, find_material
from attune.classroom.wellbeing.support.facts.practice import read_practice, with_pace
from attune.classroom.wellbeing.support.moments import Considered, record_moment
from attune.classroom.wellbeing.support.schemas import (
    AnsweredMessageOut,
    InterruptionPointIn,
    InterruptionPointOut,
)
from attune.classroom.wellbeing.support.support_messages import describe_answered_messages

# The student's own words; the client says the others for them.
OWN_WORDS = frozenset({MessageResponse.HELPFUL, MessageResponse.NOT_HELPFUL, MessageResponse.DISMISSED})


def send_support_message(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    asked: InterruptionPointIn,
    moment_id: UUID,
    now: datetime,
) -> InterruptionPointOut:
    """The message for this moment, or none, and when one is due.

    Raises:
        NotFound: for a lesson not the student's.
    """
    considered = consider_support(session, study_sessions, student, asked, moment_id, now)
    if considered is None or not considered.support.decision.moment:
        return InterruptionPointOut(support_message=None, retry_after_seconds=_due_in(considered, now))
    described = record_moment(session, considered, now)
    if described is not None:
        push(session, user_channel(student.id), SupportMessageSent(support_message=described))
    return InterruptionPointOut(support_message=described)


def _due_in(considered: Considered | None, now: datetime) -> float | None:
    """Seconds until the help for a wrong answer is due: who makes no other try would wait for it in vain.

    Whatever else is silent waits for the next interruption point.
    """
    decision = considered.support.decision if considered is not None else None
    if decision is None or decision.rule is not DecisionRule.CONFUSION_WAITS or decision.retry_at is None:
        return None
    if decision.finding is None or decision.finding.cause is not Cause.WRONG_ANSWERS:
        return None
    return max(0.0, (decision.retry_at - now).total_seconds())


def consider_support(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    asked: InterruptionPointIn,
    moment_id: UUID,
    now: datetime,
) -> Considered | None:
    """What support makes of this moment, saved nowhere yet.

    None with the mode off, and while the institution has not confirmed whom students can talk to.

    Args:
        session: the database.
        study_sessions: the study sessions.
        student: who has reached the interruption point.
        asked: where, as the client says.
        moment_id: a new one for each moment; everything drawn at random follows from it.
        now: the present.

    Raises:
        NotFound: there is none.
    """
    location = find_location(session, student, asked)
    settings, institution = settings_and_policy(session, student.id)
    if effective_mode(settings, institution) is Mode.OFF or not support_may_speak(session):
        return None
    policy, situation = support_policy(institution), location.situation(session)
    history = read_history(session, settings)
    circumstances = read_circumstances(session, study_sessions, location, situation, policy, now)
    found: list[Found] = []

    def look_up(finding: Finding) -> Material:
        found.append(find_material(session, location, finding, circumstances, history, settings, now))
        return found[-1].material

    key = f"{student.id}:{moment_id}"
    support = give_support(history, circumstances, policy, situation, look_up, key, now)
    return Considered(moment_id, location, circumstances, support, found[-1] if found else None)


def respond(
    session: Session, student: Actor, support_message_id: UUID, response: MessageResponse, now: datetime
) -> AnsweredMessageOut:
    """Keep what the student makes of a support message; a later word of theirs replaces an earlier.

    What the client says for them replaces no word of their own, and what is finished is not merely accepted again.

    Raises:
        NotFound: there is none.
    """
    support_message = session.get(SupportMessage, support_message_id)
    if support_message is None or support_message.user_id != student.id or support_message.withheld:
        raise NotFound(
            f"There is no support message {support_message_id} of yours.", support_message_id=str(support_message_id)
        )
    if _replaces(support_message.response, response):
        support_message.response, support_message.responded_at = response, now
        session.flush()
    (described,) = describe_answered_messages(session, [support_message])
    return described


def _replaces(earlier: MessageResponse | None, response: MessageResponse) -> bool:
    """Whether a response is kept in the place of an earlier one."""
    if earlier is None or response in OWN_WORDS:
        return True
    if response is MessageResponse.FINISHED:
        return earlier is MessageResponse.ACCEPTED
    return response is MessageResponse.ACCEPTED and earlier is MessageResponse.IGNORED


def read_circumstances(
    session: Session,
    study_sessions: StudySessions,
    location: Location,
    situation: Situation,
    policy: SupportPolicy,
    now: datetime,
) -> Circumstances:
    """What is known of the student now: their session, their practice in every lesson, what they said lately."""
    student_id, offset = location.student.id, location.asked.utc_offset_minutes
    with study_sessions.locked(student_id):
        current = restore_study_session(session, study_sessions, student_id, policy.triggers, now)
    return Circumstances(
        study_session=current,
        state=current.state(policy.triggers, now),
        practice=_practice(session, location, situation, now),
        reports=recent_reports(session, student_id, now),
        utc_offset=timedelta(minutes=offset) if offset is not None else None,
    )


def _practice(session: Session, location: Location, situation: Situation, now: datetime) -> Practice:
    """What was practised; how long it took is looked up where a quiz that went right was just handed in."""
    practice = read_practice(session, location.student.id, now)
    about = next((each for each in (location.left, location.block) if each and str(each.id) == situation.about), None)
    if about is None or not _may_have_been_easy(practice, about, now):
        return practice
    return with_pace(practice, read_lesson_status(session, location.student.id, location.lesson, now), about)


def _may_have_been_easy(practice: Practice, block: Block, now: datetime) -> bool:
    here = practice.at_block(str(block.id))
    return len(here.hand_ins) == 1 and is_all_right(here) and is_fresh(here, now)
