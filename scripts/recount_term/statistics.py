"""Means, intervals and rounding, from their definitions, by other formulas than the platform's where there are any."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

Z = 1.959963984540054
SLACK = 0.0012  # of an interval's end: the platform's quantile of Student's t is an expansion, right to 1 in 1000


def wilson(share: float, n: float) -> tuple[float, float]:
    """The shares p for which |share - p| is Z standard errors of p: the roots of a quadratic equation."""
    a, b, c = 1 + Z * Z / n, -(2 * share + Z * Z / n), share * share
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


@cache
def student(freedom: int) -> float:
    """The 97.5 % point of Student's t, by bisection of its integrated density."""
    norm = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)

    def probability(t: float) -> float:
        steps = 2_000
        width = t / steps
        heights: list[float] = [
            (1 + (place * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for place in range(steps + 1)
        ]
        inside: float = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
        return 0.5 + float(norm * inside * width) / 3

    low, high = 1.9, 13.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if probability(middle) < 0.975 else (low, middle)
    return low


def variance(shares: Sequence[float]) -> float:
    """Between learners."""
    mean = math.fsum(shares) / len(shares)
    return math.fsum((each - mean) ** 2 for each in shares) / (len(shares) - 1)


def effective_observations(shares: Sequence[float], learners: int) -> float:
    """How many yes-or-no observations are as certain as these learners (Korn and Graubard 1998): 20 each at most."""
    mean, most = math.fsum(shares) / len(shares), 20.0 * learners
    spread = variance(shares)
    if spread <= 0:
        return most
    return max(1.0, min(most, mean * (1 - mean) / spread * learners * (Z / student(learners - 1)) ** 2))


def newcombe(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float, float]:
    """The difference of two shares, each with its observations, and its interval: method 10 of Newcombe (1998)."""
    (share, n), (other, other_n) = first, second
    (low, high), (other_low, other_high) = wilson(share, n), wilson(other, other_n)
    below = math.sqrt((share - low) ** 2 + (other_high - other) ** 2)
    above = math.sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return share - other, share - other - below, share - other + above


def mean_interval(shares: Sequence[float]) -> tuple[float, float]:
    """The t interval of a mean of at least two shares, kept within 0 and 1."""
    mean = math.fsum(shares) / len(shares)
    half = student(len(shares) - 1) * math.sqrt(variance(shares) / len(shares))
    return max(0.0, mean - half), min(1.0, mean + half)


def rounds_to(value: float, shown: float, step: float, slack: float = 1e-6) -> bool:
    """Whether a value is shown rounded to a step; at a tie, either way."""
    return abs(value - shown) <= step / 2 + slack


def reaches_down_to(value: float, shown: float, step: float, slack: float = SLACK) -> bool:
    """Whether a value is shown rounded down to a step."""
    return shown - slack <= value < shown + step + slack


def reaches_up_to(value: float, shown: float, step: float, slack: float = SLACK) -> bool:
    """Whether a value is shown rounded up to a step."""
    return shown - step - slack < value <= shown + slack


def mix_in_steps(mix: Sequence[float], steps: int) -> list[float]:
    """Shares of one whole in steps that add up: the largest remainders are rounded up."""
    whole = [int(share * steps + 1e-9) for share in mix]
    order = sorted(range(len(mix)), key=lambda place: whole[place] - mix[place] * steps)
    for place in order[: steps - sum(whole)]:
        whole[place] += 1
    return [each / steps for each in whole]
