"""Quantiles of Student's t distribution, which small numbers of learners need instead of the normal one's."""

from __future__ import annotations

import math
from statistics import NormalDist

from attune.affect.evidence import Probability


def t_quantile(p: Probability, degrees: float) -> float:
    """The p-quantile of the t distribution (Hill 1970, algorithm 396: six digits from 5 degrees of freedom on).

    Raises:
        ValueError: p is not in (0.5, 1), or there is not one degree of freedom.
    """
    if not 0.5 < p < 1 or degrees < 1:
        raise ValueError(f"A quantile above the middle and at least 1 degree of freedom; got {p} and {degrees}.")
    tails = 2 * (1 - p)
    if degrees == 1:
        return math.cos(tails * math.pi / 2) / math.sin(tails * math.pi / 2)
    if degrees == 2:
        return math.sqrt(2 / (tails * (2 - tails)) - 2)
    return math.sqrt(degrees * _hill(tails, degrees))


def _hill(tails: float, n: float) -> float:
    a = 1 / (n - 0.5)
    b = 48 / a**2
    c = ((20700 * a / b - 98) * a - 16) * a + 96.36
    d = ((94.5 / (b + c) - 3) / b + 1) * math.sqrt(a * math.pi / 2) * n
    y = math.pow(d * tails, 2 / n)
    if y <= 0.05 + a:
        return ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * (n + 1) / (
            n + 2
        ) + 1 / y
    x = NormalDist().inv_cdf(tails / 2)
    y = x**2
    if n < 5:
        c += 0.3 * (n - 4.5) * (x + 0.6)
    c += (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
    return float(math.expm1(a * y**2))
