"""Starting an attempt: its time runs by the server's clock, and its questions stay the same on every device."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.due import own_dates
from attune.classroom.learning.models import QuizDraft, QuizStart
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.platform.errors import Conflict


class QuizNotStarted(Conflict):
    """The quiz has to be started, or the attempt that was started is over."""

    code = "quiz_not_started"


class QuizUnavailable(Conflict):
    """The quiz is not open yet, or not any more; `data` says from when and until when it is."""

    code = "quiz_unavailable"


def not_started() -> QuizNotStarted:
    """The error for work at an attempt that is not under way."""
    return QuizNotStarted("This attempt is not under way. Load the quiz again, and start it if an attempt is left.")


def own_quiz(session: Session, user_id: UUID, block: Block, quiz: QuizContent) -> QuizContent:
    """The quiz as it is for one student: it closes at a date of their own, where they or their group have one."""
    if quiz.available_until is None:
        return quiz
    own = own_dates(session, user_id, [block.id]).get(block.id)
    return quiz if own is None else quiz.model_copy(update={"available_until": own})


def closes_at(quiz: QuizContent) -> datetime | None:
    """From when nothing more is taken for a quiz that is begun by answering it; None: never, or it has starts."""
    if quiz.begins_by_hand or quiz.available_until is None:
        return None
    return quiz.available_until + timedelta(seconds=quiz.grace_seconds)


def move_ends(session: Session, block: Block, lesson: Lesson, user_ids: Sequence[UUID]) -> None:
    """Let what these students have under way at a quiz end by the dates that they have now."""
    if block.kind is not BlockKind.QUIZ:
        return
    present = QuizContent.stored(block.content)
    for start in session.scalars(
        select(QuizStart).where(QuizStart.block_id == block.id, QuizStart.user_id.in_(user_ids))
    ):
        asked = quiz_at(session, block, lesson, start.lesson_version)
        quiz = own_quiz(session, start.user_id, block, asked)
        start.ends_at = _end_of(quiz, start.started_at)
        grace = timedelta(seconds=quiz.grace_seconds)
        start.closes_at = start.ends_at + grace if start.ends_at is not None else None
    for user_id in user_ids:
        session.execute(
            update(QuizDraft)
            .where(QuizDraft.block_id == block.id, QuizDraft.user_id == user_id)
            .values(closes_at=closes_at(own_quiz(session, user_id, block, present)))
        )
    session.flush()


def refuse_unavailable(quiz: QuizContent, now: datetime) -> None:
    """Raise QuizUnavailable before a quiz opens, and after it has closed and its grace is over."""
    until = quiz.available_until
    early = quiz.available_from is not None and now < quiz.available_from
    if early or (until is not None and now >= until + timedelta(seconds=quiz.grace_seconds)):
        closed = "This quiz has closed; ask your tutor if you need more time."
        message = "This quiz is not open yet." if early else closed
        times = {"available_from": quiz.available_from, "available_until": until}
        raise QuizUnavailable(message, **{name: at.isoformat() if at else None for name, at in times.items()})


def running_start(session: Session, user_id: UUID, block_id: UUID) -> QuizStart | None:
    """The attempt that a student has under way at a quiz, as it is in the database now."""
    return session.get(QuizStart, (user_id, block_id), populate_existing=True)


def starts_of(session: Session, user_id: UUID, block_ids: Sequence[UUID]) -> dict[UUID, QuizStart]:
    """The attempts that a student has under way, by quiz."""
    if not block_ids:
        return {}
    rows = session.scalars(select(QuizStart).where(QuizStart.user_id == user_id, QuizStart.block_id.in_(block_ids)))
    return {row.block_id: row for row in rows}


def is_past(start: QuizStart, now: datetime) -> bool:
    """Whether nothing more is taken for an attempt, and what is there counts."""
    return start.closes_at is not None and now >= start.closes_at


def begin(session: Session, user_id: UUID, block: Block, lesson: Lesson, quiz: QuizContent, now: datetime) -> QuizStart:
    """Start an attempt; the caller holds the lesson's lock and has seen that none is under way and one is left."""
    ends_at = _end_of(quiz, now)
    start = QuizStart(
        user_id=user_id,
        block_id=block.id,
        course_id=lesson.course_id,
        id=uuid4(),
        lesson_version=lesson.version,
        started_at=now,
        ends_at=ends_at,
        closes_at=ends_at + timedelta(seconds=quiz.grace_seconds) if ends_at is not None else None,
    )
    session.add(start)
    session.flush()
    return start


def end(session: Session, start: QuizStart) -> None:
    """The attempt has been handed in: it is no longer under way."""
    session.execute(delete(QuizStart).where(QuizStart.user_id == start.user_id, QuizStart.block_id == start.block_id))
    session.expunge(start)


def _end_of(quiz: QuizContent, now: datetime) -> datetime | None:
    """When the time is up: after the limit, or when the quiz closes, whichever comes first."""
    limit = now + timedelta(minutes=quiz.time_limit_minutes) if quiz.time_limit_minutes is not None else None
    return min((at for at in (limit, quiz.available_until) if at is not None), default=None)
