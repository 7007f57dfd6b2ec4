"""What comes in and goes out about courses as a learner meets them: outline, lesson, progress."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.content.blocks import Tone
from attune.classroom.courses.models import BlockKind, CourseState
from attune.classroom.learning.polls.schemas import PollOut
from attune.classroom.learning.quiz.schemas import QuizOut
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, PlainText, UtcDatetime


class CourseSummary(Outgoing):
    """A course as a card. Figures about progress are the student's own; `student_count` is for tutors.

    starts_at: a lesson opens for students from then on. ends_at: from then on the course can only be read.
    begun: whether students find its lessons; of a draft they see that it is to come. ended: it can only be read.
    """

    id: UUID
    title: str
    summary: str
    language: str
    lesson_count: int
    completed_lesson_count: int
    resume_lesson_id: UUID | None
    student_count: int | None
    next_due: UtcDatetime | None
    state: CourseState
    starts_at: UtcDatetime | None
    ends_at: UtcDatetime | None
    begun: bool
    ended: bool


class CourseListQuery(Incoming):
    """Which courses to list: those whose title holds `search`, a page of them."""

    search: Annotated[str, StringConstraints(max_length=200), PlainText(lines=False)] = ""
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class CourseList(Outgoing):
    """A page of the courses one may see; `total` counts them all."""

    courses: list[CourseSummary]
    total: int


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


class ImageOut(Outgoing):
    """An image with its size in pixels, where that is known."""

    url: str
    alt: str
    caption_html: str | None
    width: int | None
    height: int | None


class VideoOut(Outgoing):
    """Where a video is.

    url: of a file of the course; embed_url: what to frame of another site (`provider`), once the student asks for it.
    """

    url: str | None
    embed_url: str | None
    provider: str | None
    captions_url: str | None
    transcript_html: str | None
    duration_seconds: float | None
    poster_url: str | None


class AudioOut(Outgoing):
    """Where a recording is, and what is said in it."""

    url: str
    transcript_html: str | None


class CalloutOut(Outgoing):
    """A text that stands out."""

    tone: Tone
    html: str


class CodeOut(Outgoing):
    """Code with its colours as classes of Pygments; `text` is what copying takes."""

    language: str
    html: str
    text: str


class FileOut(Outgoing):
    """A file to download; a PDF is shown in place, too, where the browser can."""

    url: str
    name: str
    bytes: int
    media_type: str


class EmbedOut(Outgoing):
    """A page of another site."""

    url: str
    title: str


class PrerequisiteOut(Outgoing):
    """What a block builds on: a lesson, or one block of it. `title` is the block's, else the lesson's."""

    lesson_id: UUID
    block_id: UUID | None
    title: str
    lesson_title: str


class BlockOut(Outgoing):
    """A block; of html, video, quiz, file, embed, image, audio, callout, code and poll the one of its kind is there.

    name: what lists call it, from its title or what it holds; None where only its kind and place can name it.
    hints (first nudge first), example, easier, challenge: html, opened on request, the same in every mode; those of a
        graded quiz are there once it has been handed in.
    prerequisite: what the block builds on.
    closed: a graded quiz that was not passed and has no attempt left.
    waiting: a quiz that was handed in, of which a tutor has still to grade something.
    new: it came into the lesson after the student had finished it, and is still to be worked through.
    expected_seconds: how long the block is meant to take, its part of the lesson's minutes.
    """

    id: UUID
    position: int
    kind: BlockKind
    title: str | None
    name: str | None
    html: str | None = None
    video: VideoOut | None = None
    quiz: QuizOut | None = None
    file: FileOut | None = None
    embed: EmbedOut | None = None
    image: ImageOut | None = None
    audio: AudioOut | None = None
    callout: CalloutOut | None = None
    code: CodeOut | None = None
    poll: PollOut | None = None
    hints: list[str]
    example: str | None
    easier: str | None
    challenge: str | None
    prerequisite: PrerequisiteOut | None
    completed: bool
    closed: bool
    waiting: bool
    new: bool
    expected_seconds: float


class Rule(StrEnum):
    """What can be asked for before a lesson counts as done."""

    COMPLETE_BLOCKS = "complete_blocks"
    PASS_QUIZ = "pass_quiz"  # noqa: S105 - passing a quiz is no password


class CompletionRule(Outgoing):
    """One thing a lesson asks for, and whether it is met.

    closed: it can no longer be met; waiting: a tutor has still to grade. Neither stands in the way.
    """

    rule: Rule
    block_id: UUID | None
    met: bool
    closed: bool
    waiting: bool
    text_key: str


class Resume(Outgoing):
    """Where to go on: the last block, and how far each video was."""

    block_id: UUID | None
    video_seconds: dict[UUID, float]


class LessonOut(Outgoing):
    """A lesson, ready to study.

    has_tutor: whether anybody would read a question about it.
    read_only: the course has ended; nothing more is recorded or handed in.
    """

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
    has_tutor: bool
    read_only: bool


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
