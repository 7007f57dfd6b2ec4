"""The share of moments with an outcome in one arm, with an interval that allows for learners being few.

Several moments of one learner are alike, so an interval over moments would be too narrow: it is the Wilson interval
over the effective number of moments, from the variance between learners (Korn and Graubard 1998).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from attune.affect.evidence import Probability
from attune.statistics import Interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Proportion:
    """`count` of `n` moments of `learners`; the interval is at 95 %."""

    count: int
    n: int
    learners: int
    share: Probability
    interval: Interval


def proportion(outcomes: Sequence[tuple[str, bool]]) -> Proportion:
    """The share of outcomes that are true. outcomes: learner and outcome, at least one; ValueError without any."""
    if not outcomes:
        raise ValueError("A share needs at least one outcome.")
    count, n = sum(outcome for _, outcome in outcomes), len(outcomes)
    effective = effective_number(outcomes)
    learners = len({learner for learner, _ in outcomes})
    return Proportion(count, n, learners, count / n, wilson_interval(count / n * effective, effective))


def effective_number(outcomes: Sequence[tuple[str, bool]]) -> float:
    """How many independent moments these are worth, between 1 and their number.

    Where all are alike the variance says nothing, and each learner counts once.
    """
    groups: dict[str, list[bool]] = defaultdict(list)
    for learner_id, outcome in outcomes:
        groups[learner_id].append(outcome)
    n, learners = len(outcomes), len(groups)
    share = sum(outcome for _, outcome in outcomes) / n
    if learners == 1 or share in (0.0, 1.0):
        return float(learners)
    between = math.fsum((sum(group) - share * len(group)) ** 2 for group in groups.values())
    variance = learners / (learners - 1) * between / n**2
    if variance == 0:
        return float(learners)
    return min(float(n), max(1.0, share * (1 - share) / variance))
