"""The rules, pure: from what a student's records say to which rules hold, and whether anything is new since a look.

Each rule compares one figure with one threshold, and each figure is shown beside it. There is no score and no weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel

LESS = 1e-9  # under this, an average is the same one, computed in another order


class RiskRule(StrEnum):
    """What makes a student stand in the list."""

    MISSING = "missing"
    OVERDUE = "overdue"
    UNSEEN = "unseen"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on each rule holds; None: never.

    graded_at_least: how many pieces of work must have points before their average says anything.
    """

    missing_at_least: int | None = 2
    overdue_at_least: int | None = 2
    unseen_days: int | None = 7
    average_below: float | None = 0.5
    graded_at_least: int = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """What the records say about one student in one course.

    missing, due: the items whose date has passed and for which nothing is there; how many have a date that has passed.
    overdue, due_lessons: the same of lessons that are not completed.
    seen_at: None where the student has never signed in; unseen_days: since then, or since they could begin.
    average: of the work that has points, by its weights, 0 to 1 and more; graded: how many pieces that is.
    """

    user_id: UUID
    name: str
    missing: tuple[UUID, ...]
    due: int
    overdue: tuple[UUID, ...]
    due_lessons: int
    completed: int
    seen_at: datetime | None
    unseen_days: int
    average: float | None
    graded: int


class Evidence(BaseModel):
    """What was there when a tutor looked: with it, what is new since can be told."""

    held: list[RiskRule]
    missing: list[UUID]
    overdue: list[UUID]
    unseen_since: datetime | None
    average: float | None


def rules_that_hold(figures: Figures, thresholds: Thresholds) -> list[RiskRule]:
    """Which rules a student's figures meet, in a fixed order."""
    found = []
    if _reaches(len(figures.missing), thresholds.missing_at_least):
        found.append(RiskRule.MISSING)
    if _reaches(len(figures.overdue), thresholds.overdue_at_least):
        found.append(RiskRule.OVERDUE)
    if _reaches(figures.unseen_days, thresholds.unseen_days):
        found.append(RiskRule.UNSEEN)
    if figures.graded >= thresholds.graded_at_least and _is_below(figures.average, thresholds.average_below):
        found.append(RiskRule.AVERAGE)
    return found


def evidence_of(figures: Figures, held: list[RiskRule]) -> Evidence:
    """What a look is remembered with."""
    return Evidence(
        held=held,
        missing=list(figures.missing),
        overdue=list(figures.overdue),
        unseen_since=figures.seen_at if RiskRule.UNSEEN in held else None,
        average=figures.average if RiskRule.AVERAGE in held else None,
    )


def has_changed(before: Evidence, now: Evidence) -> bool:
    """Whether there is more to see than there was: another rule, more work missing, another absence, a lower average.

    That days go by, or that things get better, is no news.
    """
    if set(now.held) - set(before.held):
        return True
    found = {
        RiskRule.MISSING: bool(set(now.missing) - set(before.missing)),
        RiskRule.OVERDUE: bool(set(now.overdue) - set(before.overdue)),
        RiskRule.UNSEEN: now.unseen_since != before.unseen_since,
        RiskRule.AVERAGE: _is_lower(now.average, before.average),
    }
    return any(found[rule] for rule in now.held)


def _is_lower(now: float | None, before: float | None) -> bool:
    return now is not None and before is not None and now < before - LESS


def _reaches(figure: int, threshold: int | None) -> bool:
    return threshold is not None and figure >= threshold


def _is_below(average: float | None, threshold: float | None) -> bool:
    return average is not None and threshold is not None and average < threshold
