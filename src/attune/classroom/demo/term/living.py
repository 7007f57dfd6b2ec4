"""A simulated term lived event by event, by the services that serve real students, each event in its transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.classroom.demo.history import answer_question
from attune.classroom.demo.term.export import RawExport
from attune.classroom.demo.term.school import TermCourse, TermSchool
from attune.classroom.demo.wellbeing import NoModel
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.progress import record_progress
from attune.classroom.learning.quiz.attempts.service import submit_answers
from attune.classroom.learning.quiz.schemas import AttemptIn
from attune.classroom.learning.schemas import ProgressIn, ProgressStatus
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.schemas import ConsentChange, SettingsChange
from attune.classroom.wellbeing.consent.service import ConsentRequired, change_settings
from attune.classroom.wellbeing.ingestion.behaviour import receive_behaviour
from attune.classroom.wellbeing.ingestion.checkins import ModeOff, record_check_in
from attune.classroom.wellbeing.ingestion.schemas import LARGEST_BATCH, BehaviourBatch, CheckInIn, WindowBatch
from attune.classroom.wellbeing.ingestion.service import receive_windows
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import StoredWindow
from attune.classroom.wellbeing.my_data.service import delete_data
from attune.classroom.wellbeing.my_data.visibility import hide_lesson
from attune.expressions import EXPRESSIONS, Expression
from attune.simulation.synthetic_windows import synthetic_id
from attune.simulation.term.plan import TermEvent, TermEventKind, first_consent
from attune.simulation.term.session import AtBlock, study

CHECKS_IN = 0.35
FEELINGS = (Expression.NEUTRAL, Expression.HAPPINESS, Expression.SADNESS, Expression.ANGER)


@dataclass(frozen=True, slots=True)
class _Doing:
    """An event as it is carried out."""

    session: Session
    event: TermEvent
    student: Actor
    course: TermCourse
    lesson_id: UUID
    rng: Random


class TermLife:
    """Carries out what students do, and writes down what was received."""

    def __init__(self, school: TermSchool, study_sessions: StudySessions, export: RawExport) -> None:
        """study_sessions: the application's own."""
        self._school, self._study_sessions, self._export = school, study_sessions, export
        self._carry_out: Mapping[TermEventKind, Callable[[_Doing], None]] = {
            TermEventKind.STUDY: self._study,
            TermEventKind.SEND_LATE: self._send_late,
            TermEventKind.CONSENT: self._change_consent,
            TermEventKind.CORRECT: self._correct,
            TermEventKind.HIDE_LESSON: self._hide,
            TermEventKind.SHOW_LESSON: self._hide,
            TermEventKind.DELETE_LESSON: self._delete,
            TermEventKind.DELETE_ALL: self._delete,
        }

    def give_first_consent(self, session: Session, student: int, now: datetime) -> None:
        """Let a student say what they allow, before the term begins."""
        self._allow(session, self._school.students[student], first_consent(self._school.seed, student), now)

    def carry_out(self, session: Session, event: TermEvent) -> None:
        """Carry out an event. session: one that writes, for this event alone."""
        course = self._school.courses[event.course]
        student = self._school.students[event.student]
        began = event.studied_at or event.at
        rng = Random(f"{self._school.seed}:{event.student}:{event.course}:{began.isoformat()}")  # noqa: S311 - synthetic
        doing = _Doing(session, event, student, course, course.lessons[event.lesson], rng)
        self._carry_out[event.kind](doing)

    def _blocks(self, doing: _Doing) -> Iterator[AtBlock]:
        began = doing.event.studied_at or doing.event.at
        return study(doing.rng, doing.lesson_id, doing.course.blocks[doing.lesson_id], began)

    def _study(self, doing: _Doing) -> None:
        more = Random(f"{doing.rng.random()}")  # noqa: S311 - of its own, so that a late sending draws the same windows
        at_blocks = list(self._blocks(doing))
        if not doing.event.late:
            self._send(doing, at_blocks, None)
        for at in at_blocks:
            if at.lost:
                self._say(doing, more, SelfReportKind.LOST_HERE, at.ended_at, block_id=at.block.id)
            self._attempt(doing, more, at)
            status = ProgressStatus.VIEWED if at is at_blocks[-1] and not at.attempts else ProgressStatus.COMPLETED
            record_progress(
                doing.session,
                doing.student,
                doing.lesson_id,
                ProgressIn(block_id=at.block.id, status=status),
                at.ended_at,
            )
            self._export.event(at.ended_at, doing.student.id, status.value, lesson=doing.lesson_id, block=at.block.id)
        if more.random() < CHECKS_IN:
            last = at_blocks[-1]
            feeling = more.choice(FEELINGS)
            said_at = last.ended_at + timedelta(seconds=20)
            self._say(doing, more, SelfReportKind.CHECK_IN, said_at, block_id=last.block.id, feeling=feeling)

    def _send_late(self, doing: _Doing) -> None:
        doing.rng.random()  # as `_study` does before it draws the windows
        self._send(doing, list(self._blocks(doing)), doing.event.at)

    def _send(self, doing: _Doing, at_blocks: Sequence[AtBlock], now: datetime | None) -> None:
        """Send windows, as many at a time as a device may, and behaviour; when they ended, or late at `now`."""
        windows = [window for at in at_blocks for window in at.windows] if doing.event.camera else []
        for first in range(0, len(windows), LARGEST_BATCH):
            self._send_windows(doing, windows[first : first + LARGEST_BATCH], now)
        done = [each for at in at_blocks for each in at.behaviour]
        at = now or at_blocks[-1].ended_at
        batch = BehaviourBatch.model_validate({"events": done})
        if receive_behaviour(doing.session, self._study_sessions, doing.student, batch, at).accepted:
            for each in done:
                self._export.event(at, doing.student.id, "behaviour", what=each["kind"], **_place_and_time(each))

    def _send_windows(self, doing: _Doing, windows: Sequence[dict[str, Any]], now: datetime | None) -> None:
        """Send one batch; a device discards windows that are not allowed any more."""
        batch = WindowBatch.model_validate({"windows": windows})
        first, last = batch.windows[0].started_at, batch.windows[-1].started_at
        at = now or last + timedelta(seconds=batch.windows[-1].seconds)
        try:
            receive_windows(doing.session, self._study_sessions, doing.student, batch, _no_lag, at)
        except ConsentRequired:
            return
        query = select(StoredWindow.id, StoredWindow.learning_state).where(
            StoredWindow.user_id == doing.student.id, StoredWindow.started_at.between(first, last)
        )
        states = {str(window_id): state.value for window_id, state in doing.session.execute(query)}
        for window in windows:
            self._export.window(at, doing.student.id, window, states.get(window["id"]))

    def _attempt(self, doing: _Doing, rng: Random, at: AtBlock) -> None:
        for turn, right in enumerate(at.attempts):
            now = at.ended_at - timedelta(seconds=30 - 10 * turn)
            questions = doing.course.quizzes[at.block.id].questions
            answers = {
                question.id: answer_question(question, float(is_right), rng)
                for question, is_right in zip(questions, right, strict=True)
            }
            submitted = AttemptIn(id=synthetic_id(rng), answers=answers)
            submit_answers(doing.session, doing.student, at.block.id, submitted, now)
            wrong = right.count(False)
            self._export.event(now, doing.student.id, "attempt", block=at.block.id, wrong=wrong, of=len(right))

    def _say(
        self,
        doing: _Doing,
        rng: Random,
        kind: SelfReportKind,
        now: datetime,
        *,
        block_id: UUID | None = None,
        window_id: UUID | None = None,
        feeling: Expression | None = None,
    ) -> None:
        said = CheckInIn(
            id=synthetic_id(rng),
            kind=kind,
            feeling=feeling,
            lesson_id=doing.lesson_id,
            block_id=block_id,
            window_id=window_id,
            at=now,
        )
        try:
            record_check_in(doing.session, self._study_sessions, doing.student, said, now)
        except ModeOff:  # a page does not ask then
            return
        place = {"lesson": doing.lesson_id, "block": block_id, "window": window_id}
        self._export.event(now, doing.student.id, kind.value, feeling=feeling, **place)

    def _correct(self, doing: _Doing) -> None:
        """Say of one window of the last study session what it was."""
        own = select(StoredWindow.id, StoredWindow.block_id).where(
            StoredWindow.user_id == doing.student.id,
            StoredWindow.lesson_id == doing.lesson_id,
            StoredWindow.started_at >= (doing.event.studied_at or doing.event.at),
        )
        windows = doing.session.execute(own.order_by(StoredWindow.started_at)).all()
        if windows:
            window_id, block_id = doing.rng.choice(windows)
            feeling = doing.rng.choice(EXPRESSIONS)
            self._say(
                doing,
                doing.rng,
                SelfReportKind.CORRECTION,
                doing.event.at,
                block_id=block_id,
                window_id=window_id,
                feeling=feeling,
            )

    def _change_consent(self, doing: _Doing) -> None:
        self._allow(doing.session, doing.student, {doing.event.switch: doing.event.granted}, doing.event.at)

    def _allow(self, session: Session, student: Actor, switches: Mapping[str, bool], now: datetime) -> None:
        camera = switches.get("process_camera")
        mode = None if camera is None else (Mode.ON_DEVICE if camera else Mode.SELF_REPORT)
        change = SettingsChange(mode=mode, consent=ConsentChange.model_validate(switches))
        change_settings(session, self._study_sessions, student, change, NoModel(), now)
        for switch, granted in switches.items():
            self._export.event(now, student.id, "consent", switch=switch, granted=granted)

    def _hide(self, doing: _Doing) -> None:
        hidden = doing.event.kind is TermEventKind.HIDE_LESSON
        hide_lesson(doing.session, self._study_sessions, doing.student, doing.lesson_id, hidden, doing.event.at)
        self._export.event(doing.event.at, doing.student.id, "hide", lesson=doing.lesson_id, hidden=hidden)

    def _delete(self, doing: _Doing) -> None:
        lesson_id = doing.lesson_id if doing.event.kind is TermEventKind.DELETE_LESSON else None
        delete_data(doing.session, self._study_sessions, doing.student, lesson_id, doing.event.at)
        self._export.event(doing.event.at, doing.student.id, "delete", lesson=lesson_id)


def _no_lag(_seconds: float) -> None:
    """Nobody watches how long windows take in a term that is over."""


def _place_and_time(sent: Mapping[str, object]) -> dict[str, object]:
    names = {"happened_at": "at", "lesson": "lesson_id", "block": "block_id", "seconds": "seconds"}
    return {name: sent[field] for name, field in names.items()}


def until(events: Iterable[TermEvent], boundaries: Iterable[datetime]) -> Iterator[TermEvent | datetime]:
    """Events and boundaries in order of time, a boundary before what happens at it."""
    left = list(boundaries)
    for event in events:
        while left and left[0] <= event.at:
            yield left.pop(0)
        yield event
    yield from left
