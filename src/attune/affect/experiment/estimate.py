"""What a message changes at a moment: weighted and centred least squares (Boruvka et al. 2018).

The outcome is regressed on the learner's earlier answers and on the centred assignment, each moment weighted by how
probable its assignment was. The coefficient of the assignment is a difference of probabilities, averaged over the
moments: what speaking instead of silence does to what follows next, given everything that came before. It is right
whether or not the rest of the regression is.

Moments of one learner are alike, so the variance is the sandwich over learners, with the correction for few of them by
Mancl and DeRouen (2001) and quantiles of the t distribution. It is intention to treat: what counts is the arm that a
moment was drawn into, not what was delivered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attune.affect.evidence import Probability
from attune.affect.experiment.moments import Measure, ObservedMoment
from attune.affect.experiment.student_t import t_quantile

CONFIDENCE = 0.95
WORST_CONDITION = 1e10  # from there on a coefficient is noise of the arithmetic

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Effect:
    """With messages minus without, in probability. low, high: the 95 % interval, within [-1, 1]."""

    difference: float
    low: float
    high: float
    standard_error: float
    degrees_of_freedom: int
    learners: int
    moments: int


@dataclass(frozen=True, slots=True)
class ScoredMoment:
    """A moment with one known outcome."""

    learner_id: str
    speak: bool
    probability_speak: Probability
    prior: Probability
    outcome: bool


def scored(observed: Sequence[ObservedMoment], measure: Measure) -> list[ScoredMoment]:
    """The moments with a known outcome under a measure that were drawn: neither arm was certain."""
    return [
        ScoredMoment(each.moment.learner_id, each.moment.speak, each.moment.probability_speak, each.prior, outcome)
        for each in observed
        if (outcome := each.outcomes.get(measure)) is not None and 0 < each.moment.probability_speak < 1
    ]


def estimate_effect(moments: Sequence[ScoredMoment]) -> Effect | None:
    """Estimate what messages change; None where the moments cannot tell: one arm, too few learners, or one decides."""
    if len({moment.speak for moment in moments}) < 2:
        return None
    design, weights = _design(moments)
    outcome = np.array([moment.outcome for moment in moments], dtype=np.float64)
    names = {name: index for index, name in enumerate(sorted({moment.learner_id for moment in moments}))}
    learner = np.array([names[moment.learner_id] for moment in moments])
    degrees = len(names) - design.shape[1]
    if degrees < 1:
        return None
    found = _sandwich(design, weights, outcome, learner, len(names))
    if found is None:
        return None
    difference, error = found
    half = t_quantile((1 + CONFIDENCE) / 2, degrees) * error
    low, high = max(-1.0, difference - half), min(1.0, difference + half)
    return Effect(difference, low, high, error, degrees, len(names), len(moments))


def _design(moments: Sequence[ScoredMoment]) -> tuple[Floats, Floats]:
    """The regressors, the centred assignment last, and the weights; earlier answers only where they differ."""
    speak = np.array([moment.speak for moment in moments], dtype=np.float64)
    probability = np.array([moment.probability_speak for moment in moments])
    prior = np.array([moment.prior for moment in moments])
    centre = float(probability.mean())
    weights = np.where(speak == 1, centre / probability, (1 - centre) / (1 - probability))
    columns = [np.ones(len(moments)), speak - centre]
    if np.ptp(prior) > 0:
        columns.insert(1, prior - prior.mean())
    return np.column_stack(columns), weights


def _sandwich(
    design: Floats, weights: Floats, outcome: Floats, learner: NDArray[np.int64], learners: int
) -> tuple[float, float] | None:
    """The last coefficient and its standard error; None where it does not follow from the moments.

    With H the part of the hat matrix of one learner, X'W (I - H)^-1 e = (I - X'WX B)^-1 X'W e: systems as small as the
    number of regressors, and not as large as the number of a learner's moments.
    """
    weighted = design * weights[:, None]
    information = weighted.T @ design
    if np.linalg.cond(information) > WORST_CONDITION:
        return None
    bread = np.linalg.inv(information)
    coefficients = bread @ (weighted.T @ outcome)
    scores = np.zeros((learners, design.shape[1]))
    np.add.at(scores, learner, weighted * (outcome - design @ coefficients)[:, None])
    shares = np.zeros((learners, design.shape[1], design.shape[1]))
    np.add.at(shares, learner, weighted[:, :, None] * design[:, None, :])
    left = np.eye(design.shape[1]) - shares @ bread
    if np.linalg.cond(left).max() > WORST_CONDITION:
        return None
    corrected = np.linalg.solve(left, scores[:, :, None])[:, :, 0]
    variance = bread @ (corrected.T @ corrected) @ bread
    return float(coefficients[-1]), float(np.sqrt(variance[-1, -1]))
