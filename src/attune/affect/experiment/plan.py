"""The plan of an experiment: what is decided before anybody looks, and its hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from attune.affect.evidence import Instant, Probability
from attune.affect.experiment.assignment import EXPERIMENT
from attune.affect.experiment.estimate import Effect
from attune.affect.experiment.moments import PRIMARY, Measure
from attune.affect.experiment.outcomes import FOLLOW_UP

FEWEST_WEEKS = 1
SMALLEST_SHARE = 0.1  # below, the silent arm is so small that no school has students enough
ANALYSIS = (
    "One analysis after the follow-up. Every drawn moment of a student who let themselves be counted when it happened "
    "and when the result is computed, and who has not hidden it, counts in the arm it was drawn into. Primary outcome: "
    "the next item of the same skill (of the same lesson where the place has no item) is answered within 24 hours and "
    "right; no item counts as not right; an item counts for one moment, the earliest. Weighted and centred least "
    "squares with the student's earlier share right as covariate; sandwich variance over students corrected after "
    "Mancl and DeRouen; 95 % interval from the t distribution with students minus regressors degrees of freedom. "
    "Secondary outcomes and harms are described the same way, without correction for their number."
)


class Verdict(StrEnum):
    """What the interval of the primary outcome allows to say, one way as clearly as the other."""

    HELPS = "helps"
    HARMS = "harms"
    NO_RELEVANT_DIFFERENCE = "no_relevant_difference"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is frozen. minimal_effect: the difference that would matter, in probability."""

    share: Probability
    weeks: int
    minimal_effect: Probability
    starts_at: Instant
    primary_outcome: Measure = PRIMARY
    analysis: str = ANALYSIS
    drawing: str = EXPERIMENT

    @property
    def ends_at(self) -> Instant:
        """When the last moment can be."""
        return self.starts_at + timedelta(weeks=self.weeks)

    @property
    def results_at(self) -> Instant:
        """When every outcome is known; before, nobody sees one."""
        return self.ends_at + FOLLOW_UP

    @property
    def days_kept(self) -> int:
        """How long decisions have to be kept, so that the first moment is there at the end."""
        return days_kept(self.weeks)

    def as_json(self) -> dict[str, Any]:
        """What the hash is of."""
        return {
            "share": self.share,
            "weeks": self.weeks,
            "minimal_effect": self.minimal_effect,
            "starts_at": self.starts_at.isoformat(),
            "primary_outcome": self.primary_outcome.value,
            "analysis": self.analysis,
            "drawing": self.drawing,
        }


def days_kept(weeks: int) -> int:
    """How many days decisions have to be kept for a plan: its weeks, the follow-up, and a day for the job."""
    return (timedelta(weeks=weeks) + FOLLOW_UP).days + 1


def longest_weeks(retention_days: int) -> int:
    """The longest plan whose decisions are kept until its result; 0 where there is none."""
    return max(0, (retention_days - days_kept(0)) // 7)


def hash_of(plan: Mapping[str, Any]) -> str:
    """The SHA-256 of a plan as JSON with sorted keys."""
    return sha256(json.dumps(plan, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class UnreadablePlan(ValueError):
    """What is stored is no plan: it was changed behind the application's back, or written by another version."""


def plan_of(stored: Mapping[str, Any]) -> Plan:
    """The plan that was stored as JSON.

    Raises:
        UnreadablePlan: what is stored is no plan: it was changed behind the application's back, or written by another
            version.
    """
    try:
        plan = Plan(
            share=float(stored["share"]),
            weeks=int(stored["weeks"]),
            minimal_effect=float(stored["minimal_effect"]),
            starts_at=datetime.fromisoformat(stored["starts_at"]),
            primary_outcome=Measure(stored["primary_outcome"]),
            analysis=str(stored["analysis"]),
            drawing=str(stored["drawing"]),
        )
        sound = 0 < plan.share < 1 and plan.weeks >= FEWEST_WEEKS and plan.starts_at.utcoffset() is not None
        sound = sound and plan.results_at > plan.starts_at
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise UnreadablePlan(f"the stored plan cannot be read: {error!r}") from error
    if not sound:
        raise UnreadablePlan("the stored plan has numbers that no plan has")
    return plan


def verdict_of(effect: Effect, minimal_effect: Probability) -> Verdict:
    """What may be said of the primary outcome."""
    if effect.low > 0:
        return Verdict.HELPS
    if effect.high < 0:
        return Verdict.HARMS
    if -minimal_effect < effect.low and effect.high < minimal_effect:
        return Verdict.NO_RELEVANT_DIFFERENCE
    return Verdict.OPEN
