"""Ten days of study, made by the same services that real students use: nothing is written that they could not do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.content import ChoiceQuestion, NumberQuestion, Question, QuizContent, VideoContent
from attune.classroom.courses.models import Block, BlockKind, Lesson, QuestionKind
from attune.classroom.learning.progress import record_progress
from attune.classroom.learning.quiz.attempts import submit_answers
from attune.classroom.learning.quiz.schemas import AttemptIn
from attune.classroom.learning.schemas import ProgressIn, ProgressStatus
from attune.classroom.platform.permissions import Actor

DAYS = 10
BLOCK_MINUTES = 3.0


def study(
    session: Session,
    student: User,
    lessons: Sequence[Lesson],
    *,
    done: int,
    skill: float,
    rng: random.Random,
    now: datetime,
) -> None:
    """Let a student finish the first `done` lessons over the last ten days and begin the next one.

    skill: how likely each question is answered rightly, 0..1.
    """
    actor = student.as_actor()
    for place, lesson in enumerate(lessons[: done + 1]):
        days_ago = DAYS * (1 - place / (done + 1)) - rng.uniform(0.0, 0.4)
        at = now - timedelta(days=max(days_ago, 0.05))
        blocks = session.scalars(select(Block).where(Block.lesson_id == lesson.id).order_by(Block.position)).all()
        reached = blocks if place < done else blocks[: max(1, len(blocks) // 2)]
        for block in reached:
            at += timedelta(minutes=BLOCK_MINUTES * rng.uniform(0.6, 1.6))
            _work_at(session, actor, lesson, block, skill, rng, at)
    student.created_at = now - timedelta(days=DAYS + 4)
    student.last_seen_at = at


def _work_at(
    session: Session, actor: Actor, lesson: Lesson, block: Block, skill: float, rng: random.Random, at: datetime
) -> None:
    seconds = VideoContent.model_validate(block.content).duration_seconds if block.kind is BlockKind.VIDEO else None
    progress = ProgressIn(block_id=block.id, status=ProgressStatus.COMPLETED, video_seconds=seconds)
    record_progress(session, actor, lesson.id, progress, at)
    if block.kind is not BlockKind.QUIZ:
        return
    quiz = QuizContent.model_validate(block.content)
    for turn in range(2):
        answers = {question.id: answer_question(question, skill + 0.2 * turn, rng) for question in quiz.questions}
        submission = AttemptIn(id=UUID(int=rng.getrandbits(128), version=4), answers=answers)
        result = submit_answers(session, actor, block.id, submission, at + timedelta(minutes=2 * turn))
        if result.passed:
            return


def answer_question(question: Question, skill: float, rng: random.Random) -> Any:  # noqa: ANN401 - as a client sends it
    """An answer, right as often as `skill` says (0..1)."""
    right = rng.random() < skill
    if isinstance(question, ChoiceQuestion):
        chosen = [str(choice.id) for choice in question.choices if choice.correct is right]
        return chosen[0] if question.kind is QuestionKind.SINGLE else chosen
    if isinstance(question, NumberQuestion):
        return question.answer if right else question.answer + 1
    return question.accepted[0] if right else "the average"
