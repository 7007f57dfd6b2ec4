"""What comes in and goes out about the experiment: plans, and figures about groups, never about a person."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from attune.affect.experiment.assignment import GREATEST_SHARE
from attune.affect.experiment.moments import Arm, Measure
from attune.affect.experiment.plan import FEWEST_WEEKS, SMALLEST_SHARE, Verdict
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import Share

MOST_WEEKS = 23  # with the follow-up the longest time that any policy keeps data
SilentShare = Annotated[float, Field(ge=SMALLEST_SHARE, le=GREATEST_SHARE)]
Weeks = Annotated[int, Field(ge=FEWEST_WEEKS, le=MOST_WEEKS)]


class ExperimentState(StrEnum):
    """How far an experiment is."""

    NONE = "none"
    RUNNING = "running"
    AWAITING = "awaiting"
    CONCLUDED = "concluded"
    ABANDONED = "abandoned"


class PlanIn(Incoming):
    """What is to be frozen. minimal_effect: the difference that would matter, in probability."""

    share: SilentShare
    weeks: Weeks
    minimal_effect: Annotated[float, Field(ge=0.01, le=0.5)]


class PowerQuery(Incoming):
    """A design to calculate; see `attune.affect.experiment.power.Design`."""

    students: Annotated[int, Field(ge=1, le=100_000)] = 90
    weeks: Weeks = 4
    share: SilentShare = 0.3
    moments_per_week: Annotated[float, Field(gt=0, le=50)] = 2.0
    base_rate: Annotated[float, Field(gt=0, lt=1)] = 0.5
    correlation: Annotated[float, Field(ge=0, lt=1)] = 0.1


class PowerOut(Outgoing):
    """The smallest difference with 80 % power; None where the students are too few to show any.

    days_kept: for how long decisions have to be stored until the result.
    """

    smallest_effect: float | None
    days_kept: int


class PlanOut(Outgoing):
    """A plan as it was frozen. audit_seq: its line in the audit log.  unchanged: whether it is still that plan."""

    share: float
    weeks: int
    minimal_effect: float
    primary_outcome: Measure
    analysis: str
    starts_at: UtcDatetime
    ends_at: UtcDatetime
    results_at: UtcDatetime
    hash: str
    audit_seq: int | None
    unchanged: bool


class DeviationOut(Outgoing):
    """A change of what decides about support, while the plan ran.

    what: the setting's path in the policy, or `message`.  before, after: None for what is no number.
    message_id: of a message that was changed, added or switched on or off.
    """

    at: UtcDatetime
    what: str
    before: float | None
    after: float | None
    message_id: str | None


class ProgressOut(Outgoing):
    """What has been drawn so far. students: rounded down to a multiple of five.  No outcome is in it."""

    students: int
    moments: int
    silent: int


class OutcomeOut(Outgoing):
    """`count` of `moments` with a known outcome, of `students`, with the 95 % interval of the share."""

    count: int
    moments: int
    students: int
    share: Share
    low: Share
    high: Share


class ArmOut(Outgoing):
    """One arm under one measure. outcome: None where the arm is hidden."""

    arm: Arm
    outcome: OutcomeOut | None


class EffectOut(Outgoing):
    """With messages minus without, with its 95 % interval; each in [-1, 1]."""

    difference: float
    low: float
    high: float
    students: int
    moments: int


class ComparisonOut(Outgoing):
    """One measure in the arms that have it. verdict: of the primary outcome alone."""

    measure: Measure
    arms: list[ArmOut]
    effect: EffectOut | None
    verdict: Verdict | None


class ExperimentOut(Outgoing):
    """The experiment as the administrator sees it.

    Attributes:
        control_arm_share: the policy's, now; more than none without a running plan is silence for nothing.
        students: of the institution, rounded down to a multiple of five; None where too few.
        minimum: how many students a figure needs.
        retention_days: how long decisions are stored.
        longest_weeks: the longest plan for which they are; 0 where there is none.
        progress: None without an open plan, and where too few students are in it.
        plan: the latest one.
        result_plan: the latest one that has a result; an earlier one than `plan` where that one is open or abandoned.
        comparisons: of `result_plan`; empty before any result.
    """

    state: ExperimentState
    control_arm_share: float
    students: int | None
    minimum: int
    retention_days: int
    longest_weeks: int
    plan: PlanOut | None
    deviations: list[DeviationOut]
    progress: ProgressOut | None
    result_plan: PlanOut | None
    comparisons: list[ComparisonOut]
