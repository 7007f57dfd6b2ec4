"""What comes in and goes out about a student's weeks at a glance."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import Share


class WeeksQuery(Incoming):
    """Which weeks are asked for.

    Attributes:
        week_start: when the present week began where the student is (Monday in UTC if not given); the others lie whole
            weeks before it.
    """

    week_start: GivenInstant | None = None
    weeks: Annotated[int, Field(ge=1, le=26)] = 5


class WeekOut(Outgoing):
    """One week. studied_minutes: estimated from what was done, without breaks.  coverage: None without a summary."""

    starts_at: UtcDatetime
    ends_at: UtcDatetime
    studied_minutes: float
    state_minutes: dict[LearningState, float]
    coverage: Share | None
    checkins: int
    lost_here: int
    messages: int


class HelpedOut(Outgoing):
    """One kind of support: how often it was sent, answered and called helpful. enough: whether a share says much."""

    strategy: Strategy
    sent: int
    answered: int
    helpful: int
    enough: bool


class WeeksOut(Outgoing):
    """The weeks, oldest first, and what helped in them. minimum_answers: from how many answers a share is shown."""

    weeks: list[WeekOut]
    helped: list[HelpedOut]
    minimum_answers: int
    retention_days: int
