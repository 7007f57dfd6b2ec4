"""How much predictions should weigh beside the votes: what predicts a tagger's vote best from the other nine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attune.training.distillation.soft_targets import Predictions

GRID = np.linspace(0, 1, 101)


def held_out_likelihoods(votes: NDArray[np.int64], predictions: Predictions) -> NDArray[np.float64]:
    """Mean log-likelihood of one vote under a blend of the other votes and the predictions, for each weight of GRID.

    Every vote is left out in turn; the rest, as shares, is blended with the prediction. A tagger counts like any other.

    Args:
        votes: (N, 8) counts; images with fewer than two votes say nothing and are left out.
        predictions: (N, 8), rows sum to 1.

    Returns:
        (101,) in nats; minus infinity where a weight gives some vote no probability at all (0 usually does).
    """
    enough = votes.sum(axis=1) >= 2
    counts, predicted = votes[enough].astype(np.float64), predictions[enough].astype(np.float64)
    totals = counts.sum(axis=1, keepdims=True)
    others = np.maximum(counts - 1, 0) / (totals - 1)  # the share of a class once one vote for it is left out
    given = counts > 0
    with np.errstate(divide="ignore"):
        return np.array(
            [
                (counts[given] * np.log(((1 - weight) * others + weight * predicted)[given])).sum() / counts.sum()
                for weight in GRID
            ]
        )


def best_weight(votes: NDArray[np.int64], predictions: Predictions) -> float:
    """The weight of the predictions under which votes that were left out are most likely, to 0.01."""
    return float(GRID[held_out_likelihoods(votes, predictions).argmax()])
