"""What comes in and goes out about how many students allow what."""

from __future__ import annotations

from datetime import date

from attune.classroom.insight.trends.schemas import ScopeKey, TrendScopeKind, TrendScopeOut
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime


class ConsentQuery(Incoming):
    """Whose weeks."""

    scope: ScopeKey = TrendScopeKind.INSTITUTION.value


class AllowedShareOut(Outgoing):
    """The band that the share lies in. as_of: the Monday of the week that it was counted in; see `AllowedShare`."""

    learners: int
    low: float
    high: float
    as_of: date


class ConsentFiguresOut(Outgoing):
    """Of each switch a band; None where it is hidden, as is the last in weeks that were counted before it existed."""

    process_camera: AllowedShareOut | None
    save_summaries: AllowedShareOut | None
    count_in_class: AllowedShareOut | None
    share_with_tutors: AllowedShareOut | None
    share_with_administration: AllowedShareOut | None = None


class ConsentScopeOut(Outgoing):
    """The latest of a course, or of the institution. figures: None before it was first decided on."""

    scope: TrendScopeOut
    figures: ConsentFiguresOut | None


class ConsentWeekOut(Outgoing):
    """A week of the scope that was asked for."""

    monday: date
    figures: ConsentFiguresOut


class ConsentCoverageOut(Outgoing):
    """How many allow what.

    Attributes:
        k: How many it takes of those who do, and of those who do not.
        next_on: The day on which it is counted next.
        decided_at: When it was counted last; None before the first time.
        scopes: The institution and every course, by title.
        chosen: Whose weeks these are.
        weeks: Oldest first, half a year at most.
    """

    k: int
    next_on: date
    decided_at: UtcDatetime | None
    scopes: list[ConsentScopeOut]
    chosen: TrendScopeOut
    weeks: list[ConsentWeekOut]
