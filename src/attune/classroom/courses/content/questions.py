"""Questions, as each kind is asked and what is right."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.models import QuestionKind

MOST_PARTS = 50  # of a question: pairs, distractors, items, gaps
Points = Annotated[float, Field(gt=0, le=1_000, allow_inf_nan=False)]
_GAP = re.compile(r"\{\{([A-Za-z0-9-]{1,40})\}\}")


class Choice(Content):
    """One of the answers to choose from."""

    id: UUID
    text: str
    correct: bool
    feedback: str | None = None


class ChoiceQuestion(Content):
    """Choose one (`single`: exactly one is right) or several (`multiple`: all the right ones and no other).

    partial_credit: of `multiple`: each right choice earns its part, each wrong one costs as much, never below nothing.
    """

    id: UUID
    kind: Literal[QuestionKind.SINGLE, QuestionKind.MULTIPLE]
    prompt: str
    choices: Annotated[list[Choice], Field(min_length=2)]
    feedback: str | None = None
    points: Points = 1.0
    partial_credit: bool = False

    @model_validator(mode="after")
    def _has_right_choices(self) -> ChoiceQuestion:
        right = sum(choice.correct for choice in self.choices)
        if right == 0 or (self.kind is QuestionKind.SINGLE and right != 1):
            message = "'{prompt}' has {right} right choices"
            raise PydanticCustomError("right_choices", message, {"prompt": self.prompt, "right": right})
        return self


class TrueFalseQuestion(Content):
    """Say whether a statement is true."""

    id: UUID
    kind: Literal[QuestionKind.TRUE_FALSE]
    prompt: str
    answer: bool
    feedback: str | None = None
    points: Points = 1.0


class NumberQuestion(Content):
    """Give a number; right within `tolerance` of `answer`.

    unit: what the number is asked in; it is shown beside the field, and an answer may repeat it. `%` makes an answer
        of `50 %` the number 50.
    """

    id: UUID
    kind: Literal[QuestionKind.NUMBER]
    prompt: str
    answer: Annotated[float, Field(allow_inf_nan=False)]
    tolerance: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    unit: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    feedback: str | None = None
    points: Points = 1.0


class ShortTextQuestion(Content):
    """Write a word or two; right when it is among `accepted`, whatever the spacing, and the case unless it matters."""

    id: UUID
    kind: Literal[QuestionKind.SHORT_TEXT]
    prompt: str
    accepted: Annotated[list[str], Field(min_length=1)]
    case_sensitive: bool = False
    feedback: str | None = None
    points: Points = 1.0


class Pair(Content):
    """What belongs together: `right` is to be found for `left`."""

    id: UUID
    left: str
    right: str


class MatchingQuestion(Content):
    """Find for each left side its right side, among all right sides and the distractors. Each pair earns its part."""

    id: UUID
    kind: Literal[QuestionKind.MATCHING]
    prompt: str
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=MOST_PARTS)]
    distractors: Annotated[list[str], Field(max_length=MOST_PARTS)] = Field(default_factory=list)
    feedback: str | None = None
    points: Points = 1.0

    @model_validator(mode="after")
    def _distractors_match_nothing(self) -> MatchingQuestion:
        both = {pair.right for pair in self.pairs} & set(self.distractors)
        if both:
            raise PydanticCustomError("distractor_is_right", "'{text}' is a distractor and right", {"text": min(both)})
        return self


class OrderedItem(Content):
    """One of the things to put in order."""

    id: UUID
    text: str


class OrderingQuestion(Content):
    """Put things in order; the order in which they are stored is right. Each right neighbourhood earns its part."""

    id: UUID
    kind: Literal[QuestionKind.ORDERING]
    prompt: str
    items: Annotated[list[OrderedItem], Field(min_length=2, max_length=MOST_PARTS)]
    feedback: str | None = None
    points: Points = 1.0


class Gap(Content):
    """A gap in a text: what is accepted, compared as a short answer is. With `choices` one of them is chosen."""

    id: Annotated[
        str,
        Field(pattern=r"^[A-Za-z0-9-]{1,40}$", description="1 to 40 letters, digits and hyphens, as in {{gap-1}}"),
    ]
    accepted: Annotated[list[str], Field(min_length=1, max_length=MOST_PARTS)]
    choices: Annotated[list[str], Field(min_length=2, max_length=MOST_PARTS)] | None = None


class GapsQuestion(Content):
    """Fill the gaps of a text, in which `{{id}}` stands for each. Each gap earns its part."""

    id: UUID
    kind: Literal[QuestionKind.GAPS]
    prompt: str
    text: str
    gaps: Annotated[list[Gap], Field(min_length=1, max_length=MOST_PARTS)]
    feedback: str | None = None
    points: Points = 1.0

    @model_validator(mode="after")
    def _has_every_gap_once(self) -> GapsQuestion:
        in_text, described = Counter(_GAP.findall(self.text)), Counter(gap.id for gap in self.gaps)
        odd = sorted(gap for gap in in_text | described if (in_text[gap], described[gap]) != (1, 1))
        if odd:
            message = "the gap '{gap}' has to stand once in 'text' and once in 'gaps'"
            raise PydanticCustomError("gaps_differ", message, {"gap": odd[0]})
        return self


class LongTextQuestion(Content):
    """Write some sentences, which a tutor grades. `rubric`: Markdown, what is looked at."""

    id: UUID
    kind: Literal[QuestionKind.LONG_TEXT]
    prompt: str
    min_words: Annotated[int, Field(ge=1, le=10_000)] | None = None
    max_words: Annotated[int, Field(ge=1, le=10_000)] | None = None
    rubric: str | None = None
    feedback: str | None = None
    points: Points = 1.0


class FileQuestion(Content):
    """Hand in files, which a tutor grades. `accept`: endings of names, as in .pdf; empty takes what courses take."""

    id: UUID
    kind: Literal[QuestionKind.FILE]
    prompt: str
    accept: Annotated[
        list[Annotated[str, Field(pattern=r"^\.[a-z0-9]{1,10}$", description="an ending, as in .pdf")]],
        Field(max_length=20),
    ] = Field(default_factory=list)
    max_files: Annotated[int, Field(ge=1, le=20)] = 1
    feedback: str | None = None
    points: Points = 1.0


AutoGraded = (
    ChoiceQuestion
    | TrueFalseQuestion
    | NumberQuestion
    | ShortTextQuestion
    | MatchingQuestion
    | OrderingQuestion
    | GapsQuestion
)
TutorGraded = LongTextQuestion | FileQuestion
EasierQuestion = Annotated[AutoGraded, Field(discriminator="kind")]
Question = Annotated[AutoGraded | TutorGraded, Field(discriminator="kind")]
