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

from attune.affect.limits import OfferResponse
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
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.wellbeing.consent.schemas import ConsentChange, SettingsChange
from attune.classroom.wellbeing.consent.service import change_settings
from attune.classroom.wellbeing.ingestion.schemas import WindowBatch
from attune.classroom.wellbeing.ingestion.service import receive_windows
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.support.schemas import BreakpointIn
from attune.classroom.wellbeing.support.service import offer_support, respond
from attune.expressions import Expression
from attune.simulation.class_load.invention import invent_id, invent_window

STUDENTS = 32
SHARE = 0.5  # of them without messages: a demo is too small for the usual 10 %
BEGINS_DAYS_AGO, ENDS_DAYS_AGO = 27, 13
STUDY_SESSIONS = 2
WINDOW_SECONDS = 30.0  # longer than usual, so that a demo is loaded in seconds
BASELINE_WINDOWS, TROUBLE_WINDOWS, WATCHED_WINDOWS = 8, 5, 22

# Invented: how often a difficulty ends soon, and how often a question is answered rightly, with a message and without.
ENDS = {True: 0.75, False: 0.45}
RIGHT = {True: 0.9, False: 0.75}
HELPFUL = 0.7

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
    chance: Random


def run_trial(session: Session, administrator: Actor, lesson: Lesson, now: datetime) -> None:
    """Let the evening group live through the trial, in a lesson with a quiz."""
    blocks = session.scalars(select(Block).where(Block.lesson_id == lesson.id).order_by(Block.position)).all()
    quiz = next(block for block in blocks if block.kind is BlockKind.QUIZ)
    evening = _Evening(session, StudySessions(), lesson, blocks[0], quiz, Random(23))  # noqa: S311 - invented figures
    begins, ends = now - timedelta(days=BEGINS_DAYS_AGO), now - timedelta(days=ENDS_DAYS_AGO)
    before = read_policy(session)
    change_policy(session, administrator, before.model_copy(update={"control_arm_share": SHARE}), begins)
    students = [_enrol(session, lesson, place, begins) for place in range(STUDENTS)]
    for student in students:
        change_settings(session, evening.study_sessions, student.as_actor(), CHOICE, _NoModel(), begins)
        for place in range(STUDY_SESSIONS):
            part = (place + evening.chance.uniform(0.1, 0.9)) / STUDY_SESSIONS
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
    calm, trouble = [Expression.NEUTRAL] * BASELINE_WINDOWS, [Expression.SURPRISE] * TROUBLE_WINDOWS
    at = _show(evening, student, [*calm, *trouble], at)
    asked = BreakpointIn(kind=Breakpoint.BLOCK_CHANGE, lesson_id=evening.lesson.id, block_id=evening.reading.id)
    offer = offer_support(evening.session, evening.study_sessions, student, asked, evening.chance, at)
    supported = offer is not None
    if offer is not None and evening.chance.random() < 0.8:
        helpful = OfferResponse.HELPFUL if evening.chance.random() < HELPFUL else OfferResponse.NOT_HELPFUL
        respond(evening.session, student, offer.id, helpful, at + timedelta(seconds=20))
    at = _show(evening, student, _aftermath(evening.chance, supported), at)
    _take_quiz(evening, student, supported, at)


def _aftermath(chance: Random, supported: bool) -> list[Expression]:
    """The ten minutes after: the difficulty ends after some of them, or lasts."""
    if chance.random() >= ENDS[supported]:
        return [Expression.SURPRISE] * WATCHED_WINDOWS
    lasts = chance.randint(1, 10)
    return [Expression.SURPRISE] * lasts + [Expression.NEUTRAL] * 6


def _show(evening: _Evening, student: Actor, shown: Sequence[Expression], at: datetime) -> datetime:
    """Let the camera see expressions, one a window; returns when the last one ended."""
    starts = [at + timedelta(seconds=WINDOW_SECONDS * place) for place in range(len(shown))]
    windows = [
        invent_window(evening.chance, expression, evening.lesson.id, evening.reading.id, started_at)
        | {"seconds": WINDOW_SECONDS}
        for expression, started_at in zip(shown, starts, strict=True)
    ]
    ended = starts[-1] + timedelta(seconds=WINDOW_SECONDS)
    batch = WindowBatch.model_validate({"windows": windows})
    receive_windows(evening.session, evening.study_sessions, student, batch, lambda _lag: None, ended)
    return ended


def _take_quiz(evening: _Evening, student: Actor, supported: bool, at: datetime) -> None:
    quiz = QuizContent.model_validate(evening.quiz.content)
    answers = {question.id: answer_question(question, RIGHT[supported], evening.chance) for question in quiz.questions}
    submission = AttemptIn(id=invent_id(evening.chance), answers=answers)
    submit_answers(evening.session, student, evening.quiz.id, submission, at + timedelta(minutes=1))
