"""Items of a quiz: questions with the help that each of them has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.content.questions import (
    ChoiceQuestion,
    EasierQuestion,
    FileQuestion,
    GapsQuestion,
    LongTextQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
    ShortTextQuestion,
    TrueFalseQuestion,
)

HelpText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Name = Annotated[
    str, Field(pattern=r"^[a-z0-9-]{1,60}$", description="1 to 60 small letters, digits and hyphens, as in the-mean")
]


class ItemHelp(Content):
    """What an item of a quiz has beside its question; what was stored before items had help reads as none.

    skill: what the item practises, by a name of its course; items of one skill are evidence about the same thing.
    hints: Markdown, from a nudge to the last step before the answer; never the answer.
    example: a worked example in Markdown; without one, the block's serves.
    easier: a question of the same kind that asks less. Answers to it are graded and stored nowhere.
    pool: the items that a quiz draws some of, by a name of the quiz.
    """

    skill: Name | None = None
    hints: list[HelpText] = Field(default_factory=list, max_length=10)
    example: HelpText | None = None
    easier: EasierQuestion | None = None
    pool: Name | None = None


class ChoiceItem(ChoiceQuestion, ItemHelp):
    """A question to choose at, with its help."""


class TrueFalseItem(TrueFalseQuestion, ItemHelp):
    """A statement to judge, with its help."""


class NumberItem(NumberQuestion, ItemHelp):
    """A question for a number, with its help."""


class ShortTextItem(ShortTextQuestion, ItemHelp):
    """A question for a word or two, with its help."""


class MatchingItem(MatchingQuestion, ItemHelp):
    """Sides to match, with their help."""


class OrderingItem(OrderingQuestion, ItemHelp):
    """Things to order, with their help."""


class GapsItem(GapsQuestion, ItemHelp):
    """A text with gaps, with its help."""


class LongTextItem(LongTextQuestion, ItemHelp):
    """A question for some sentences, with its help."""


class FileItem(FileQuestion, ItemHelp):
    """A question for files, with its help."""


Item = Annotated[
    ChoiceItem
    | TrueFalseItem
    | NumberItem
    | ShortTextItem
    | MatchingItem
    | OrderingItem
    | GapsItem
    | LongTextItem
    | FileItem,
    Field(discriminator="kind"),
]
