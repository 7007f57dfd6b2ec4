"""What comes in and goes out about a quiz: questions, drafts, submissions, and attempts to read again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.content.quiz import ReviewRule
from attune.classroom.courses.models import QuestionKind
from attune.classroom.learning.models import WorkState
from attune.classroom.learning.quiz.numbers import NumberProblem
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

ShortText = Annotated[str, StringConstraints(max_length=500), PlainText()]
LongText = Annotated[str, StringConstraints(max_length=20_000), PlainText()]
Choices = Annotated[list[ShortText], Field(max_length=50)]
TextByKey = Annotated[dict[ShortText, ShortText], Field(max_length=50)]
FiniteNumber = Annotated[float, Field(allow_inf_nan=False)]
Answer = LongText | FiniteNumber | Choices | TextByKey
DraftAnswer = LongText | Choices | TextByKey
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


class WorkFileOut(Outgoing):
    """A file that a student handed in, or is going to."""

    id: UUID
    name: str
    bytes: int
    url: str


class DraftAnswerOut(Outgoing):
    """An answer as it stands; `reading` for a number that is not blank, `files` for a question for files."""

    question_id: UUID
    answer: DraftAnswer
    changed_at: UtcDatetime
    reading: NumberReadingOut | None
    files: list[WorkFileOut] = Field(default_factory=list)


class DraftOut(Outgoing):
    """Every answer of one quiz that has not been handed in."""

    answers: list[DraftAnswerOut]


class ChoiceOut(Outgoing):
    """A choice, without saying whether it is right."""

    id: UUID
    text_html: str


class GapOut(Outgoing):
    """A gap of a text; with `choices` one of them is chosen."""

    id: str
    choices: list[str] | None


class EasierQuestionOut(Outgoing):
    """A question, without its answer. What its kind does not have is empty.

    lefts, rights: of matching; items: to order; text_html: of gaps, with `{{id}}` for each, described in `gaps`.
    min_words, max_words, rubric_html: of a long text; accept, max_files: of files.
    """

    id: UUID
    kind: QuestionKind
    prompt_html: str
    points: float
    choices: list[ChoiceOut]
    unit: str | None
    case_sensitive: bool
    lefts: list[ChoiceOut]
    rights: list[ChoiceOut]
    items: list[ChoiceOut]
    text_html: str | None
    gaps: list[GapOut]
    min_words: int | None
    max_words: int | None
    rubric_html: str | None
    accept: list[str]
    max_files: int | None


class QuestionOut(EasierQuestionOut):
    """A question of a quiz with its help as html, opened on request.

    hints: a ladder, the first nudge first.
    example: of this question; without one, the block's serves.
    easier: a question that asks less, answered without counting.
    """

    hints: list[str]
    example: str | None
    easier: EasierQuestionOut | None


class OpenAttempt(Outgoing):
    """An attempt that has been started; it is handed in under its id. `ends_at` is by the server's clock."""

    id: UUID
    started_at: UtcDatetime
    ends_at: UtcDatetime | None


class QuizOut(Outgoing):
    """A quiz and how the student stands in it.

    version: changes with everything that is shown of the questions.
    help_withheld: the quiz has help, is graded, and has not been handed in. Its help is not sent, and opens afterwards.
    begins_by_hand: an attempt has to be started; until then, and until the quiz is available, no question is listed.
    review: when it is shown how each answer was graded.
    points: that an attempt can earn; None before the quiz opens.
    reopened_until: what the server had handed in was opened again until then, for the student was given more time.
    """

    graded: bool
    attempts_allowed: int | None
    attempts_used: int
    best_score: float | None
    version: str
    help_withheld: bool
    questions: list[QuestionOut]
    draft: list[DraftAnswerOut]
    begins_by_hand: bool
    time_limit_minutes: int | None
    grace_seconds: int
    available_from: UtcDatetime | None
    available_until: UtcDatetime | None
    review: ReviewRule
    pass_score: float
    weight: float
    points: float | None
    open_attempt: OpenAttempt | None
    reopened_until: UtcDatetime | None
    server_time: UtcDatetime


class StartOut(OpenAttempt):
    """An attempt that has been started, with its questions and what has been answered so far."""

    version: str
    questions: list[QuestionOut]
    draft: list[DraftAnswerOut]
    server_time: UtcDatetime


class AttemptIn(Incoming):
    """Answers by question: a choice's id, several choices' ids, a number, or a text as it was typed.

    true_false takes "true" or "false", matching {left_id: right_id}, ordering the ids in order, gaps {gap_id: text},
    file the ids of files. An attempt that was started is handed in under the id that the start gave it.
    quiz_version: of the questions that were answered; another one is refused with `quiz_changed`.
    """

    id: UUID
    answers: Annotated[dict[UUID, Answer], Field(max_length=MOST_QUESTIONS)]
    quiz_version: Annotated[str, StringConstraints(max_length=64), PlainText(lines=False)] | None = None


class EasierAnswerIn(Incoming):
    """An answer to an easier question, as in an attempt."""

    answer: Answer


class EasierResult(Outgoing):
    """Whether the answer to an easier question was right, and what the author says about it. It is stored nowhere."""

    correct: bool
    feedback_html: str | None


class QuestionMark(Outgoing):
    """How one question was answered. `correct` and `points` are null while it waits for a tutor."""

    question_id: UUID
    correct: bool | None
    points: float | None
    max_points: float
    state: WorkState
    feedback_html: str | None
    comment_html: str | None


class AttemptOut(Outgoing):
    """The result of a submission.

    score: the share of the points, without what waits for a tutor.
    marks_shown: whether the quiz shows by now how each answer was graded; else `questions` is empty.
    automatic: the time was up, and the server handed in what had been saved.
    late: it came within the grace after the end.
    result_at: when the result is shown, where its tutor hides the grades until then; score and passed are None.
    """

    id: UUID
    score: float | None
    passed: bool | None
    state: WorkState
    questions: list[QuestionMark]
    marks_shown: bool
    automatic: bool
    late: bool
    attempts_left: int | None
    submitted_at: UtcDatetime
    result_at: UtcDatetime | None


class PairOut(Outgoing):
    """A left side and its right side."""

    left_id: UUID
    right_id: UUID


class SolutionOut(Outgoing):
    """What would have been right: choices, texts (of a number one, within `tolerance`), pairs, an order, gaps; and why.

    texts: of a question whether something is true, `true` or `false`.
    """

    choice_ids: list[UUID]
    texts: list[str]
    tolerance: str | None
    pairs: list[PairOut]
    order: list[UUID]
    gaps: dict[str, list[str]]
    explanation_html: str | None


class ReviewedQuestion(QuestionMark):
    """An answer that was handed in, and what became of it.

    question: as it was asked in this attempt.  solution: only when nothing can be handed in any more.
    """

    answer: Answer | None
    files: list[WorkFileOut]
    read_as: str | None
    question: QuestionOut | None
    solution: SolutionOut | None


class AttemptReview(Outgoing):
    """An attempt to read again; `number` counts from 1. Without `marks_shown` no answer says whether it was right.

    counts: false for one from when the quiz was for practice, where its tutor lets those not count.
    result_at: as of the result of a submission.
    """

    id: UUID
    number: int
    submitted_at: UtcDatetime
    score: float | None
    passed: bool | None
    state: WorkState
    marks_shown: bool
    automatic: bool
    late: bool
    counts: bool
    result_at: UtcDatetime | None
    comment_html: str | None
    questions: list[ReviewedQuestion]


class AttemptList(Outgoing):
    """One's own attempts at a quiz, the latest first."""

    attempts: list[AttemptReview]
    attempts_left: int | None
