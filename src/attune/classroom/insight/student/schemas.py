"""What goes out of a student's own view to who teaches them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from attune.affect.evidence import LearningState, SelfReportKind
from attune.classroom.platform.schemas import Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import Feeling


class SharedMeasures(Outgoing):
    """What is known of some study sessions.

    minutes: of all summaries; known: the share of that time with a learning state; coverage: with a face to be read.
    states: shares of the known time, empty where too little of it is known to say anything.
    """

    sessions: int
    minutes: float
    known: float
    coverage: float
    states: dict[LearningState, float]
    check_ins: int
    lost: int


class SharedLesson(SharedMeasures):
    """A lesson."""

    lesson_id: UUID
    title: str


class SharedWeek(SharedMeasures):
    """A week, from its Monday by the institution's calendar."""

    monday: date


class SharedWord(Outgoing):
    """Something that the student said about themselves. feeling: None for "I'm lost here"."""

    at: UtcDatetime
    kind: SelfReportKind
    feeling: Feeling | None
    lesson_id: UUID
    lesson_title: str
    block_title: str | None


class SharedView(Outgoing):
    """What a student shares: by lesson in the course's order, by week and in their words with the latest first."""

    lessons: list[SharedLesson]
    weeks: list[SharedWeek]
    words: list[SharedWord]


class SharedViewOut(Outgoing):
    """A student's own view. None means that there is none to see, and says nothing about why."""

    view: SharedView | None
