"""A synthetic experiment, so that the page on whether support helps has something to show.

An evening group studied some weeks ago, and half of its moments were silent. It says nothing about whether support
helps; the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.experiment.assignment import assign
from attune.affect.experiment.outcomes import FOLLOW_UP
from attune.affect.policy import InterruptionPoint
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import DEMO_DOMAIN
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, BlockKind, Enrolment, Lesson
from attune.classroom.demo.history import answer_question
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.quiz.attempts.service import submit_answers
from attune.classroom.learning.quiz.schemas import AttemptIn
from attune.classroom.model_serving.schemas import ModelProblem, ModelProblemCode
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.wellbeing.consent.schemas import ConsentChange, SettingsChange
from attune.classroom.wellbeing.consent.service import change_settings
from attune.classroom.wellbeing.experiment.decisions import DecidedMoment, record_decision
from attune.classroom.wellbeing.experiment.plans import advance, freeze_plan
from attune.classroom.wellbeing.experiment.schemas import PlanIn
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.simulation.demo_history import CORRECT
from attune.simulation.synthetic_windows import synthetic_id

STUDENTS = 32
MOMENTS = 5  # of each student
ONE_STOPPED_OF = 16  # has not been here for longer than a week
AVAILABLE = 0.85  # of them; at the others support is snoozed
PLAN = PlanIn(share=0.5, weeks=2, minimal_effect=0.05)
BEGINS_BEFORE_RESULT = timedelta(weeks=PLAN.weeks) + FOLLOW_UP
RESULT_HOURS_AGO = 12  # the whole of it lies within the 30 days for which decisions are stored
CHOICE = SettingsChange(mode=Mode.SELF_REPORT, consent=ConsentChange(count_in_class=True))


class _NoModel:
    def look(self) -> ModelProblem:
        return ModelProblem(code=ModelProblemCode.MISSING, message="Demo readings come from no model.")


@dataclass(frozen=True, slots=True)
class _Evening:
    """What a past is written with."""

    session: Session
    lesson: Lesson
    quiz: Block
    rng: Random


def run_trial(session: Session, administrator: Actor, lesson: Lesson, now: datetime) -> None:
    """Let the evening group live through the experiment, in a lesson with a quiz."""
    blocks = blocks_of(session, lesson.id)
    quiz = next(block for block in blocks if block.kind is BlockKind.QUIZ)
    evening = _Evening(session, lesson, quiz, Random(23))  # noqa: S311 - synthetic figures
    result_at = now - timedelta(hours=RESULT_HOURS_AGO)
    begins = result_at - BEGINS_BEFORE_RESULT
    freeze_plan(session, administrator, PLAN, begins)
    study_sessions = StudySessions(MemoryStore())
    for place in range(STUDENTS):
        away = 9 if place % ONE_STOPPED_OF == ONE_STOPPED_OF - 1 else 1 + place % 5
        student = _enrol(session, lesson, place, begins, seen=now - timedelta(days=away, minutes=23 * place)).as_actor()
        change_settings(session, study_sessions, student, CHOICE, _NoModel(), begins)
        for turn in range(MOMENTS):
            part = (turn + evening.rng.uniform(0.1, 0.9)) / MOMENTS
            _meet(evening, student, begins + part * timedelta(weeks=PLAN.weeks))
    advance(session, begins + timedelta(weeks=PLAN.weeks))
    advance(session, result_at)


def _enrol(session: Session, lesson: Lesson, place: int, at: datetime, seen: datetime) -> User:
    """A student of the group; the id is the same on every installation, and with it the arm of each moment."""
    email = f"evening{place + 1:02}{DEMO_DOMAIN}"
    name = f"Evening Student {place + 1}"
    user = accounts.create_user(
        session, name=name, email=email, role=Role.STUDENT, locale=Locale.ENGLISH, password=None, now=at
    )
    user.id = uuid5(NAMESPACE_URL, email)
    user.last_seen_at = seen
    session.flush()
    session.add(Enrolment(user_id=user.id, course_id=lesson.course_id, enrolled_at=at))
    session.flush()
    return user


def _meet(evening: _Evening, student: Actor, at: datetime) -> None:
    """One moment: drawn, stored, and followed by the quiz."""
    moment_id = synthetic_id(evening.rng)
    drawn = assign(f"{student.id}:{moment_id}", PLAN.share)
    available = evening.rng.random() < AVAILABLE
    moment = DecidedMoment(
        id=moment_id,
        user_id=student.id,
        at=at,
        course_id=evening.lesson.course_id,
        lesson_id=evening.lesson.id,
        block_id=evening.quiz.id,
        skill=f"block:{evening.quiz.id}",
        cause=Cause.WRONG_ANSWERS,
        evidence=EvidenceKind.DID,
        interruption_point=InterruptionPoint.ANSWER_SUBMITTED,
        randomised=True,
        assignment=drawn,
        available=available,
        delivered=drawn.speak and available,
        rule="snoozed" if not available else "speak" if drawn.speak else "control_arm",
        candidates={},
        message_id=None,
        support_message_id=None,
        seed="demo",
        policy_hash="0" * 64,
    )
    record_decision(evening.session, moment)
    quiz = QuizContent.stored(evening.quiz.content)
    answers = {question.id: answer_question(question, CORRECT[drawn.speak], evening.rng) for question in quiz.questions}
    submission = AttemptIn(id=synthetic_id(evening.rng), answers=answers)
    submit_answers(evening.session, student, evening.quiz.id, submission, at + timedelta(minutes=2))
