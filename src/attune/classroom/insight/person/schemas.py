"""What comes in and goes out about the weeks of one student."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from attune.affect.evidence import LearningState
from attune.classroom.insight.trends.schemas import PeriodQuery
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.expressions import Expression


class SharersQuery(Incoming):
    """Part of a name; empty for everybody."""

    search: Annotated[str, StringConstraints(max_length=80), PlainText(lines=False)] = ""


class SharerOut(Outgoing):
    """A student who shares with the administration."""

    id: UUID
    name: str


class SharersOut(Outgoing):
    """Who shares, by name.

    Attributes:
        people: As many as a page holds.
        more: Whether there are more than those.
    """

    people: list[SharerOut]
    more: bool


class PersonWeeksQuery(PeriodQuery):
    """Which weeks."""


class PersonFiguresOut(Outgoing):
    """A week of one student, over all their courses.

    Attributes:
        sessions: How many study sessions.
        seconds: Of all summaries.
        coverage: How much of them is known.
        struggling: The share of known time in which they may be confused or frustrated.
        states: Of known time.
        expressions: Of the time with a face that could be read.
    """

    sessions: int
    seconds: float
    coverage: float
    struggling: float
    states: dict[LearningState, float]
    expressions: dict[Expression, float]


class PersonWeekOut(Outgoing):
    """A week. figures: None where it is not shared, or too little is known; which of them is not told."""

    monday: date
    figures: PersonFiguresOut | None


class PersonWeeksOut(Outgoing):
    """The weeks of a student, oldest first.

    Attributes:
        logged_at: When it was written down for the student that the reader has looked.
    """

    person: SharerOut
    weeks: list[PersonWeekOut]
    logged_at: UtcDatetime | None
