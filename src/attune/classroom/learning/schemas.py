"""What comes in and goes out about courses as a learner meets them: outline, lesson, progress."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from attune.classroom.courses.models import BlockKind
from attune.classroom.learning.quiz.schemas import QuizOut
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime


class CourseSummary(Outgoing):
    """A course as a card. Figures about progress are the student's own; `student_count` is for tutors."""

    id: UUID
    title: str
    summary: str
    language: str
    lesson_count: int
    completed_lesson_count: int
    resume_lesson_id: UUID | None
    student_count: int | None
    next_due: UtcDatetime | None


class CourseList(Outgoing):
    """The courses one may see."""

    courses: list[CourseSummary]


class LessonEntry(Outgoing):
    """A lesson in the outline of its course; `due_at` is the reader's own date."""

    id: UUID
    title: str
    minutes: int
    position: int
    due_at: UtcDatetime | None
    completed: bool
    locked: bool


class ModuleEntry(Outgoing):
    """A module in the outline."""

    id: UUID
    title: str
    lessons: list[LessonEntry]


class CourseOutline(CourseSummary):
    """A course with its modules and lessons."""

    modules: list[ModuleEntry]


class VideoOut(Outgoing):
    """Where a video and its captions are."""

    url: str
    captions_url: str
    duration_seconds: float
    poster_url: str | None


class FileOut(Outgoing):
    """A file to download."""

    url: str
    name: str
    bytes: int


class EmbedOut(Outgoing):
    """A page of another site."""

    url: str
    title: str


class BlockOut(Outgoing):
    """A block; of html, video, quiz, file and embed the one that fits its kind is there.

    hints (first nudge first) and example: html, opened on request, the same in every mode.
    closed: a graded quiz that was not passed and has no attempt left.
    expected_seconds: how long the block is meant to take, its part of the lesson's minutes.
    """

    id: UUID
    position: int
    kind: BlockKind
    title: str | None
    html: str | None = None
    video: VideoOut | None = None
    quiz: QuizOut | None = None
    file: FileOut | None = None
    embed: EmbedOut | None = None
    hints: list[str]
    example: str | None
    completed: bool
    closed: bool
    expected_seconds: float


class Rule(StrEnum):
    """What can be asked for before a lesson counts as done."""

    COMPLETE_BLOCKS = "complete_blocks"
    PASS_QUIZ = "pass_quiz"  # noqa: S105 - passing a quiz is no password


class CompletionRule(Outgoing):
    """One thing a lesson asks for, and whether it is met.

    closed: it can no longer be met, and does not stand in the way.
    """

    rule: Rule
    block_id: UUID | None
    met: bool
    closed: bool
    text_key: str


class Resume(Outgoing):
    """Where to go on: the last block, and how far each video was."""

    block_id: UUID | None
    video_seconds: dict[UUID, float]


class LessonOut(Outgoing):
    """A lesson, ready to study."""

    id: UUID
    title: str
    course_id: UUID
    course_title: str
    language: str
    module_title: str
    minutes: int
    due_at: UtcDatetime | None
    previous_lesson_id: UUID | None
    next_lesson_id: UUID | None
    blocks: list[BlockOut]
    completed: bool
    completed_at: UtcDatetime | None
    resume: Resume
    completion_rules: list[CompletionRule]


class ProgressStatus(StrEnum):
    """How far a block is."""

    VIEWED = "viewed"
    COMPLETED = "completed"


class ProgressIn(Incoming):
    """What happened at a block; `video_seconds` is the place in its video.

    made_at: when it happened, and sent_at: now, both by the device's clock, so that what is delivered late is known to
    be late whatever that clock says.
    """

    block_id: UUID
    status: ProgressStatus
    video_seconds: Annotated[float, Field(ge=0, le=86_400)] | None = None
    made_at: GivenInstant | None = None
    sent_at: GivenInstant | None = None


class CompletionIn(Incoming):
    """Mark a lesson as done, or take that back."""

    completed: bool


class LessonProgressOut(Outgoing):
    """How far a lesson is, after a change."""

    lesson_id: UUID
    completed: bool
    completed_block_ids: list[UUID]
    resume: Resume
    completion_rules: list[CompletionRule]


class LessonRecord(Outgoing):
    """A lesson in one's own record."""

    lesson_id: UUID
    title: str
    completed_at: UtcDatetime | None


class QuizRecord(Outgoing):
    """A quiz in one's own record."""

    block_id: UUID
    title: str
    best_score: float | None


class CourseRecord(Outgoing):
    """A course in one's own record."""

    course_id: UUID
    title: str
    completed: int
    total: int
    lessons: list[LessonRecord]
    quizzes: list[QuizRecord]


class ProgressReport(Outgoing):
    """Everything the student has done."""

    courses: list[CourseRecord]
