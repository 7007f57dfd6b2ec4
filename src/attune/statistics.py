"""The uncertainty of a proportion, defined once for every report of the platform and of the workshop."""

from __future__ import annotations

import math
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
