"""What is displayed: readings smoothed in time, a label that does not flicker, and abstention when unsure.

The TypeScript twin is web/src/vision/readings/smoothing.ts; the golden sequences in tests/contract hold the two
together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from attune.expressions import EXPRESSIONS, Expression, entropy_share
from attune.vision.readings.readings import NOTHING_SEEN, AbstainReason, Reading

MIN_CONFIDENCE = 0.35  # of a single reading
MAX_ENTROPY = 0.85  # of a single reading, as a share of ln 8

TIME_CONSTANT_MS = 1000.0
HOLD_MS = 1000.0  # a label outlives readings that abstain by this much
RETURN_MS = 500.0  # and, once gone for them, returns when none has abstained for this long
ENTER = 0.45  # smoothed probability at which a label appears
LEAVE = 0.35  # and under which it goes
LEAD = 0.10  # by which another label must be ahead to take its place


@dataclass(frozen=True, slots=True)
class Displayed:
    """What the student sees. confidence: the smoothed probability of the label, 0 when unknown.  reason: of unknown."""

    label: Expression | Literal["unknown"]
    confidence: float
    reason: AbstainReason | None


def abstention_reason(p: Sequence[float]) -> AbstainReason | None:
    """Why a distribution over the expressions says too little to be used, or None."""
    if max(p) < MIN_CONFIDENCE:
        return AbstainReason.LOW_CONFIDENCE
    return AbstainReason.HIGH_ENTROPY if entropy_share(p) > MAX_ENTROPY else None


class Smoother:
    """Exponential moving average with a time constant, so that frame rates do not matter, and hysteresis."""

    def __init__(self) -> None:
        self._mean: tuple[float, ...] | None = None
        self._usable_at = 0.0
        self._shown: Expression | None = None
        self._lost: tuple[float, AbstainReason] | None = None  # the last that abstained, where it cost the label

    def update(self, reading: Reading) -> Displayed:
        """Take the next reading (t must not run backwards) and say what to display."""
        if reading.abstain is not None:
            return self._abstain(reading.t, reading.abstain)
        self._blend(reading)
        if self._lost is not None and reading.t - self._lost[0] < RETURN_MS:
            return self._display(self._lost[1])
        self._lost = None
        self._choose()
        return self._display(AbstainReason.LOW_CONFIDENCE)

    def _abstain(self, t: float, reason: AbstainReason) -> Displayed:
        if self._lost is not None or (self._mean is not None and t - self._usable_at > HOLD_MS):
            self._mean, self._shown, self._lost = None, None, (t, reason)
        return self._display(reason)

    def _blend(self, reading: Reading) -> None:
        if self._mean is None:
            self._mean = tuple(reading.p)
        else:
            weight = 1 - math.exp(-(reading.t - self._usable_at) / TIME_CONSTANT_MS)
            self._mean = tuple(old + weight * (new - old) for old, new in zip(self._mean, reading.p, strict=True))
        self._usable_at = reading.t

    def _choose(self) -> None:
        mean = self._mean or NOTHING_SEEN
        highest = max(mean)
        if highest >= ENTER and (self._shown is None or highest >= self._probability(self._shown) + LEAD):
            self._shown = EXPRESSIONS[mean.index(highest)]
        elif self._shown is not None and self._probability(self._shown) < LEAVE:
            self._shown = None

    def _probability(self, expression: Expression) -> float:
        return self._mean[EXPRESSIONS.index(expression)] if self._mean else 0.0

    def _display(self, reason: AbstainReason) -> Displayed:
        if self._shown is None:
            return Displayed("unknown", 0.0, reason)
        return Displayed(self._shown, self._probability(self._shown), None)
