"""Ten days of study, made by the same services that real students use: nothing is written that they could not do."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.content.blocks import VideoContent
from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    GapsQuestion,
    LongTextQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
    Question,
    ShortTextQuestion,
    TrueFalseQuestion,
)
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, BlockKind, Lesson, QuestionKind
from attune.classroom.learning.progress import record_progress
from attune.classroom.learning.quiz.attempts.service import submit_answers
from attune.classroom.learning.quiz.kinds import right_id
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
        blocks = blocks_of(session, lesson.id)
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
    quiz = QuizContent.stored(block.content)
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
    if isinstance(question, ShortTextQuestion):
        return question.accepted[0] if right else "the average"
    return _answer_in_parts(question, right)


def _answer_in_parts(question: Question, right: bool) -> str | list[str] | dict[str, str]:
    """An answer to the kinds that are not one choice, number or word."""
    if isinstance(question, TrueFalseQuestion):
        return str(question.answer is right).lower()
    if isinstance(question, MatchingQuestion):
        texts = [pair.right for pair in question.pairs]
        found = texts if right else texts[1:] + texts[:1]
        pairs = zip(question.pairs, found, strict=True)
        return {str(pair.id): str(right_id(question, text)) for pair, text in pairs}
    if isinstance(question, OrderingQuestion):
        order = [str(item.id) for item in question.items]
        return order if right else order[::-1]
    if isinstance(question, GapsQuestion):
        return {gap.id: gap.accepted[0] for gap in question.gaps} if right else {}
    return "I would look at the data first." if isinstance(question, LongTextQuestion) else []
