"""A synthetic trial, so that the report on whether support helps has something to show.

An evening group studied some weeks ago, half of it without messages. It says nothing about whether support helps; the
page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.policy import Breakpoint
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import DEMO_DOMAIN
from attune.classroom.administration.policy.service import change_policy
from attune.classroom.courses.content import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Enrolment, Lesson
from attune.classroom.demo.history import answer_question
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.quiz.attempts import submit_answers
from attune.classroom.learning.quiz.schemas import AttemptIn
from attune.classroom.model_serving.schemas import ModelProblem, ModelProblemCode
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.wellbeing.consent.schemas import ConsentChange, SettingsChange
from attune.classroom.wellbeing.consent.service import change_settings
from attune.classroom.wellbeing.ingestion.schemas import WindowBatch
from attune.classroom.wellbeing.ingestion.service import receive_windows
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.support.schemas import BreakpointIn
from attune.classroom.wellbeing.support.service import respond, send_support_message
from attune.expressions import Expression
from attune.simulation.demo_history import (
    CORRECT,
    after_difficulty,
    onset_of_difficulty,
    response_in_trial,
    windows_in_a_row,
)
from attune.simulation.synthetic_windows import synthetic_id

STUDENTS = 32
SHARE = 0.5  # of them without messages: a demo is too small for the usual 10 %
BEGINS_DAYS_AGO, ENDS_DAYS_AGO = 27, 13
STUDY_SESSIONS = 2
WINDOW_SECONDS = 30.0  # longer than usual, so that a demo is loaded in seconds

CHOICE = SettingsChange(
    mode=Mode.ON_DEVICE, consent=ConsentChange(process_camera=True, save_summaries=True, count_in_class=True)
)


class _NoModel:
    def look(self) -> ModelProblem:
        return ModelProblem(code=ModelProblemCode.MISSING, message="Demo readings come from no model.")


@dataclass(frozen=True, slots=True)
class _Evening:
    """What a past is written with."""

    session: Session
    study_sessions: StudySessions
    lesson: Lesson
    reading: Block
    quiz: Block
    rng: Random


def run_trial(session: Session, administrator: Actor, lesson: Lesson, now: datetime) -> None:
    """Let the evening group live through the trial, in a lesson with a quiz."""
    blocks = session.scalars(select(Block).where(Block.lesson_id == lesson.id).order_by(Block.position)).all()
    quiz = next(block for block in blocks if block.kind is BlockKind.QUIZ)
    study_sessions, rng = StudySessions(MemoryStore()), Random(23)  # noqa: S311 - synthetic figures
    evening = _Evening(session, study_sessions, lesson, blocks[0], quiz, rng)
    begins, ends = now - timedelta(days=BEGINS_DAYS_AGO), now - timedelta(days=ENDS_DAYS_AGO)
    before = read_policy(session)
    change_policy(session, administrator, before.model_copy(update={"control_arm_share": SHARE}), begins)
    students = [_enrol(session, lesson, place, begins) for place in range(STUDENTS)]
    for student in students:
        change_settings(session, evening.study_sessions, student.as_actor(), CHOICE, _NoModel(), begins)
        for place in range(STUDY_SESSIONS):
            part = (place + evening.rng.uniform(0.1, 0.9)) / STUDY_SESSIONS
            _study(evening, student.as_actor(), begins + part * (ends - begins))
    change_policy(session, administrator, before, ends)


def _enrol(session: Session, lesson: Lesson, place: int, at: datetime) -> User:
    """A student of the group; the id is the same on every installation, and with it the arm."""
    email = f"evening{place + 1:02}{DEMO_DOMAIN}"
    name = f"Evening Student {place + 1}"
    user = accounts.create_user(
        session, name=name, email=email, role=Role.STUDENT, locale=Locale.ENGLISH, password=None, now=at
    )
    user.id = uuid5(NAMESPACE_URL, email)
    session.flush()
    session.add(Enrolment(user_id=user.id, course_id=lesson.course_id, enrolled_at=at))
    session.flush()
    return user


def _study(evening: _Evening, student: Actor, at: datetime) -> None:
    """One study session: calm, then a difficulty, perhaps a message, and what came of it."""
    at = _show(evening, student, onset_of_difficulty(), at)
    asked = BreakpointIn(kind=Breakpoint.BLOCK_CHANGE, lesson_id=evening.lesson.id, block_id=evening.reading.id)
    support_message = send_support_message(evening.session, evening.study_sessions, student, asked, evening.rng, at)
    supported = support_message is not None
    response = response_in_trial(evening.rng) if support_message is not None else None
    if support_message is not None and response is not None:
        respond(evening.session, student, support_message.id, response, at + timedelta(seconds=20))
    at = _show(evening, student, after_difficulty(evening.rng, supported=supported), at)
    _take_quiz(evening, student, supported, at)


def _show(evening: _Evening, student: Actor, shown: Sequence[Expression], at: datetime) -> datetime:
    """Let the camera see expressions, one a window; returns when the last one ended."""
    windows = windows_in_a_row(evening.rng, shown, evening.lesson.id, evening.reading.id, at, WINDOW_SECONDS)
    ended = at + timedelta(seconds=WINDOW_SECONDS * len(shown))
    batch = WindowBatch.model_validate({"windows": windows})
    receive_windows(evening.session, evening.study_sessions, student, batch, lambda _lag: None, ended)
    return ended


def _take_quiz(evening: _Evening, student: Actor, supported: bool, at: datetime) -> None:
    quiz = QuizContent.model_validate(evening.quiz.content)
    answers = {question.id: answer_question(question, CORRECT[supported], evening.rng) for question in quiz.questions}
    submission = AttemptIn(id=synthetic_id(evening.rng), answers=answers)
    submit_answers(evening.session, student, evening.quiz.id, submission, at + timedelta(minutes=1))
