"""What goes out about whether support helps: figures about groups, never about a person."""

from __future__ import annotations

from attune.affect.experiment.effect import Arm, Measure
from attune.classroom.platform.schemas import Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import Share


class ShareOut(Outgoing):
    """`count` of `n` moments with a known outcome, with the 95 % interval of the share."""

    count: int
    n: int
    share: Share
    low: Share
    high: Share


class ArmOut(Outgoing):
    """One arm under one measure. learners: with a known outcome; None, as the outcome is, where the arm is hidden."""

    arm: Arm
    learners: int | None
    outcome: ShareOut | None


class DifferenceOut(Outgoing):
    """With messages minus without, with its 95 % interval; each in [-1, 1]."""

    value: float
    low: float
    high: float


class ComparisonOut(Outgoing):
    """One measure in the arms that have it."""

    measure: Measure
    arms: list[ArmOut]
    difference: DifferenceOut | None


class EffectOut(Outgoing):
    """The report. since, until: the time in which the control arm was drawn as it was last; None without one.

    share: of learners in the control arm then.  minimum: how many learners an arm needs.
    """

    since: UtcDatetime | None
    until: UtcDatetime | None
    share: Share
    running: bool
    minimum: int
    retention_days: int
    comparisons: list[ComparisonOut]
