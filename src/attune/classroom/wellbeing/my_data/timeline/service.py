"""The timeline of a lesson as its student sees it: what the camera read, what they said, what was said to them.

Everything is found by the student's own id; what the camera did not read is a gap, and never calm.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.aggregate import mean_coverage
from attune.affect.evidence import LearningState, SelfReportKind
from attune.affect.messages.library import Language
from attune.affect.states import reported_state
from attune.affect.study_session import split_spans
from attune.affect.windows import LEVELS
from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.gradebook.hidden import results_at
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.learner_state.reasons import explain, language_for, read_reasons
from attune.classroom.wellbeing.learner_state.restore import as_report, as_window
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.notes.models import Note
from attune.classroom.wellbeing.my_data.timeline.schemas import (
    MarkKind,
    MarkOut,
    PointOut,
    StudySessionOut,
    TimelineBlockOut,
    TimelineOut,
)
from attune.expressions import valence_arousal


@dataclass(frozen=True, slots=True)
class LessonTraces:
    """Everything a student left in one lesson, each in the order of time."""

    windows: Sequence[StoredWindow]
    check_ins: Sequence[CheckIn]
    marks: Sequence[MarkOut]
    blocks: Sequence[Block]

    def instants(self) -> list[tuple[datetime, datetime]]:
        """When each trace began and ended; a mark has no length."""
        windows = [(row.started_at, row.started_at + timedelta(seconds=row.seconds)) for row in self.windows]
        return sorted([*windows, *((mark.at, mark.at) for mark in self.marks)])


def read_timeline(
    session: Session, student: Actor, lesson_id: UUID, study_session: datetime | None, now: datetime
) -> TimelineOut:
    """The timeline of one study session of a lesson: the one that began at `study_session`, or the latest.

    Raises:
        NotFound: for a lesson that is not the student's, and for a study session that is not there.
    """
    lesson = find_lesson(session, student, lesson_id)
    traces = read_traces(session, student.id, lesson, now)
    study_sessions = [
        StudySessionOut(started_at=began, ended_at=ended) for began, ended in split_spans(traces.instants())
    ]
    shown = _choose_study_session(study_sessions, study_session)
    windows = [row for row in traces.windows if _within(row.started_at, shown)]
    corrections = corrections_of(traces.check_ins)
    language = language_for(student.locale)
    return TimelineOut(
        lesson_id=lesson.id,
        title=lesson.title,
        course_title=session.get_one(Course, lesson.course_id).title,
        study_sessions=study_sessions,
        shown=shown,
        points=[_point(row, corrections.get(row.id), language) for row in windows],
        marks=[mark for mark in traces.marks if _within(mark.at, shown)],
        blocks=[TimelineBlockOut.of(block) for block in traces.blocks],
        coverage=mean_coverage(as_window(row) for row in windows),
        retention_days=read_policy(session).retention_days,
    )


def read_traces(session: Session, student_id: UUID, lesson: Lesson, now: datetime) -> LessonTraces:
    """Everything that is kept about a student in a lesson."""
    blocks = blocks_of(session, lesson.id)
    windows = session.scalars(
        select(StoredWindow)
        .where(StoredWindow.user_id == student_id, StoredWindow.lesson_id == lesson.id)
        .order_by(StoredWindow.started_at, StoredWindow.id)
    ).all()
    check_ins = session.scalars(
        select(CheckIn)
        .where(CheckIn.user_id == student_id, CheckIn.lesson_id == lesson.id)
        .order_by(CheckIn.at, CheckIn.id)
    ).all()
    own = _corrections_of(session, student_id, windows)
    said = [*check_ins, *(each for each in own if each not in check_ins)]
    marks = [
        *map(_said, said),
        *_messages(session, student_id, lesson.id),
        *_learning(session, student_id, lesson, now),
    ]
    return LessonTraces(windows, said, sorted(marks, key=lambda mark: (mark.at, mark.kind, mark.id)), blocks)


def _corrections_of(session: Session, student_id: UUID, windows: Sequence[StoredWindow]) -> Sequence[CheckIn]:
    """Corrections of these windows that name no lesson themselves."""
    query = select(CheckIn).where(CheckIn.user_id == student_id, CheckIn.kind == SelfReportKind.CORRECTION)
    ids = {row.id for row in windows}
    return [said for said in session.scalars(query) if said.window_id in ids]


def _said(check_in: CheckIn) -> MarkOut:
    own = {name: getattr(check_in, name) for name in ("id", "at", "block_id", "feeling")}
    return MarkOut.model_validate({"kind": MarkKind(check_in.kind.value), **own})


def _messages(session: Session, student_id: UUID, lesson_id: UUID) -> list[MarkOut]:
    """Messages that were shown, and the student's own notes."""
    support_messages = session.scalars(
        select(SupportMessage).where(
            SupportMessage.user_id == student_id,
            SupportMessage.lesson_id == lesson_id,
            SupportMessage.withheld.is_(False),
        )
    )
    notes = session.scalars(select(Note).where(Note.user_id == student_id, Note.lesson_id == lesson_id))
    return [
        *(
            MarkOut(
                kind=MarkKind.MESSAGE,
                id=support_message.id,
                at=support_message.sent_at,
                block_id=support_message.block_id,
                text=support_message.text,
                response=support_message.response,
                strategy=support_message.strategy,
            )
            for support_message in support_messages
        ),
        *(
            MarkOut(kind=MarkKind.NOTE, id=note.id, at=note.at, block_id=note.block_id, text=note.text)
            for note in notes
        ),
    ]


def _learning(session: Session, student_id: UUID, lesson: Lesson, now: datetime) -> list[MarkOut]:
    """The blocks as they were reached first, submitted quizzes, and when the lesson was done.

    How a quiz went is not there while its tutor hides the grades.
    """
    seen = session.scalars(
        select(BlockProgress).where(BlockProgress.user_id == student_id, BlockProgress.lesson_id == lesson.id)
    )
    found = session.scalars(
        select(QuizAttempt)
        .join(Block, Block.id == QuizAttempt.block_id)
        .where(QuizAttempt.user_id == student_id, Block.lesson_id == lesson.id)
    )
    attempts = found.all()
    hidden = results_at(session, [attempt.block_id for attempt in attempts], now)
    progress = session.get(LessonProgress, (student_id, lesson.id))
    done = progress.completed_at if progress is not None else None
    return [
        *(MarkOut(kind=MarkKind.BLOCK, id=row.block_id, at=row.viewed_at, block_id=row.block_id) for row in seen),
        *(
            MarkOut(
                kind=MarkKind.QUIZ,
                id=attempt.id,
                at=attempt.submitted_at,
                block_id=attempt.block_id,
                score=attempt.score if attempt.block_id not in hidden else None,
                passed=attempt.passed if attempt.block_id not in hidden else None,
            )
            for attempt in attempts
        ),
        *([MarkOut(kind=MarkKind.COMPLETED, id=lesson.id, at=done)] if done is not None else []),
    ]


def _choose_study_session(
    study_sessions: Sequence[StudySessionOut], began_at: datetime | None
) -> StudySessionOut | None:
    if began_at is None:
        return study_sessions[-1] if study_sessions else None
    for study_session in study_sessions:
        if study_session.started_at == began_at:
            return study_session
    raise NotFound(
        f"No study session in this lesson began at {began_at.isoformat()}.", study_session=began_at.isoformat()
    )


def _within(at: datetime, study_session: StudySessionOut | None) -> bool:
    return study_session is not None and study_session.started_at <= at <= study_session.ended_at


def corrections_of(check_ins: Iterable[CheckIn]) -> dict[UUID, CheckIn]:
    """The correction of each window that has one."""
    return {
        said.window_id: said
        for said in check_ins
        if said.kind is SelfReportKind.CORRECTION and said.window_id is not None
    }


def state_of(row: StoredWindow, correction: CheckIn | None) -> LearningState:
    """The learning state of a window: what its student said it was, else what was inferred."""
    said = reported_state(as_report(correction)) if correction is not None else None
    return row.learning_state if said is None else said


def _point(row: StoredWindow, correction: CheckIn | None, language: Language) -> PointOut:
    known = row.state != "unknown"
    return PointOut.model_validate(
        {
            **{name: getattr(row, name) for name in ("id", "started_at", "seconds", "p", "coverage", "hidden")},
            "learning_state": state_of(row, correction),
            "valence": round(valence_arousal([level / LEVELS for level in row.p])[0], 3) if known else None,
            "expression": row.state,
            "reasons": explain(read_reasons(row.reasons), language),
            "corrected_to": correction.feeling if correction is not None else None,
        }
    )
