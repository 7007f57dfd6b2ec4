"""What goes out about a student of a course: how far, what was handed in, how it went, what is due."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from attune.classroom.courses.models import BlockKind
from attune.classroom.learning.gradebook.schemas import ResultLine
from attune.classroom.learning.models import WorkState
from attune.classroom.learning.quiz.schemas import AttemptReview
from attune.classroom.platform.schemas import Outgoing, UtcDatetime


class BlockStatus(StrEnum):
    """How a student stands at a block. closed: a graded quiz that can no longer be passed; waiting: for a grade."""

    OPEN = "open"
    VIEWED = "viewed"
    DONE = "done"
    CLOSED = "closed"
    WAITING = "waiting"


class RecordBlock(Outgoing):
    """A block of a lesson; at: when it was done, else first viewed."""

    block_id: UUID
    title: str | None
    kind: BlockKind
    status: BlockStatus
    at: UtcDatetime | None


class RecordLesson(Outgoing):
    """A lesson. minutes: between learning records of it, without long pauses; None where there are none."""

    lesson_id: UUID
    title: str
    due_at: UtcDatetime | None
    started_at: UtcDatetime | None
    completed_at: UtcDatetime | None
    last_at: UtcDatetime | None
    minutes: float | None
    done_blocks: int
    blocks: list[RecordBlock]


class RecordLine(ResultLine):
    """A piece of graded work. own_date: its date is the student's or their group's own.

    work_id: what is graded of it, the hand-in that counts or the latest attempt; overridden: a tutor gave the points.
    comment: as it was written, to be changed.
    """

    own_date: bool
    handed_in_at: UtcDatetime | None
    work_id: UUID | None
    excused: bool
    overridden: bool
    comment: str | None


class RecordAttempt(Outgoing):
    """An attempt at a quiz; wrong: the numbers of the questions that did not get all their points."""

    id: UUID
    number: int
    submitted_at: UtcDatetime
    score: float
    passed: bool
    state: WorkState
    automatic: bool
    wrong: list[int]


class WrongQuestion(Outgoing):
    """A question that went wrong, as it is now.

    prompt: None where it is no longer asked; asked: in how many attempts it was.
    """

    number: int | None
    prompt: str | None
    wrong: int
    asked: int


class RecordQuiz(Outgoing):
    """A quiz with the attempts at it, the latest last; for practice as well as for a grade."""

    block_id: UUID
    lesson_id: UUID
    title: str
    lesson_title: str
    graded: bool
    best: float | None
    last: float | None
    attempts: list[RecordAttempt]
    went_wrong: list[WrongQuestion]


class StudentRecord(Outgoing):
    """Everything that learning records say about a student of a course; nothing about how they feel.

    may_grade: whether the reader grades in this course; administrators only look.
    """

    course_id: UUID
    title: str
    language: str
    student_id: UUID
    student_name: str
    group_names: list[str]
    enrolled_at: UtcDatetime
    last_seen: UtcDatetime | None
    completed: int
    lesson_count: int
    total: float | None
    lessons: list[RecordLesson]
    lines: list[RecordLine]
    quizzes: list[RecordQuiz]
    may_grade: bool


class ReviewedAttempt(Outgoing):
    """One attempt of a student, with every answer, mark and solution, as who teaches reads it."""

    course_title: str
    student_name: str
    lesson_id: UUID
    block_id: UUID
    title: str
    language: str
    graded: bool
    attempt: AttemptReview
