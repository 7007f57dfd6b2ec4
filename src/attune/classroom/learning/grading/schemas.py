"""What comes in and goes out while a tutor grades."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from attune.classroom.learning.assignments.schemas import AnnotationOut, AssignmentOut
from attune.classroom.learning.gradebook.schemas import GroupOut
from attune.classroom.learning.quiz.schemas import Answer, QuestionOut, WorkFileOut
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

Comment = Annotated[str, StringConstraints(max_length=10_000), PlainText()]
GivenPoints = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]


class WorkKind(StrEnum):
    """What was handed in."""

    QUIZ = "quiz"
    ASSIGNMENT = "assignment"


class WorkStatus(StrEnum):
    """Where a piece of work is."""

    WAITING = "waiting"
    GRADED = "graded"
    RETURNED = "returned"


class NextState(StrEnum):
    """What is to become of a piece of work. `draft`: what the tutor has written so far is kept for tutors alone.

    `waiting`: what was just given or returned is taken back, and is a draft again.
    """

    WAITING = "waiting"
    DRAFT = "draft"
    GRADED = "graded"
    RETURNED = "returned"


class QueueQuery(Incoming):
    """Which part of the queue."""

    course_id: UUID | None = None
    item_id: UUID | None = None
    group_id: UUID | None = None
    state: WorkStatus = WorkStatus.WAITING


class QueueEntry(Outgoing):
    """A piece of work in the queue. group_names: the groups of its student in the course.

    group_id: of what a group has handed in together; `student_name` is who sent it.
    """

    id: UUID
    kind: WorkKind
    course_id: UUID
    course_title: str
    item_id: UUID
    item_title: str
    student_id: UUID
    student_name: str
    group_id: UUID | None
    group_names: list[str]
    at: UtcDatetime
    late: bool
    state: WorkStatus


class Queue(Outgoing):
    """Work in the courses that one grades: what waits, the oldest first; what is done, the latest first.

    total: of all, also of those that are not listed.  groups: of the course, where one is asked for.
    """

    entries: list[QueueEntry]
    groups: list[GroupOut]
    total: int


class GradedAnswer(Outgoing):
    """An answer of an attempt. `by_tutor`: its points are given by a tutor; the others are shown with their marks."""

    question: QuestionOut
    answer: Answer | None
    files: list[WorkFileOut]
    points: float | None
    max_points: float
    by_tutor: bool
    comment: str | None


class WorkToGrade(Outgoing):
    """A piece of work with everything that is needed to grade it, and its neighbours in the queue.

    group_name, member_names: of the group that handed it in together, all of whom get the grade.
    """

    id: UUID
    kind: WorkKind
    course_id: UUID
    course_title: str
    language: str
    lesson_id: UUID
    block_id: UUID
    item_title: str
    student_id: UUID
    student_name: str
    group_name: str | None
    member_names: list[str]
    at: UtcDatetime
    late: bool
    penalty: float
    number: int
    state: WorkStatus
    max_points: float
    points: float | None
    comment: str | None
    assignment: AssignmentOut | None
    text: str
    files: list[WorkFileOut]
    rubric: dict[UUID, float]
    annotations: list[AnnotationOut]
    answers: list[GradedAnswer]
    previous_id: UUID | None
    next_id: UUID | None
    position: int | None
    total: int


class AnnotationIn(Incoming):
    """A comment on a part of a text; `start` and `end` count UTF-16 code units."""

    start: Annotated[int, Field(ge=0, le=1_000_000)]
    end: Annotated[int, Field(ge=1, le=1_000_000)]
    comment: Annotated[str, StringConstraints(min_length=1, max_length=2_000), PlainText()]

    @model_validator(mode="after")
    def _has_length(self) -> AnnotationIn:
        if self.end <= self.start:
            raise ValueError("'end' has to be after 'start'")
        return self


class AnswerGrade(Incoming):
    """Points and comment for one answer."""

    points: GivenPoints | None = None
    comment: Comment | None = None


class GradeIn(Incoming):
    """A grade: points or a rubric for an assignment, points by question for a quiz."""

    points: GivenPoints | None = None
    questions: Annotated[dict[UUID, AnswerGrade], Field(max_length=200)] = Field(default_factory=dict)
    rubric: Annotated[dict[UUID, GivenPoints], Field(max_length=20)] = Field(default_factory=dict)
    comment: Comment | None = None
    annotations: Annotated[list[AnnotationIn], Field(max_length=200)] = Field(default_factory=list)
    state: NextState


class SavedCommentIn(Incoming):
    """A comment to keep."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000), PlainText()]


class SavedCommentOut(Outgoing):
    """A comment that one keeps."""

    id: UUID
    text: str


class SavedCommentList(Outgoing):
    """The comments that one keeps, the oldest first."""

    comments: list[SavedCommentOut]


class EarlierAttempts(Outgoing):
    """What was handed in at a quiz before it became what it is now.

    graded: whether it counts, as students see it now.
    practice_students, practice_attempts: from when it was for practice.
    outdated_attempts: at other questions, or answers, than it has now; they can be graded again.
    """

    course_id: UUID
    graded: bool
    practice_students: int
    practice_attempts: int
    outdated_attempts: int


class RegradeOut(Outgoing):
    """Earlier attempts that were graded again, and how many of them have other points now."""

    attempts: int
    changed: int
