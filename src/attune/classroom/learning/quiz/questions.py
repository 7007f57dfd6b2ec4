"""The questions of a quiz as a student sees them: rendered, without answers, and with a version to tell a change by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block
from attune.classroom.courses.content import ChoiceQuestion, NumberQuestion, Question, QuizContent, ShortTextQuestion
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.quiz.schemas import ChoiceOut, QuestionOut, QuizOut
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.markdown import LinkTargets, inline_html, to_html
from attune.classroom.platform.permissions import Actor


def find_quiz(session: Session, actor: Actor, block_id: UUID) -> tuple[Block, Lesson, QuizContent]:
    """The quiz with this id, if the actor may see it; raises NotFound, also for a block of another kind."""
    block, lesson = find_block(session, actor, block_id)
    if block.kind is not BlockKind.QUIZ:
        raise NotFound(f"Block {block_id} is not a quiz.", block_id=str(block_id))
    return block, lesson, QuizContent.model_validate(block.content)


def attempts_left(quiz: QuizContent, used: int) -> int | None:
    """How many more attempts a student has; None where there is no limit."""
    return None if quiz.attempts_allowed is None else max(0, quiz.attempts_allowed - used)


def show_quiz(quiz: QuizContent, attempts: Sequence[QuizAttempt], targets: LinkTargets) -> QuizOut:
    """A quiz with how the student stands in it, without the draft."""
    return QuizOut(
        graded=quiz.graded,
        attempts_allowed=quiz.attempts_allowed,
        attempts_used=len(attempts),
        best_score=max((attempt.score for attempt in attempts), default=None),
        version=quiz_version(quiz),
        questions=[_show_question(question, targets) for question in quiz.questions],
        draft=[],
    )


def quiz_version(quiz: QuizContent) -> str:
    """A digest of everything that a student sees of the questions; the answer key does not change it."""
    shown = [[str(question.id), question.kind, question.prompt, _details(question)] for question in quiz.questions]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def _details(question: Question) -> object:
    if isinstance(question, ChoiceQuestion):
        return [[str(choice.id), choice.text] for choice in question.choices]
    return question.unit if isinstance(question, NumberQuestion) else question.case_sensitive


def _show_question(question: Question, targets: LinkTargets) -> QuestionOut:
    choices = question.choices if isinstance(question, ChoiceQuestion) else []
    return QuestionOut(
        id=question.id,
        kind=question.kind,
        prompt_html=to_html(question.prompt, targets),
        choices=[ChoiceOut(id=choice.id, text_html=inline_html(choice.text, targets)) for choice in choices],
        unit=question.unit if isinstance(question, NumberQuestion) else None,
        case_sensitive=isinstance(question, ShortTextQuestion) and question.case_sensitive,
    )
