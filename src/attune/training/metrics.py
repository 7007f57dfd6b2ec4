"""Figures about probabilities and labels, with the uncertainty they deserve. Pure numpy: nothing here knows a model."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attune.vision.classifier import Probabilities, softmax

Labels = NDArray[np.int64]

Z_95 = 1.959964


class ClassFigures(NamedTuple):
    """How one class fares; n is the number of faces that carry its label."""

    precision: float
    recall: float
    f1: float
    n: int


def probabilities_of(logits: NDArray[np.floating], temperature: float = 1.0) -> Probabilities:
    """(N, C) logits -> (N, C) float64 probabilities, softened by a temperature above 1, sharpened by one below."""
    return softmax(logits.astype(np.float64) / temperature)


def accuracy(probabilities: Probabilities, labels: Labels) -> float:
    """Share of faces whose most probable class is their label."""
    return float((probabilities.argmax(axis=1) == labels).mean())


def wilson_interval(share: float, n: int, z: float = Z_95) -> tuple[float, float]:
    """Interval of a share measured on n faces, 95 % by default (Wilson 1927): within 0..1, and sound for small n."""
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def confusion_matrix(predicted: Labels, labels: Labels, classes: int) -> NDArray[np.int64]:
    """Count faces; rows are labels, columns predictions.  Returns (classes, classes)."""
    flat = np.bincount(labels * classes + predicted, minlength=classes * classes)
    return flat.reshape(classes, classes).astype(np.int64)


def class_figures(confusion: NDArray[np.int64]) -> list[ClassFigures]:
    """Precision, recall, F1 and n of each class; a quotient of nothing counts as 0."""
    hits = np.diag(confusion)
    n, predicted = confusion.sum(axis=1), confusion.sum(axis=0)
    recall, precision = hits / np.maximum(n, 1), hits / np.maximum(predicted, 1)
    f1 = 2 * hits / np.maximum(n + predicted, 1)
    columns = zip(precision.tolist(), recall.tolist(), f1.tolist(), n.tolist(), strict=True)
    return [ClassFigures(*figures) for figures in columns]


def negative_log_likelihood(probabilities: Probabilities, labels: Labels) -> float:
    """Mean of -log of the probability given to the label, in nats."""
    given = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(given, 1e-12)).mean())


def calibration_error(probabilities: Probabilities, labels: Labels, bins: int = 15) -> float:
    """Expected calibration error (Guo et al. 2017): |confidence - accuracy| over bins of equal width, weighted by n."""
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == labels
    index = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(index, weights=confidence - correct, minlength=bins)
    return float(np.abs(gaps).sum() / len(labels))


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
