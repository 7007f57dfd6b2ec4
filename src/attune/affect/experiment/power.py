"""How small an effect a number of students can show, before the first of them is drawn.

Within one student both arms occur, so what students differ by does not add to the variance: for N moments of which a
share s is silent it is (v1 / (1 - s) + v0 / s) / N, v being the variance of an outcome in each arm that the student's
earlier answers leave unexplained (the sample size of a micro-randomised trial with a constant effect, Liao et al.
2016, for a binary outcome). The interval's quantile is the t distribution's, as in the analysis.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from attune.affect.evidence import Probability
from attune.affect.experiment.student_t import t_quantile

POWER = 0.8
REGRESSORS = 3
MOST_STUDENTS = 100_000


@dataclass(frozen=True, slots=True)
class Design:
    """An experiment as it is planned.

    Attributes:
        students: who let themselves be counted.
        weeks: how long.
        moments_per_week: of one student.
        share: of moments left silent.
        base_rate: how often the primary outcome is met without a message.
        correlation: of two outcomes of one student.
    """

    students: int
    weeks: int
    moments_per_week: float
    share: Probability
    base_rate: Probability = 0.5
    correlation: Probability = 0.1


def smallest_effect(design: Design) -> Probability | None:
    """The smallest difference that is found with 80 % power; None where no possible one is."""
    low, high = 0.0, 1 - design.base_rate
    if design.students <= REGRESSORS or design.share == 0 or _power_margin(design, high) < 0:
        return None
    while high - low > 1e-4:
        middle = (low + high) / 2
        low, high = (low, middle) if _power_margin(design, middle) >= 0 else (middle, high)
    return high


def students_needed(design: Design, effect: Probability) -> int | None:
    """How many students show a given difference, all else as designed; None where none would."""
    low, high = REGRESSORS, MOST_STUDENTS

    def enough(students: int) -> bool:
        smallest = smallest_effect(_with_students(design, students))
        return smallest is not None and smallest <= effect

    if not enough(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _power_margin(design: Design, effect: Probability) -> float:
    """By how much an effect exceeds what has 80 % power."""
    degrees = design.students - REGRESSORS
    quantiles = t_quantile(0.975, degrees) + t_quantile(POWER, degrees)
    return effect - quantiles * _standard_error(design, effect)


def _standard_error(design: Design, effect: Probability) -> float:
    silent, spoken = design.base_rate, design.base_rate + effect
    each = spoken * (1 - spoken) / (1 - design.share) + silent * (1 - silent) / design.share
    moments = design.students * design.weeks * design.moments_per_week
    return math.sqrt(each * (1 - _explained(design)) / moments)


def _explained(design: Design) -> Probability:
    """The share of the variance that a student's earlier answers explain, over the moments of the experiment.

    The mean of m outcomes that correlate by r correlates with the next one by r * sqrt(m / (1 + (m - 1) * r)).
    """
    r, moments = design.correlation, max(1, round(design.weeks * design.moments_per_week))
    return sum(r**2 * m / (1 + (m - 1) * r) for m in range(moments)) / moments


def _with_students(design: Design, students: int) -> Design:
    return Design(students, design.weeks, design.moments_per_week, design.share, design.base_rate, design.correlation)
