"""The uncertainty of a proportion, defined once for every report of the platform and of the workshop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev
from typing import NamedTuple

Z_95 = 1.959964
"""Half the width of a 95 % interval of a normal distribution, in standard deviations."""


class Interval(NamedTuple):
    """An interval of a proportion, each end from 0 to 1."""

    low: float
    high: float


def wilson_interval(count: float, n: float) -> Interval:
    """Return the Wilson score interval of count/n at 95 % (Wilson 1927): within 0..1, and sound for small n.

    Args:
        count: of n; whole numbers, or a part of an effective number of observations.
        n: observations; the interval of none is (0, 1).

    Raises:
        ValueError: count is not between 0 and n.
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


class Difference(NamedTuple):
    """A difference of two proportions, from -1 to 1, and its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def distinguishable(self) -> bool:
        """Whether the interval leaves out that there is no difference."""
        return self.low > 0 or self.high < 0


def newcombe_difference(first: tuple[float, float], second: tuple[float, float]) -> Difference:
    """Return the difference of two independent proportions, first minus second, with its 95 % interval.

    The hybrid score interval, made of the Wilson interval of each: Newcombe, R. G. (1998). Interval estimation for the
    difference between independent proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890
    (method 10).

    Args:
        first: a count and what it is of, more than 0.
        second: the same.
    """
    (share, (low, high)), (other, (other_low, other_high)) = (
        (count / n, wilson_interval(count, n)) for count, n in (first, second)
    )
    value = share - other
    return Difference(
        value,
        value - math.hypot(share - low, other_high - other),
        value + math.hypot(high - share, other - other_low),
    )


def mean_interval(values: Sequence[float]) -> Interval:
    """Return the t interval of the mean of independent shares at 95 %, kept within 0..1.

    The quantile of Student's t comes from its expansion in 1/degrees of freedom (Abramowitz and Stegun 26.7.5): it
    is right to 1 in 1000 from nine values on.

    Args:
        values: One of each learner, each from 0 to 1. One value says nothing of how others would be: (0, 1).

    Raises:
        ValueError: there is no value.
    """
    if not values:
        raise ValueError("A mean is of one value at least; got none.")
    if len(values) == 1:
        return Interval(0.0, 1.0)
    degrees, z = len(values) - 1, Z_95
    quantile = (
        z
        + (z**3 + z) / (4 * degrees)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
    )
    half = quantile * stdev(values) / math.sqrt(len(values))
    return Interval(max(0.0, fmean(values) - half), min(1.0, fmean(values) + half))
