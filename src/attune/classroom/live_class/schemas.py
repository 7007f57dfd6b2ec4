"""What comes in and goes out about a live class."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal
from uuid import UUID

from attune.affect.disclosure.figures import Category, CoverageBand, ShareWord
from attune.affect.disclosure.live import PictureKind
from attune.affect.evidence import LearningState, SelfReportKind
from attune.classroom.live_class.models import Resolution
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime
from attune.expressions import Expression

CallKind = Literal[SelfReportKind.HAND_RAISED, SelfReportKind.LOST_HERE]


class AlertKind(StrEnum):
    """Every rule that can raise an alert."""

    HAND_RAISED = "hand_raised"
    LOST_HERE = "lost_here"
    CLASS_CONFUSED = "class_confused"
    BLOCK_CONFUSED = "block_confused"
    STUDENT_STUCK = "student_stuck"
    MANY_IDLE = "many_idle"


class LiveCounts(Outgoing):
    """Who is there, whatever they allow."""

    enrolled: int
    present: int


class StateShare(Outgoing):
    """A share as it was released: rounded, with its 95 % interval, or in a word, with the word's range."""

    category: Category
    share: float | None
    word: ShareWord | None
    low: float
    high: float


class ClassStates(Outgoing):
    """How the class is doing, published every 15 seconds.

    kind: whether it is the whole class, those who share by name, or hidden.  n: rounded down to a multiple of five.
    shares: of each state, or of two sides where some are not seen by name.  coverage: how much could be read.
    """

    kind: PictureKind
    minimum: int
    n: int | None
    shares: list[StateShare]
    struggling: StateShare | None
    coverage: CoverageBand | None


class LiveBlock(Outgoing):
    """A block of the lesson most are in. struggling, n: of those who have been there; None where hidden."""

    block_id: UUID
    lesson_id: UUID
    title: str
    present: int
    lost_here: int
    kind: PictureKind
    n: int | None
    struggling: StateShare | None


class LiveCall(Outgoing):
    """An open call for help with the place where it was made."""

    kind: CallKind
    at: UtcDatetime
    lesson_title: str | None
    block_title: str | None


class LiveStudent(Outgoing):
    """A student of the course. What they feel is there only where they share it.

    place_order: where in the course they are, for sorting.  stuck: they share, and have been struggling for a while.
    """

    user_id: UUID
    name: str
    present: bool
    last_seen: UtcDatetime | None
    lesson_id: UUID | None
    lesson_title: str | None
    block_id: UUID | None
    block_title: str | None
    place_order: int | None
    learning_state: LearningState | None
    expression: Expression | None
    confidence: float | None
    updated_at: UtcDatetime | None
    hand_raised: bool
    lost_here: bool
    calls: list[LiveCall]
    stuck: bool


class Alert(Outgoing):
    """What a tutor may want to act on, with the rule that raised it. count: of those who are named; else None."""

    id: UUID
    kind: AlertKind
    title: str
    what: str
    rule: str
    since: UtcDatetime
    count: int | None
    suggestion: str
    student_id: UUID | None
    block_id: UUID | None


class TrendPoint(Outgoing):
    """The class's figures from an instant on, as they were released; None where they were hidden or not known."""

    at: UtcDatetime
    shares: dict[Category, float] | None
    coverage: CoverageBand | None


class LiveView(Outgoing):
    """A class as it is right now.

    generated_at: up to when the view is complete.  coming_back: the server has just started, and students' devices may
    not have reported back yet.  trend: the figures of the last quarter of an hour, oldest first.
    """

    course_id: UUID
    course_title: str
    generated_at: UtcDatetime
    coming_back: bool
    window_seconds: float
    counts: LiveCounts
    class_states: ClassStates
    trend: list[TrendPoint]
    blocks: list[LiveBlock]
    students: list[LiveStudent]
    alerts: list[Alert]


class TaughtCourse(Outgoing):
    """A course one teaches. waiting: raised hands and "I'm lost here" that nobody has answered."""

    course_id: UUID
    title: str
    enrolled: int
    present: int
    waiting: int


class TaughtCourses(Outgoing):
    """The courses one teaches."""

    courses: list[TaughtCourse]


class ResolutionIn(Incoming):
    """What the tutor says of an alert."""

    resolution: Resolution


class PresenceIn(Incoming):
    """Where the student is right now."""

    lesson_id: UUID | None = None
    block_id: UUID | None = None
