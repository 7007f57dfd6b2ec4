"""What the blocks of each kind hold: the typed form of `Block.content`."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from attune.classroom.courses.models import QuestionKind


class Content(BaseModel):
    """The base of every block's content: closed and immutable."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class MarkdownContent(Content):
    """Text as its author wrote it; it becomes HTML when it is read."""

    text: str


class VideoContent(Content):
    """A video with its captions, by the names of the course's files."""

    file: str
    captions: str
    duration_seconds: Annotated[float, Field(gt=0)]
    poster: str | None = None


class FileContent(Content):
    """A file to download, by its name among the course's files."""

    file: str
    bytes: int


class EmbedContent(Content):
    """A page of another site, opened in a new tab."""

    url: Annotated[str, Field(pattern=r"^https://")]
    title: str


class Choice(Content):
    """One of the answers to choose from."""

    id: UUID
    text: str
    correct: bool
    feedback: str | None = None


class ChoiceQuestion(Content):
    """Choose one (`single`: exactly one is right) or several (`multiple`: all the right ones and no other)."""

    id: UUID
    kind: Literal[QuestionKind.SINGLE, QuestionKind.MULTIPLE]
    prompt: str
    choices: Annotated[list[Choice], Field(min_length=2)]
    feedback: str | None = None

    @model_validator(mode="after")
    def _has_right_choices(self) -> ChoiceQuestion:
        right = sum(choice.correct for choice in self.choices)
        if right == 0 or (self.kind is QuestionKind.SINGLE and right != 1):
            message = "'{prompt}' has {right} right choices"
            raise PydanticCustomError("right_choices", message, {"prompt": self.prompt, "right": right})
        return self


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


class ShortTextQuestion(Content):
    """Write a word or two; right when it is among `accepted`, whatever the spacing, and the case unless it matters."""

    id: UUID
    kind: Literal[QuestionKind.SHORT_TEXT]
    prompt: str
    accepted: Annotated[list[str], Field(min_length=1)]
    case_sensitive: bool = False
    feedback: str | None = None


Question = Annotated[ChoiceQuestion | NumberQuestion | ShortTextQuestion, Field(discriminator="kind")]


class QuizContent(Content):
    """Questions. A graded quiz counts: it limits attempts, and nothing interrupts it."""

    graded: bool = False
    attempts_allowed: Annotated[int, Field(ge=1)] | None = None
    pass_score: Annotated[float, Field(ge=0, le=1)] = 0.6
    questions: Annotated[list[Question], Field(min_length=1)]
