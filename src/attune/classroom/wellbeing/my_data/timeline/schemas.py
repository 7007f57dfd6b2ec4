"""What goes out about a student's own lessons: which ones left a trace, and the timeline of one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from attune.affect.evidence import LearningState
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Strategy
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import Feeling, Levels, ReasonOut, Share, WindowState

Valence = Annotated[float, Field(ge=-1, le=1)]


class MarkKind(StrEnum):
    """What a mark on a timeline stands for: something I said, something said to me, or a place of the lesson."""

    CHECK_IN = "check_in"
    LOST_HERE = "lost_here"
    CORRECTION = "correction"
    HAND_RAISED = "hand_raised"
    NOTE = "note"
    MESSAGE = "message"
    BLOCK = "block"
    QUIZ = "quiz"
    COMPLETED = "completed"


class OwnLessonOut(Outgoing):
    """A lesson of which something is known. windows: how many summaries are kept; hidden: how many of those."""

    lesson_id: UUID
    title: str
    course_title: str
    last_at: UtcDatetime
    windows: int
    hidden: int


class OwnLessonsOut(Outgoing):
    """The lessons that left a trace, the latest first."""

    lessons: list[OwnLessonOut]


class TimelineQuery(Incoming):
    """Which study session: the one that began at this instant, or the latest."""

    study_session: GivenInstant | None = None


class StudySessionOut(Outgoing):
    """A stretch of study without a long break."""

    started_at: UtcDatetime
    ended_at: UtcDatetime


class PointOut(Outgoing):
    """One summary. valence: from unpleasant (-1) to pleasant (1); None where nothing could be read, never 0.

    learning_state: what was inferred, or what the student's correction speaks of.  hidden: kept for them alone.
    """

    id: UUID
    started_at: UtcDatetime
    seconds: float
    p: Levels
    valence: Valence | None
    expression: WindowState
    learning_state: LearningState
    reasons: list[ReasonOut]
    corrected_to: Feeling | None
    coverage: Share
    hidden: bool


class MarkOut(Outgoing):
    """Something that happened at an instant; the fields that do not belong to its kind are None."""

    kind: MarkKind
    id: UUID
    at: UtcDatetime
    block_id: UUID | None = None
    feeling: Feeling | None = None
    text: str | None = None
    response: MessageResponse | None = None
    strategy: Strategy | None = None
    score: Share | None = None
    passed: bool | None = None


class TimelineBlockOut(Outgoing):
    """A block of the lesson, to name the places of marks."""

    block_id: UUID
    position: int
    kind: BlockKind
    title: str | None

    @classmethod
    def of(cls, block: Block) -> TimelineBlockOut:
        """The block as a timeline names it."""
        return cls(block_id=block.id, position=block.position, kind=block.kind, title=name_of_block(block))


class TimelineOut(Outgoing):
    """One study session of one lesson.

    study_sessions: all of them, oldest first. shown: the one this is about, None without any.
    coverage: share of the summarised time in which a face was read, None without a summary.
    """

    lesson_id: UUID
    title: str
    course_title: str
    study_sessions: list[StudySessionOut]
    shown: StudySessionOut | None
    points: list[PointOut]
    marks: list[MarkOut]
    blocks: list[TimelineBlockOut]
    coverage: Share | None
    retention_days: int


class HiddenIn(Incoming):
    """Whether something is kept for the student alone."""

    hidden: bool


class HiddenOut(Outgoing):
    """How many rows are hidden or shown again."""

    windows: int
    checkins: int
    support_messages: int
