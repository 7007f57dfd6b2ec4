"""Shares with their uncertainty, and coverage: what figures about one learner or many are computed with.

A share over few learners is shown with its interval (Wilson 1927), because "40 %" of five people may be one person's
change of mind. What may be said of a group is decided in `attune.affect.disclosure`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from attune.affect.evidence import LearningState, Probability
from attune.affect.windows import Window

Z_95 = 1.959964  # the two-sided 95 % quantile of the normal distribution

STRUGGLING = frozenset({LearningState.MAYBE_CONFUSED, LearningState.MAYBE_FRUSTRATED})
KNOWN_STATES = tuple(state for state in LearningState if state is not LearningState.UNKNOWN)


class Interval(NamedTuple):
    """A 95 % confidence interval of a share."""

    low: Probability
    high: Probability


def wilson_interval(count: float, n: float) -> Interval:
    """The Wilson score interval of count/n at 95 %; (0, 1) for n = 0. Raises ValueError unless 0 <= count <= n.

    Whole numbers, or an effective number of observations and its share of them.
    """
    if not 0 <= count <= n:
        raise ValueError(f"A count lies between 0 and n; got {count} of {n}.")
    if n == 0:
        return Interval(0.0, 1.0)
    share, z2 = count / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return Interval(low, high)


def mean_coverage(windows: Iterable[Window]) -> Probability | None:
    """Share of the time in which a face was read, over windows of any length; None without a window."""
    seconds = covered = 0.0
    for window in windows:
        seconds += window.seconds
        covered += window.seconds * window.coverage
    return covered / seconds if seconds else None
