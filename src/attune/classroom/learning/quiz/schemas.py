"""What comes in and goes out about a quiz: questions, drafts, submissions, and attempts to read again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.models import QuestionKind
from attune.classroom.learning.quiz.numbers import NumberProblem
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

ShortText = Annotated[str, StringConstraints(max_length=500), PlainText()]
Choices = Annotated[list[ShortText], Field(max_length=50)]
FiniteNumber = Annotated[float, Field(allow_inf_nan=False)]
Answer = ShortText | FiniteNumber | Choices
DraftAnswer = ShortText | Choices
MOST_QUESTIONS = 200
YEAR = 366 * 24 * 3600.0  # seconds


class ReadingStatus(StrEnum):
    """Whether a typed number was read."""

    READ = "read"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"


class NumberReadingOut(Outgoing):
    """How a typed number is read, in the marks of the content's language.

    text: the number, when it was read; approximately: as a decimal, when no decimal is exact.
    choices: what the text can mean, each of them a text that means only that.
    """

    status: ReadingStatus
    text: str | None = None
    approximately: str | None = None
    choices: list[str] = Field(default_factory=list)
    problem: NumberProblem | None = None


class DraftAnswerIn(Incoming):
    """An answer as it stands. `age_seconds`: how long ago it was given, by the device's own clock."""

    question_id: UUID
    answer: DraftAnswer
    age_seconds: Annotated[float, Field(ge=0, le=YEAR, allow_inf_nan=False)] = 0.0


class DraftIn(Incoming):
    """The answers that have changed."""

    answers: Annotated[list[DraftAnswerIn], Field(max_length=MOST_QUESTIONS)]


class DraftAnswerOut(Outgoing):
    """An answer as it stands; `reading` for a number that is not blank."""

    question_id: UUID
    answer: DraftAnswer
    changed_at: UtcDatetime
    reading: NumberReadingOut | None


class DraftOut(Outgoing):
    """Every answer of one quiz that has not been handed in."""

    answers: list[DraftAnswerOut]


class ChoiceOut(Outgoing):
    """A choice, without saying whether it is right."""

    id: UUID
    text_html: str


class QuestionOut(Outgoing):
    """A question, without its answer."""

    id: UUID
    kind: QuestionKind
    prompt_html: str
    choices: list[ChoiceOut]
    unit: str | None
    case_sensitive: bool


class QuizOut(Outgoing):
    """A quiz and how the student stands in it. `version` changes with everything that is shown of the questions."""

    graded: bool
    attempts_allowed: int | None
    attempts_used: int
    best_score: float | None
    version: str
    questions: list[QuestionOut]
    draft: list[DraftAnswerOut]


class AttemptIn(Incoming):
    """Answers by question: a choice's id, several choices' ids, a number, or a text as it was typed.

    quiz_version: of the questions that were answered; another one is refused with `quiz_changed`.
    """

    id: UUID
    answers: Annotated[dict[UUID, Answer], Field(max_length=MOST_QUESTIONS)]
    quiz_version: Annotated[str, StringConstraints(max_length=64), PlainText(lines=False)] | None = None


class QuestionMark(Outgoing):
    """How one question was answered."""

    question_id: UUID
    correct: bool
    feedback_html: str | None


class AttemptOut(Outgoing):
    """The result of a submission."""

    id: UUID
    score: float
    passed: bool
    questions: list[QuestionMark]
    attempts_left: int | None
    submitted_at: UtcDatetime


class SolutionOut(Outgoing):
    """What would have been right: choices, or texts (of a number one, within `tolerance`), and why."""

    choice_ids: list[UUID]
    texts: list[str]
    tolerance: str | None
    explanation_html: str | None


class ReviewedQuestion(Outgoing):
    """An answer that was handed in, and what became of it. `solution` only when no attempt is left."""

    question_id: UUID
    answer: Answer | None
    read_as: str | None
    correct: bool
    feedback_html: str | None
    solution: SolutionOut | None


class AttemptReview(Outgoing):
    """An attempt to read again; `number` counts from 1."""

    id: UUID
    number: int
    submitted_at: UtcDatetime
    score: float
    passed: bool
    questions: list[ReviewedQuestion]


class AttemptList(Outgoing):
    """One's own attempts at a quiz, the latest first."""

    attempts: list[AttemptReview]
    attempts_left: int | None
