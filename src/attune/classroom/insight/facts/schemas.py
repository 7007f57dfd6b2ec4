"""What goes out about facts and study days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from attune.classroom.platform.schemas import Outgoing, UtcDatetime


class MeasuresOut(Outgoing):
    """What was measured; see `Measures`."""

    seconds: float
    readable_seconds: float
    engaged_seconds: float
    maybe_confused_seconds: float
    maybe_frustrated_seconds: float
    maybe_disengaged_seconds: float
    low_mood_seconds: float
    unknown_seconds: float
    neutral_seconds: float
    happiness_seconds: float
    surprise_seconds: float
    sadness_seconds: float
    anger_seconds: float
    disgust_seconds: float
    fear_seconds: float
    contempt_seconds: float
    check_ins: int
    lost: int
    rewinds: int
    idle_seconds: float
    dwell_seconds: float
    wrong_answers: int
    questions: int


class StudyFactOut(MeasuresOut):
    """A fact as it is stored; see `StudyFact`."""

    id: UUID
    course_id: UUID
    lesson_id: UUID
    block_id: UUID | None
    bin_start: int | None
    session_began_at: UtcDatetime
    session_ended_at: UtcDatetime
    day: date
    model: str | None
    source: str | None
    hidden_at: UtcDatetime | None


class StudyDayOut(MeasuresOut):
    """A study day as it is stored; see `StudyDay`."""

    course_id: UUID
    day: date
    sessions: int
