"""What comes in and goes out about the preview of a lesson."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.learning.assignments.schemas import AssignmentOut
from attune.classroom.learning.quiz.schemas import MOST_QUESTIONS, Answer, QuestionMark
from attune.classroom.learning.schemas import BlockOut
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime


class PreviewIn(Incoming):
    """The lesson as it stands on an author's screen."""

    body: LessonBody


class PreviewProblem(Outgoing):
    """Why a block cannot be shown yet, or the lesson not be published.

    code: which rule is broken, by its name, and details: what is named in its words, as a bound or a file.
    """

    block_id: UUID | None
    question_id: str | None
    field: str
    message: str
    code: str
    details: dict[str, str | int | float]


class PreviewAssignment(Outgoing):
    """An assignment as students will see it.

    due_at, due_after_days: its date or its lesson's; the days count from when a student joins the course.
    """

    assignment: AssignmentOut
    due_at: UtcDatetime | None
    due_after_days: float | None


class PreviewOut(Outgoing):
    """The blocks that can be shown, as students will see them, and everything that is still wrong.

    Of a quiz, the questions that are finished are shown; `problems` names the others.

    assignments: what the assignments among the blocks ask for, by the id of the block.
    """

    blocks: list[BlockOut]
    assignments: dict[UUID, PreviewAssignment]
    problems: list[PreviewProblem]


class PreviewAnswersIn(Incoming):
    """Answers by question, as in an attempt."""

    answers: Annotated[dict[UUID, Answer], Field(max_length=MOST_QUESTIONS)]


class PreviewResult(Outgoing):
    """How the answers were graded; nothing of it is stored."""

    score: float
    passed: bool
    questions: list[QuestionMark]
