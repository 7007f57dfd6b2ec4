"""More time after the server has handed in: the attempt goes on until the student's new date, and uses none up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.due import own_dates
from attune.classroom.learning.models import QuizAttempt, QuizDraft
from attune.classroom.learning.progress import begin_lesson
from attune.classroom.learning.quiz.starts import closes_at, own_quiz


def follow_extensions(session: Session, block: Block, lesson: Lesson, user_ids: Sequence[UUID], now: datetime) -> int:
    """Let these students go on, whose last attempt at a quiz the server handed in, until the dates that they have now.

    What they had answered is their draft again, and the attempt stays: of several the best counts. Where the date is
    taken back, or has passed, the attempt is used up.

    Returns:
        How many can go on who could not before.
    """
    if block.kind is not BlockKind.QUIZ:
        return 0
    quiz = QuizContent.stored(block.content)
    return sum([_follow(session, block, lesson, quiz, user_id, now) for user_id in user_ids])


def _follow(session: Session, block: Block, lesson: Lesson, quiz: QuizContent, user_id: UUID, now: datetime) -> bool:
    last = _last_attempt(session, user_id, block.id)
    if last is None or not last.automatic:
        return False
    begin_lesson(session, user_id, lesson, now)  # its lock: what is handed in now comes before or after
    last = _last_attempt(session, user_id, block.id)
    if last is None or not last.automatic:
        return False
    date = own_dates(session, user_id, [block.id]).get(block.id)
    before, until = last.reopened_until, date if date is not None and date > now else None
    last.reopened_until = until
    goes_on = until is not None and (before is None or before <= now)
    if goes_on:
        _restore_answers(session, last, lesson, own_quiz(session, user_id, block, quiz), now)
    session.flush()
    return goes_on


def _last_attempt(session: Session, user_id: UUID, block_id: UUID) -> QuizAttempt | None:
    return session.scalar(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.block_id == block_id)
        .order_by(QuizAttempt.submitted_at.desc(), QuizAttempt.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _restore_answers(session: Session, attempt: QuizAttempt, lesson: Lesson, quiz: QuizContent, now: datetime) -> None:
    """Let what was handed in be the draft again, without what the student has written since."""
    asked = {str(question.id) for question in quiz.questions}
    for question_id, answer in attempt.answers.items():
        key = attempt.user_id, attempt.block_id, UUID(question_id)
        if question_id in asked and session.get(QuizDraft, key) is None:
            session.add(
                QuizDraft(
                    user_id=attempt.user_id,
                    block_id=attempt.block_id,
                    question_id=UUID(question_id),
                    course_id=lesson.course_id,
                    answer=answer if not isinstance(answer, float | int) else f"{answer:g}",
                    changed_at=now,
                    closes_at=closes_at(quiz),
                )
            )
