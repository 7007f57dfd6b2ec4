"""How long the server takes to answer at an interruption point.

    python -m benchmarks.platform.interruption_point

Serves itself in this process on SQLite in a temporary folder: one student with a term behind them (60 hand-ins of four
items, 200 earlier moments with messages). Two requests are timed, each with everything that a request does (session,
permission, transaction): one at which nothing is to be said, and one after the student has gone back in a text, at
which a message is chosen, filled in and stored. Also printed: how many statements each sends.
"""

from __future__ import annotations

import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import click
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from attune.affect.causes import Cause
from attune.affect.evidence import LearningState
from attune.affect.experiment.assignment import Assignment
from attune.affect.limits import MessageResponse
from attune.affect.messages.strategies import Strategy
from attune.affect.policy import InterruptionPoint
from attune.classroom import migrations
from attune.classroom.accounts import service as accounts
from attune.classroom.app import create_app
from attune.classroom.courses.models import Block, BlockKind, Course, Enrolment, Lesson, Module
from attune.classroom.institution.resources.models import THE_LIST, ResourcesRow
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.settings import Settings
from attune.classroom.wellbeing.experiment.decisions import DecidedMoment, record_decision
from attune.classroom.wellbeing.models import SupportMessage, WellbeingSettings

PASSWORD, EMAIL = "for the benchmark", "student@bench.example"
HAND_INS, MOMENTS = 60, 200
PAUSE_MINUTES = 200  # between two messages, so that no limit stops one


@dataclass(frozen=True)
class SmallSchool:
    """Where the benchmark takes place, and for whom."""

    student_id: UUID
    lesson_id: UUID
    text: UUID
    quiz: UUID


def build(services: Services) -> SmallSchool:
    """Fill an empty database with a course and a student with a term behind them."""
    migrations.upgrade(services.database)
    now = services.clock.now()
    with services.database.transaction() as session:
        student = accounts.create_user(
            session, name="Sam Lee", email=EMAIL, role=Role.STUDENT, locale=Locale.ENGLISH, password=PASSWORD, now=now
        )
        course = Course(slug="bench", title="Benchmark", summary="", language="en")
        session.add(course)
        session.flush()
        module = Module(course_id=course.id, title="Module", position=1)
        session.add(module)
        session.flush()
        lesson = Lesson(course_id=course.id, module_id=module.id, slug="lesson", title="Lesson", minutes=20, position=1)
        session.add(lesson)
        session.flush()
        text, quiz = _text(lesson, 1), _quiz(lesson, 2)
        session.add_all([text, quiz, Enrolment(user_id=student.id, course_id=course.id, enrolled_at=now)])
        session.add(WellbeingSettings(user_id=student.id, mode=Mode.SELF_REPORT))
        session.merge(
            ResourcesRow(id=THE_LIST, content=[{"title": "Counselling"}], confirmed_at=now, confirmed_by="Bench")
        )
        session.flush()
        place = SmallSchool(student.id, lesson.id, text.id, quiz.id)
        _past(session, place, course.id, now)
        return place


def _text(lesson: Lesson, position: int) -> Block:
    content = {"text": "A text of some words. " * 60}
    return _block(lesson, position, BlockKind.MARKDOWN, content, "Reading")


def _quiz(lesson: Lesson, position: int) -> Block:
    questions = [
        {
            "id": str(uuid4()),
            "kind": "short_text",
            "prompt": f"Which {each}?",
            "accepted": ["a"],
            "skill": f"skill-{each}",
        }
        for each in range(4)
    ]
    content = {"graded": False, "pass_score": 0.75, "questions": questions}
    return _block(lesson, position, BlockKind.QUIZ, content, "Practice")


def _block(lesson: Lesson, position: int, kind: BlockKind, content: dict[str, Any], title: str) -> Block:
    return Block(
        id=uuid4(),
        lesson_id=lesson.id,
        kind=kind,
        position=position,
        title=title,
        hints=["Look again."],
        example="$1$",
        content=content,
    )


def _past(session: Session, place: SmallSchool, course_id: UUID, now: datetime) -> None:
    """A term: hand-ins and moments, one every few hours, the last of them yesterday."""
    items = [question["id"] for question in session.get_one(Block, place.quiz).content["questions"]]
    for each in range(HAND_INS):
        marks = [
            {"question_id": item, "correct": (each + index) % 3 > 0, "feedback": None}
            for index, item in enumerate(items)
        ]
        session.add(
            QuizAttempt(
                id=uuid4(),
                user_id=place.student_id,
                block_id=place.quiz,
                submitted_at=now - timedelta(days=1, hours=30 * each),
                score=0.5,
                passed=False,
                answers={},
                marks=marks,
            )
        )
    for each in range(MOMENTS):
        _past_moment(session, place, course_id, now - timedelta(days=1, hours=10 * each))


def _past_moment(session: Session, place: SmallSchool, course_id: UUID, at: datetime) -> None:
    where = {"user_id": place.student_id, "lesson_id": place.lesson_id, "block_id": place.text}
    point, cause = InterruptionPoint.BLOCK_CHANGE, Cause.CONFUSED
    message = SupportMessage(
        id=uuid4(),
        **where,
        message_id="earlier",
        text="…",
        language="en",
        state=LearningState.MAYBE_CONFUSED,
        cause=cause,
        strategy=Strategy.PLAN_STEP,
        interruption_point=point,
        rule="speak",
        reasons="rewinds:2",
        windows=0,
        sent_at=at,
        response=MessageResponse.HELPFUL,
    )
    session.add(message)
    session.flush()
    record_decision(
        session,
        DecidedMoment(
            id=uuid4(),
            at=at,
            course_id=course_id,
            skill=None,
            cause=cause,
            evidence="did",
            interruption_point=point,
            randomised=True,
            assignment=Assignment(True, 1.0),
            available=True,
            delivered=True,
            rule="speak",
            candidates={"earlier": 1.0},
            message_id="earlier",
            support_message_id=message.id,
            seed="earlier",
            policy_hash="0" * 64,
            **where,
        ),
    )


class Student:
    """A signed-in student's browser in this process."""

    def __init__(self, client: FlaskClient, place: SmallSchool) -> None:
        self._client, self._place = client, place
        self._message: dict[str, Any] | None = None
        session = client.get("/api/v1/session").get_json()
        self._token = session["csrf_token"]
        self._token = self.send("/session", {"email": EMAIL, "password": PASSWORD})["csrf_token"]

    def send(self, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        """Send a request.

        Raises:
            click.ClickException: it is refused.
        """
        answer = self._client.post(f"/api/v1{path}", json=body, headers={"X-CSRF-Token": self._token})
        if answer.status_code >= 400:
            raise click.ClickException(f"{path}: {answer.text}")
        return answer.json

    def go_back(self, now: datetime) -> None:
        """Go back three times in the text."""
        where = {"lesson_id": str(self._place.lesson_id), "block_id": str(self._place.text)}
        did = {"kind": "rewind", "at": now.isoformat(), "seconds": 0, **where}
        self.send("/wellbeing/behaviour", {"events": [{"id": str(uuid4()), **did} for _ in range(3)]})

    def pause(self) -> bool:
        """Reach an interruption point; whether there was a message."""
        asked = {"kind": "video_pause", "lesson_id": str(self._place.lesson_id), "block_id": str(self._place.text)}
        self._message = self.send("/wellbeing/interruption-points", asked)["support_message"]
        return self._message is not None

    def answer(self) -> None:
        """Say that the last message helped: who answers nothing is soon left alone."""
        if self._message is not None:
            path = f"/wellbeing/support-messages/{self._message['id']}/response"
            self.send(path, {"response": "helpful"})
            self._message = None


def measure(times: int, prepare: Callable[[], None], request: Callable[[], bool], *, expected: bool) -> list[float]:
    """Milliseconds of processor time of each turn.

    Of the processor and not of the wall: other work on the machine adds nothing to it.

    Raises:
        click.ClickException: a turn did something else than is measured.
    """
    taken = []
    for _ in range(times):
        prepare()
        began = time.process_time()
        spoke = request()
        taken.append(1000 * (time.process_time() - began))
        if spoke is not expected:
            raise click.ClickException(
                f"a message was {'sent' if spoke else 'not sent'}, which is not what is measured"
            )
    return taken


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


@click.command()
@click.option("--times", default=200, show_default=True, help="Requests of each kind.")
def main(times: int) -> None:
    """Print how long an interruption point takes on the server."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock(datetime.now().astimezone())
        settings = Settings(
            secret_key="bench", state_dir=Path(folder), argon2_memory_kib=8, argon2_passes=1, session_days=90
        )
        app = create_app(settings, clock=clock)
        services: Services = app.extensions["attune"]
        with app.app_context():
            school = build(services)
        student = Student(app.test_client(), school)

        def rewind() -> None:
            student.answer()
            clock.advance(minutes=PAUSE_MINUTES)
            student.go_back(clock.now())

        click.echo(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, SQLite")

        def wait() -> None:
            clock.advance(minutes=PAUSE_MINUTES)

        cases = (("nothing to say", wait, False), ("a message", rewind, True))
        for name, prepare, spoken in cases:
            measure(3, prepare, student.pause, expected=spoken)
            prepare()
            with counted(services.database) as sent:
                student.pause()
            taken = sorted(measure(times, prepare, student.pause, expected=spoken))
            p50, p99 = taken[len(taken) // 2], taken[int(0.99 * (len(taken) - 1))]
            click.echo(f"{name}: p50 {p50:.1f} ms, p99 {p99:.1f} ms of processor time, {len(sent)} statements")


if __name__ == "__main__":
    main()
