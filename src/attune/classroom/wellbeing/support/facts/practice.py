"""What a student practised in the last weeks, in every lesson, from the quizzes that they handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.practice.opportunities import HandIn, Opportunity, Practice
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.block_help import skill_of
from attune.classroom.learning.gradebook.hidden import results_at
from attune.classroom.learning.lesson_status import LessonStatus
from attune.classroom.learning.models import QuizAttempt

LOOKED_BACK = timedelta(days=90)  # a term: what was practised before it has been forgotten or is known by now


@dataclass(frozen=True, slots=True)
class _Quiz:
    """A quiz as it is now. skills: by item; an item that is gone since counts for the block."""

    lesson_id: UUID
    graded: bool
    skills: Mapping[str, str]


def read_practice(session: Session, student_id: UUID, now: datetime) -> Practice:
    """The opportunities and hand-ins of LOOKED_BACK, oldest first, of quizzes whose grades show; three queries."""
    attempts = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == student_id, QuizAttempt.submitted_at >= now - LOOKED_BACK)
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    quizzes = _quizzes(session, {attempt.block_id for attempt in attempts}) if attempts else {}
    hidden = results_at(session, [key for key, quiz in quizzes.items() if quiz.graded], now)
    opportunities: list[Opportunity] = []
    hand_ins: list[HandIn] = []
    numbers: Counter[UUID] = Counter()
    for attempt in attempts:
        quiz = quizzes.get(attempt.block_id)
        if quiz is None or attempt.block_id in hidden:  # it is no quiz any more; what is said would tell its result
            continue
        numbers[attempt.block_id] += 1
        opportunities += _opportunities(attempt, quiz, numbers[attempt.block_id])
        hand_ins.append(as_hand_in(attempt, numbers[attempt.block_id], graded=quiz.graded))
    return Practice(tuple(opportunities), tuple(hand_ins))


def as_hand_in(attempt: QuizAttempt, number: int, *, graded: bool) -> HandIn:
    """A hand-in as `affect` sees it."""
    right = sum(mark["correct"] is True for mark in attempt.marks)
    wrong = sum(mark["correct"] is False for mark in attempt.marks)  # the others wait for a tutor
    return HandIn(str(attempt.block_id), attempt.submitted_at, attempt.passed, right, wrong, number, graded)


def with_pace(practice: Practice, status: LessonStatus, block: Block) -> Practice:
    """The practice with how long the first hand-in of a quiz took, where that is known, and was meant to take.

    The time runs from when the block came into view, so that it is never said to be shorter than it was. A view that
    is only known from the hand-in itself says nothing.
    """
    attempts, progress = status.attempts_at(block.id), status.by_block.get(block.id)
    if not attempts or progress is None:
        return practice
    taken = (attempts[0].submitted_at - progress.viewed_at).total_seconds()
    if taken <= 0:
        return practice
    items = max(1, len(attempts[0].marks))
    meant = expected_seconds(status.lesson.minutes, status.blocks)[block.id]
    paced = (
        replace(each, seconds=taken / items, expected_seconds=meant / items)
        if each.block_id == str(block.id) and each.attempt == 1
        else each
        for each in practice.opportunities
    )
    return replace(practice, opportunities=tuple(paced))


def _quizzes(session: Session, block_ids: set[UUID]) -> Mapping[UUID, _Quiz]:
    rows = session.execute(
        select(Block, Course)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(Block.id.in_(block_ids), Block.kind == BlockKind.QUIZ)
    )
    return {block.id: _as_quiz(block, course) for block, course in rows}


def _as_quiz(block: Block, course: Course) -> _Quiz:
    content = QuizContent.stored(block.content)
    skills = {str(item.id): skill_of(course, block, item) for item in content.questions}
    return _Quiz(block.lesson_id, content.graded, skills)


def _opportunities(attempt: QuizAttempt, quiz: _Quiz, number: int) -> Sequence[Opportunity]:
    return [
        Opportunity(
            skill=quiz.skills.get(mark["question_id"], f"block:{attempt.block_id}"),
            item_id=mark["question_id"],
            block_id=str(attempt.block_id),
            lesson_id=str(quiz.lesson_id),
            at=attempt.submitted_at,
            right=mark["correct"],
            attempt=number,
            graded=quiz.graded,
        )
        for mark in attempt.marks
        if mark["correct"] is not None
    ]
