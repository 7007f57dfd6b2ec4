"""Which questions an attempt asks, and in which order: drawn and shuffled by a seed, the same each time it is asked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from attune.classroom.courses.content.items import Item
from attune.classroom.courses.content.questions import ChoiceQuestion, GapsQuestion, MatchingQuestion, OrderingQuestion
from attune.classroom.courses.content.quiz import QuizContent

T = TypeVar("T")


def seed_of(user_id: UUID, block_id: UUID, attempts_used: int) -> str:
    """The seed of an attempt that nobody has to start: another for each student, quiz and attempt."""
    return f"{user_id}:{block_id}:{attempts_used}"


def draw(quiz: QuizContent, seed: str) -> QuizContent:
    """The quiz as one attempt asks it: of each pool as many items as it draws, shuffled where the quiz says so."""
    picked = _pick(quiz, seed)
    if quiz.shuffle:
        picked = shuffled(picked, f"{seed}:order")
    return quiz.model_copy(update={"questions": picked, "draw": {}})


def shuffled(things: Sequence[T], seed: str) -> list[T]:
    """The things in an order that the seed decides."""
    mixed = list(things)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - it guards no secret, and has to be the same again
    return mixed


def shuffle_choices(item: Item, seed: str) -> Item:
    """The item with its choices in another order; `single`, `multiple` and gaps with choices have some."""
    if isinstance(item, ChoiceQuestion):
        return item.model_copy(update={"choices": shuffled(item.choices, f"{seed}:{item.id}")})
    if isinstance(item, GapsQuestion):
        mixed = [gap.choices and shuffled(gap.choices, f"{seed}:{gap.id}") for gap in item.gaps]
        gaps = [gap.model_copy(update={"choices": each}) for gap, each in zip(item.gaps, mixed, strict=True)]
        return item.model_copy(update={"gaps": gaps})
    return item


def rights_of(question: MatchingQuestion, seed: str) -> list[str]:
    """Every right side once, distractors among them, in an order that tells nothing."""
    texts = dict.fromkeys((*(pair.right for pair in question.pairs), *question.distractors))
    return shuffled(sorted(texts), f"{seed}:{question.id}")


def items_of(question: OrderingQuestion, seed: str) -> list[UUID]:
    """The ids of what is to be ordered, never in the right order to begin with."""
    order = [item.id for item in question.items]
    mixed = shuffled(order, f"{seed}:{question.id}")
    return mixed if mixed != order else [*mixed[1:], mixed[0]]


def _pick(quiz: QuizContent, seed: str) -> list[Item]:
    chosen: set[UUID] = set()
    for pool, count in quiz.draw.items():
        members = [item.id for item in quiz.questions if item.pool == pool]
        chosen |= set(shuffled(members, f"{seed}:{pool}")[:count])
    return [item for item in quiz.questions if item.pool not in quiz.draw or item.id in chosen]
