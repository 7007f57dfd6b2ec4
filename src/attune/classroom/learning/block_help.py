"""Which help a block has, for whoever decides what to suggest: the facts, without a word of the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.content.items import ItemHelp
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Course
from attune.classroom.learning.prerequisites import prerequisites_of
from attune.classroom.learning.schemas import PrerequisiteOut


@dataclass(frozen=True, slots=True)
class HelpAtItem:
    """The help of one item of a quiz; `hints` counts the rungs of its ladder."""

    hints: int
    has_example: bool
    has_easier: bool


@dataclass(frozen=True, slots=True)
class HelpAtBlock:
    """The help of a block, its own or that of any of its items, whether or not a graded quiz withholds it for now."""

    graded: bool
    has_hint: bool
    has_example: bool
    has_easier: bool
    has_challenge: bool
    prerequisite: PrerequisiteOut | None
    items: Mapping[UUID, HelpAtItem]


def help_at(session: Session, block: Block) -> HelpAtBlock:
    """Look up which help `block` has."""
    quiz = QuizContent.stored(block.content) if block.kind is BlockKind.QUIZ else None
    items = {item.id: _help_at_item(item) for item in quiz.questions} if quiz else {}
    return HelpAtBlock(
        graded=quiz is not None and quiz.graded,
        has_hint=bool(block.hints) or any(item.hints for item in items.values()),
        has_example=block.example is not None or any(item.has_example for item in items.values()),
        has_easier=block.easier is not None or any(item.has_easier for item in items.values()),
        has_challenge=block.challenge is not None,
        prerequisite=prerequisites_of(session, [block.id]).get(block.id),
        items=items,
    )


def skill_of(course: Course, block: Block, item: ItemHelp | None) -> str:
    """The skill that an item practises, unique among all courses: its own where it names one, else its block."""
    if item is None or item.skill is None:
        return f"block:{block.id}"
    return f"{course.slug}/{item.skill}"


def _help_at_item(item: ItemHelp) -> HelpAtItem:
    return HelpAtItem(len(item.hints), item.example is not None, item.easier is not None)
