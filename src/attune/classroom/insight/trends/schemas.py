"""What comes in and goes out about trends."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from attune.affect.evidence import LearningState
from attune.classroom.insight.trends.models import LONGEST_SCOPE
from attune.classroom.insight.trends.weeks import MOST_WEEKS
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.expressions import Expression

FIRST_YEAR, LAST_YEAR = 1970, 9000  # a week can be counted from any day of them
MOST_DAYS = 400  # of a period: a school year and some

ScopeKey = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SCOPE), PlainText(lines=False)]
Weeks = Annotated[int, Field(ge=1, le=MOST_WEEKS, description="how many, up to the last one that is over")]


class TrendScopeKind(StrEnum):
    """What a scope is."""

    INSTITUTION = "institution"
    COURSE = "course"
    GROUP = "group"


class TrendMeasure(StrEnum):
    """What two groups are compared by: shares of known time."""

    STRUGGLING = "struggling"
    ENGAGED = "engaged"
    MAYBE_CONFUSED = "maybe_confused"
    MAYBE_FRUSTRATED = "maybe_frustrated"
    MAYBE_DISENGAGED = "maybe_disengaged"
    LOW_MOOD = "low_mood"


class PeriodQuery(Incoming):
    """A number of weeks up to the last one that is over, or the weeks that lie between two days."""

    weeks: Weeks = 12
    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _check_period(self) -> Self:
        check_period(self.since, self.until)
        return self


class TrendsQuery(PeriodQuery):
    """Whose weeks."""

    scope: ScopeKey = TrendScopeKind.INSTITUTION.value


class ComparisonQuery(PeriodQuery):
    """Which two. second_since, second_until: another period for the second, such as an earlier term of the course."""

    first: ScopeKey
    second: ScopeKey
    second_since: date | None = None
    second_until: date | None = None

    @model_validator(mode="after")
    def _check_second(self) -> Self:
        check_period(self.second_since, self.second_until)
        return self


def check_period(since: date | None, until: date | None) -> None:
    """Raise ValueError unless both days are given, or none, in their order and not too far from each other."""
    if (since is None) != (until is None):
        raise ValueError("a period has a first and a last day; give both, or neither")
    if since is not None and until is not None and not FIRST_YEAR <= since.year <= until.year <= LAST_YEAR:
        raise ValueError(f"a period lies in the years {FIRST_YEAR} to {LAST_YEAR}")
    if since is not None and until is not None and not 0 <= (until - since).days <= MOST_DAYS:
        raise ValueError(f"a period ends after it begins, and has at most {MOST_DAYS} days")


class TrendScopeOut(Outgoing):
    """Something that has trends. title: empty for the institution; course_title: of a group; language: of the title."""

    scope: str
    kind: TrendScopeKind
    title: str
    course_title: str | None
    language: str | None


class TrendScopesOut(Outgoing):
    """Everything that has trends, by title."""

    scopes: list[TrendScopeOut]


class MeanShareOut(Outgoing):
    """A share of time, averaged over learners, with its 95 % interval; see `MeanShare`."""

    share: float
    low: float
    high: float
    effective: float


class WeekFiguresOut(Outgoing):
    """How a group did in a week; see `WeekFigures`."""

    n: int
    coverage: float
    states: dict[LearningState, MeanShareOut]
    struggling: MeanShareOut
    expressions: dict[Expression, MeanShareOut]


class TrendWeekOut(Outgoing):
    """A week. monday: its first day; figures: None where they are hidden, or there are none."""

    monday: date
    figures: WeekFiguresOut | None


class TrendsOut(Outgoing):
    """The weeks of a scope, oldest first.

    Attributes:
        k: How many learners it takes before a week is shown.
        decided_at: When weeks were last decided on; None before the first time.
    """

    scope: TrendScopeOut
    k: int
    weeks: list[TrendWeekOut]
    decided_at: UtcDatetime | None


class TrendPeriodOut(Outgoing):
    """One side of a comparison.

    Attributes:
        weeks: How many the period has.
        shown: How many of them enter the comparison.
        n: Learners in an average week of those, rounded down to a multiple of five; None without any.
        coverage: How much of the time is known; None without any.
    """

    scope: TrendScopeOut
    first_monday: date | None
    last_monday: date | None
    weeks: int
    shown: int
    n: int | None
    coverage: float | None


class MeasureComparisonOut(Outgoing):
    """A share on both sides and its difference, first minus second, with the 95 % interval.

    distinguishable: whether the interval leaves out that there is no difference.
    """

    measure: TrendMeasure
    first: float
    second: float
    difference: float
    low: float
    high: float
    distinguishable: bool


class TrendComparisonOut(Outgoing):
    """Two scopes or periods compared; measures is empty where one of them has no week to compare."""

    first: TrendPeriodOut
    second: TrendPeriodOut
    k: int
    measures: list[MeasureComparisonOut]
