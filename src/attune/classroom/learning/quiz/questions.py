"""The questions of a quiz as a student sees them: rendered, without answers, and with a version to tell a change by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block
from attune.classroom.courses.content.items import Item
from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    FileQuestion,
    GapsQuestion,
    LongTextQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
    Question,
    ShortTextQuestion,
)
from attune.classroom.courses.content.quiz import QuizContent, ReviewRule
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.completion import attempts_used
from attune.classroom.learning.models import QuizAttempt, QuizStart
from attune.classroom.learning.quiz.kinds import right_id
from attune.classroom.learning.quiz.schemas import (
    ChoiceOut,
    EasierQuestionOut,
    GapOut,
    OpenAttempt,
    QuestionOut,
    QuizOut,
)
from attune.classroom.learning.quiz.selection import draw, items_of, rights_of, seed_of, shuffle_choices
from attune.classroom.learning.quiz.starts import own_quiz
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.markdown import LinkTargets, inline_html, to_html
from attune.classroom.platform.permissions import Actor, Role


@dataclass(frozen=True, slots=True)
class QuizStatus:
    """How a user stands at a quiz: what was handed in and counts, oldest first, and what is under way."""

    user_id: UUID
    block_id: UUID
    attempts: Sequence[QuizAttempt]
    start: QuizStart | None
    now: datetime
    for_student: bool = True

    @property
    def seed(self) -> str:
        """What the questions of the present attempt are drawn and shuffled by."""
        if self.start is not None:
            return str(self.start.id)
        return seed_of(self.user_id, self.block_id, len(self.attempts))


def find_quiz(session: Session, actor: Actor, block_id: UUID) -> tuple[Block, Lesson, QuizContent]:
    """The quiz with this id, for a student as long as it is open to them, if the actor may see it.

    Raises:
        NotFound: there is none, or the block is of another kind.
    """
    block, lesson = find_block(session, actor, block_id)
    if block.kind is not BlockKind.QUIZ:
        raise NotFound(f"Block {block_id} is not a quiz.", block_id=str(block_id))
    quiz = QuizContent.stored(block.content)
    return block, lesson, own_quiz(session, actor.id, block, quiz) if actor.role is Role.STUDENT else quiz


def attempts_left(quiz: QuizContent, used: int) -> int | None:
    """How many more attempts a student has; None where there is no limit."""
    return None if quiz.attempts_allowed is None else max(0, quiz.attempts_allowed - used)


def opens_later(quiz: QuizContent, now: datetime) -> bool:
    """Whether a quiz has not opened yet: until then nothing of it shows but its title and its dates."""
    return quiz.available_from is not None and now < quiz.available_from


def is_over(quiz: QuizContent, now: datetime) -> bool:
    """Whether nothing more can be handed in, whoever has attempts left."""
    return quiz.available_until is not None and now >= quiz.available_until


def shows_marks(quiz: QuizContent, used: int, now: datetime) -> bool:
    """Whether a student sees by now how each answer was graded."""
    if quiz.review is ReviewRule.AFTER_LAST:
        return attempts_left(quiz, used) == 0 or is_over(quiz, now)
    return quiz.review is not ReviewRule.AFTER_DUE or is_over(quiz, now)


def withholds_help(quiz: QuizContent, used: int) -> bool:
    """Whether hints, examples and easier questions wait: what counts is done alone, and read up on afterwards."""
    return quiz.graded and used == 0


def has_help(item: Item) -> bool:
    """Whether a student who is stuck has anything to open at an item."""
    return bool(item.hints) or item.example is not None or item.easier is not None


def asked_now(quiz: QuizContent, status: QuizStatus) -> QuizContent:
    """The quiz with the questions of the present attempt; with none before it may be begun, or has been."""
    if not status.for_student:
        return quiz
    if opens_later(quiz, status.now) or (quiz.begins_by_hand and status.start is None):
        return quiz.model_copy(update={"questions": []})
    return draw(quiz, status.seed)


def show_quiz(quiz: QuizContent, status: QuizStatus, targets: LinkTargets, *, with_help: bool) -> QuizOut:
    """A quiz with how the student stands in it, without the draft; its items with their help, or without."""
    attempts, start = status.attempts, status.start
    early = status.for_student and opens_later(quiz, status.now)
    return QuizOut(
        graded=quiz.graded,
        attempts_allowed=quiz.attempts_allowed,
        attempts_used=attempts_used(attempts, status.now),
        reopened_until=max(
            (each.reopened_until for each in attempts if each.reopened_until and each.reopened_until > status.now),
            default=None,
        ),
        best_score=max((attempt.score for attempt in attempts), default=None),
        version=quiz_version(quiz.model_copy(update={"questions": []}) if early else quiz),
        help_withheld=not with_help,
        questions=show_items(asked_now(quiz, status), status.seed, targets, with_help=with_help),
        draft=[],
        begins_by_hand=quiz.begins_by_hand,
        time_limit_minutes=quiz.time_limit_minutes,
        grace_seconds=quiz.grace_seconds,
        available_from=quiz.available_from,
        available_until=quiz.available_until,
        review=quiz.review,
        pass_score=quiz.pass_score,
        weight=quiz.weight,
        points=None if early else quiz.points,
        open_attempt=OpenAttempt.model_validate(start) if start is not None else None,
        server_time=status.now,
    )


def show_items(quiz: QuizContent, seed: str, targets: LinkTargets, *, with_help: bool) -> list[QuestionOut]:
    """The items of a quiz, in its order; their choices in the order of the seed where the quiz is shuffled."""
    items = [shuffle_choices(item, seed) for item in quiz.questions] if quiz.shuffle else quiz.questions
    return [_show_item(item, seed, targets, with_help) for item in items]


def quiz_version(quiz: QuizContent) -> str:
    """A digest of everything that a student sees of the questions; the answer key does not change it."""
    shown = [[str(question.id), question.kind, question.prompt, _details(question)] for question in quiz.questions]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


def _details(question: Question) -> object:
    if isinstance(question, ChoiceQuestion):
        return [[str(choice.id), choice.text] for choice in question.choices]
    if isinstance(question, MatchingQuestion):
        rights = sorted({*(pair.right for pair in question.pairs), *question.distractors})
        return [[[str(pair.id), pair.left] for pair in question.pairs], rights]
    if isinstance(question, OrderingQuestion):
        return sorted([str(item.id), item.text] for item in question.items)
    if isinstance(question, GapsQuestion):
        return [question.text, [[gap.id, gap.choices and sorted(gap.choices)] for gap in question.gaps]]
    if isinstance(question, LongTextQuestion):
        return [question.min_words, question.max_words, question.rubric]
    if isinstance(question, FileQuestion):
        return [question.accept, question.max_files]
    if isinstance(question, NumberQuestion):
        return question.unit
    return isinstance(question, ShortTextQuestion) and question.case_sensitive


def _show_item(item: Item, seed: str, targets: LinkTargets, with_help: bool) -> QuestionOut:
    shown = _show_question(item, seed, targets).model_dump()
    if not with_help:
        return QuestionOut(**shown, hints=[], example=None, easier=None)
    return QuestionOut(
        **shown,
        hints=[to_html(hint, targets) for hint in item.hints],
        example=to_html(item.example, targets) if item.example else None,
        easier=_show_question(item.easier, seed, targets) if item.easier else None,
    )


def _show_question(question: Question, seed: str, targets: LinkTargets) -> EasierQuestionOut:
    shown: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "prompt_html": to_html(question.prompt, targets),
        "points": question.points,
        "choices": [],
        "unit": question.unit if isinstance(question, NumberQuestion) else None,
        "case_sensitive": isinstance(question, ShortTextQuestion) and question.case_sensitive,
        "lefts": [],
        "rights": [],
        "items": [],
        "text_html": None,
        "gaps": [],
        "min_words": None,
        "max_words": None,
        "rubric_html": None,
        "accept": [],
        "max_files": None,
    }
    return EasierQuestionOut(**shown | _kind_fields(question, seed, targets))


def _kind_fields(question: Question, seed: str, targets: LinkTargets) -> dict[str, Any]:
    """What only questions of this kind show."""
    if isinstance(question, ChoiceQuestion):
        return {"choices": [_choice(choice.id, choice.text, targets) for choice in question.choices]}
    if isinstance(question, MatchingQuestion):
        rights = [_choice(right_id(question, text), text, targets) for text in rights_of(question, seed)]
        return {"lefts": [_choice(pair.id, pair.left, targets) for pair in question.pairs], "rights": rights}
    if isinstance(question, OrderingQuestion):
        texts = {item.id: item.text for item in question.items}
        return {"items": [_choice(item, texts[item], targets) for item in items_of(question, seed)]}
    if isinstance(question, GapsQuestion):
        gaps = [GapOut(id=gap.id, choices=gap.choices) for gap in question.gaps]
        return {"text_html": to_html(question.text, targets), "gaps": gaps}
    if isinstance(question, LongTextQuestion):
        rubric = to_html(question.rubric, targets) if question.rubric else None
        return {"min_words": question.min_words, "max_words": question.max_words, "rubric_html": rubric}
    if isinstance(question, FileQuestion):
        return {"accept": question.accept, "max_files": question.max_files}
    return {}


def _choice(choice_id: UUID, text: str, targets: LinkTargets) -> ChoiceOut:
    return ChoiceOut(id=choice_id, text_html=inline_html(text, targets))
