"""What the server hands in itself: attempts whose time is over, also of students who are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from uuid import UUID, uuid4

import structlog
from pydantic import ValidationError
from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.orm import Session

from attune.classroom.courses.content.questions import FileQuestion
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.assignments.models import HandIn
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.models import QuizAttempt, QuizDraft, QuizStart
from attune.classroom.learning.progress import begin_lesson
from attune.classroom.learning.quiz.attempts.saving import Submission, mark_attempt, save_attempt
from attune.classroom.learning.quiz.drafts import INSTANT, delete_draft
from attune.classroom.learning.quiz.grading import Answer, Marked
from attune.classroom.learning.quiz.questions import attempts_left
from attune.classroom.learning.quiz.selection import draw, seed_of
from attune.classroom.learning.quiz.starts import closes_at, is_past, own_quiz, running_start
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.learning.uploads.service import own_ids
from attune.classroom.platform.database.engine import Database

log = structlog.get_logger("attune.quiz")

MOST_AT_A_TURN = 500  # attempts whose time is up, handed in by one run of the job; also how many it looks up at once


def hand_in_if_past(session: Session, user_id: UUID, block: Block, lesson: Lesson, now: datetime) -> QuizAttempt | None:
    """Hand in what is saved of the attempt under way, if its time is over; the caller holds the lesson's lock."""
    start = running_start(session, user_id, block.id)
    if start is None:
        return _hand_in_if_closed(session, user_id, block, lesson, now)
    if not is_past(start, now):
        return None
    quiz = quiz_at(session, block, lesson, start.lesson_version)
    status = read_lesson_status(session, user_id, lesson, now)
    before, used = len(status.attempts_at(block.id)), status.used_at(block.id)
    language = session.get_one(Course, lesson.course_id).language
    submission = Submission(user_id, block, lesson, draw(quiz, str(start.id)), start, used, before, language)
    answers = _without_foreign_files(session, submission, _saved_answers(session, user_id, block.id))
    marked = _grade(submission, answers)
    at = start.ends_at or now
    return save_attempt(session, submission, _free_id(session, start), answers, marked, at, automatic=True, now=now)


def _hand_in_if_closed(
    session: Session, user_id: UUID, block: Block, lesson: Lesson, now: datetime
) -> QuizAttempt | None:
    """Hand in what is saved at a quiz that is begun by answering it, once it has closed for this student."""
    quiz = own_quiz(session, user_id, block, QuizContent.stored(block.content))
    closes = closes_at(quiz)
    answers = _saved_answers(session, user_id, block.id)
    if closes is None or quiz.available_until is None or now < closes or not answers:
        own = QuizDraft.user_id == user_id, QuizDraft.block_id == block.id
        session.execute(update(QuizDraft).where(*own).values(closes_at=closes))  # its author has moved the end
        return None
    status = read_lesson_status(session, user_id, lesson, now)
    before, used = len(status.attempts_at(block.id)), status.used_at(block.id, quiz.available_until - INSTANT)
    if attempts_left(quiz, used) == 0:
        delete_draft(session, user_id, block.id)
        return None
    language = session.get_one(Course, lesson.course_id).language
    seed = seed_of(user_id, block.id, before)
    submission = Submission(user_id, block, lesson, draw(quiz, seed), None, used, before, language)
    answers = _without_foreign_files(session, submission, answers)
    marked = _grade(submission, answers)
    return save_attempt(session, submission, uuid4(), answers, marked, quiz.available_until, automatic=True, now=now)


def hand_in_past_of(session: Session, user_id: UUID, lesson: Lesson, now: datetime) -> None:
    """Hand in what is saved of every attempt in a lesson whose time is over."""
    past = [
        session.scalars(
            select(table.block_id)
            .join(Block, Block.id == table.block_id)
            .where(
                table.user_id == user_id,
                Block.lesson_id == lesson.id,
                Block.kind == BlockKind.QUIZ,
                table.closes_at <= now,
            )
        ).all()
        for table in (QuizStart, QuizDraft)
    ]
    for block_id in dict.fromkeys(chain(*past)):
        begin_lesson(session, user_id, lesson, now)
        hand_in_if_past(session, user_id, session.get_one(Block, block_id), lesson, now)


def hand_in_every_past(database: Database, now: datetime) -> int:
    """Hand in every attempt whose time is over, each in a transaction of its own.

    One that cannot be handed in is told to the log; the others do not wait for it, in this run or in a later one.

    Returns:
        How many were handed in.
    """
    return sum(_hand_in_past_in(database, table, now) for table in (QuizStart, QuizDraft))


def _hand_in_past_in(database: Database, table: type[QuizStart | QuizDraft], now: datetime) -> int:
    """Hand in what a table has past its time, the longest past first, until enough has been done for one run."""
    done = 0
    for user_id, block_id in _past_in(database, table, now):
        done += _hand_in_alone(database, user_id, block_id, now)
        if done >= MOST_AT_A_TURN:
            break
    return done


def _past_in(database: Database, table: type[QuizStart | QuizDraft], now: datetime) -> Iterator[tuple[UUID, UUID]]:
    """Every student and quiz that a table has past its time; looked up some at a time, each later than the last."""
    closed = func.min(table.closes_at)
    after = None
    while True:
        past = (
            select(closed, table.user_id, table.block_id)
            .where(table.closes_at <= now, table.set_aside_at.is_(None))
            .group_by(table.user_id, table.block_id)
            .order_by(closed, table.user_id, table.block_id)
            .limit(MOST_AT_A_TURN)
        )
        if after is not None:
            at, user_id, block_id = after
            same_user = and_(table.user_id == user_id, table.block_id > block_id)
            past = past.having(or_(closed > at, and_(closed == at, or_(table.user_id > user_id, same_user))))
        with database.session(writes=False) as session:
            rows = session.execute(past).all()
        for _, user_id, block_id in rows:
            yield user_id, block_id
        if len(rows) < MOST_AT_A_TURN:
            return
        after = rows[-1]


def _hand_in_alone(database: Database, user_id: UUID, block_id: UUID, now: datetime) -> bool:
    try:
        with database.session(writes=True, user_id=user_id) as session, session.begin():
            block = session.get(Block, block_id)
            if block is None:
                return False
            lesson = session.get_one(Lesson, block.lesson_id)
            if not _is_quiz(session, block, lesson, running_start(session, user_id, block.id)):
                _set_aside(session, user_id, block, now)
                return False
            begin_lesson(session, user_id, lesson, now)
            return hand_in_if_past(session, user_id, block, lesson, now) is not None
    except Exception:
        log.exception("attempt_not_handed_in", user_id=str(user_id), block_id=str(block_id))
        return False


def _is_quiz(session: Session, block: Block, lesson: Lesson, start: QuizStart | None) -> bool:
    """Whether there are questions to grade by: those of the start's version, or those of the block."""
    try:
        if start is not None:
            quiz_at(session, block, lesson, start.lesson_version)
        else:
            QuizContent.stored(block.content)
    except ValidationError:
        return False
    return True


def _set_aside(session: Session, user_id: UUID, block: Block, now: datetime) -> None:
    """Leave what was begun at a block that is no quiz any more where it is; it is tried again once it is one again."""
    for table in (QuizStart, QuizDraft):
        own = table.user_id == user_id, table.block_id == block.id
        session.execute(update(table).where(*own).values(set_aside_at=now))
    log.warning("attempt_set_aside", user_id=str(user_id), block_id=str(block.id), kind=block.kind.value)


def _without_foreign_files(
    session: Session, submission: Submission, answers: Mapping[UUID, Answer]
) -> dict[UUID, Answer]:
    """Saved answers without the ids of files that are not this student's; nobody is there to be told of them."""
    own = dict(answers)
    for item in submission.quiz.questions:
        answer = answers.get(item.id)
        if isinstance(item, FileQuestion) and isinstance(answer, list):
            own[item.id] = own_ids(session, submission.user_id, submission.block.id, answer)
    return own


def _saved_answers(session: Session, user_id: UUID, block_id: UUID) -> dict[UUID, Answer]:
    rows = session.scalars(select(QuizDraft).where(QuizDraft.user_id == user_id, QuizDraft.block_id == block_id))
    return {row.question_id: row.answer for row in rows}


def _grade(submission: Submission, answers: Mapping[UUID, Answer]) -> Marked:
    return mark_attempt(submission.quiz, answers, submission.used, submission.language, lenient=True)


def _free_id(session: Session, start: QuizStart) -> UUID:
    """The id of the attempt that a start becomes: its own, unless another submission was once given it."""
    taken = session.get(QuizAttempt, start.id) or session.get(HandIn, start.id)
    return start.id if taken is None else uuid4()
