"""Metrics of probabilities and labels, with the uncertainty they deserve. Pure numpy: nothing here knows a model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attune.vision.models.classifier import Probabilities, softmax

Labels = NDArray[np.int64]

BINS = 15
"""Bins of a calibration error, as in Guo et al. 2017."""


class ClassMetrics(NamedTuple):
    """How one class fares; n is the number of faces that carry its label."""

    precision: float
    recall: float
    f1: float
    n: int


class ReliabilityBin(NamedTuple):
    """Faces about which the model is about equally sure; calibrated means that as many are correct as it says.

    low, high: the bounds of the bin.  n: its faces.  confidence, accuracy: their means.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def probabilities_of(logits: NDArray[np.floating], temperature: float = 1.0) -> Probabilities:
    """(N, C) logits -> (N, C) float64 probabilities, softened by a temperature above 1, sharpened by one below."""
    return softmax(logits.astype(np.float64) / temperature)


def accuracy(probabilities: Probabilities, labels: Labels) -> float:
    """Fraction of faces whose most probable class is their label."""
    return float((probabilities.argmax(axis=1) == labels).mean())


def confusion_matrix(predicted: Labels, labels: Labels, classes: int) -> NDArray[np.int64]:
    """Count faces; rows are labels, columns predictions.

    Returns:
        (classes, classes).
    """
    flat = np.bincount(labels * classes + predicted, minlength=classes * classes)
    return flat.reshape(classes, classes).astype(np.int64)


def class_metrics(confusion: NDArray[np.int64]) -> list[ClassMetrics]:
    """Precision, recall, F1 and n of each class; a quotient of nothing counts as 0."""
    hits = np.diag(confusion)
    n, predicted = confusion.sum(axis=1), confusion.sum(axis=0)
    recall, precision = hits / np.maximum(n, 1), hits / np.maximum(predicted, 1)
    f1 = 2 * hits / np.maximum(n + predicted, 1)
    columns = zip(precision.tolist(), recall.tolist(), f1.tolist(), n.tolist(), strict=True)
    return [ClassMetrics(*metrics) for metrics in columns]


def balanced_accuracy(classes: Sequence[ClassMetrics]) -> float:
    """Mean recall of the classes that have faces: what accuracy would be if all were equally frequent."""
    return float(np.mean([metrics.recall for metrics in classes if metrics.n]))


def macro_f1(classes: Sequence[ClassMetrics]) -> float:
    """Mean F1 of the classes that have faces; a class without any costs where its answers were wrong."""
    return float(np.mean([metrics.f1 for metrics in classes if metrics.n]))


def negative_log_likelihood(probabilities: Probabilities, labels: Labels) -> float:
    """Mean of -log of the probability given to the label, in nats."""
    given = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(given, 1e-12)).mean())


def brier_score(probabilities: Probabilities, labels: Labels) -> float:
    """Mean squared distance between what is said and what is so, summed over classes (Brier 1950): 0 best, 2 worst."""
    distances = probabilities.copy()
    distances[np.arange(len(labels)), labels] -= 1
    return float((distances**2).sum(axis=1).mean())


def reliability_bins(
    probabilities: Probabilities, labels: Labels, bins: int = BINS, equal_mass: bool = False
) -> tuple[ReliabilityBin, ...]:
    """Sort faces into bins by confidence, the largest probability; empty bins are left out.

    equal_mass: bins of about equal n, bounded by quantiles (faces of one confidence stay together), instead of bins
    of equal width over 0..1.
    """
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == labels
    edges = np.quantile(confidence, np.linspace(0, 1, bins + 1)) if equal_mass else np.linspace(0, 1, bins + 1)
    index = np.searchsorted(edges[1:-1], confidence, side="right")
    return tuple(
        ReliabilityBin(
            float(edges[number]),
            float(edges[number + 1]),
            int(inside.sum()),
            float(confidence[inside].mean()),
            float(correct[inside].mean()),
        )
        for number in range(bins)
        if (inside := index == number).any()
    )


def calibration_error(
    probabilities: Probabilities, labels: Labels, bins: int = BINS, equal_mass: bool = False
) -> float:
    """Expected calibration error (Guo et al. 2017): |confidence - accuracy| over reliability_bins, weighted by n."""
    return expected_gap(reliability_bins(probabilities, labels, bins, equal_mass))


def expected_gap(bins: Sequence[ReliabilityBin]) -> float:
    """Mean over faces of the gap between confidence and accuracy in their bin, 0..1."""
    return sum(one.n * abs(one.confidence - one.accuracy) for one in bins) / sum(one.n for one in bins)


def fit_temperature(logits: NDArray[np.floating], labels: Labels) -> float:
    """Find the temperature in 0.05..20 of least negative log-likelihood, by golden-section search on its logarithm.

    One number cannot change which class wins, so fitting it on the validation split leaves accuracy as it is.
    """
    ratio = (math.sqrt(5) - 1) / 2
    low, high = math.log(0.05), math.log(20.0)
    while high - low > 1e-5:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        loss_left, loss_right = (
            negative_log_likelihood(probabilities_of(logits, math.exp(point)), labels) for point in (left, right)
        )
        low, high = (low, right) if loss_left < loss_right else (left, high)
    return math.exp((low + high) / 2)
