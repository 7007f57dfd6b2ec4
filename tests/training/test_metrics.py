import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.training.metrics import (
    accuracy,
    calibration_error,
    class_figures,
    confusion_matrix,
    fit_temperature,
    negative_log_likelihood,
    probabilities_of,
    wilson_interval,
)


def test_wilson_interval_of_eight_in_ten():
    low, high = wilson_interval(0.8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


@given(st.integers(1, 5000), st.data())
def test_wilson_interval_holds_the_share_and_stays_within_bounds(n: int, draw):
    share = draw.draw(st.integers(0, n)) / n
    low, high = wilson_interval(share, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


def test_rows_of_the_confusion_matrix_are_labels():
    matrix = confusion_matrix(predicted=np.array([0, 1, 1, 1]), labels=np.array([0, 0, 1, 2]), classes=3)
    assert matrix.tolist() == [[1, 1, 0], [0, 1, 0], [0, 1, 0]]


def test_class_figures_by_hand():
    first, second, third = class_figures(np.array([[1, 1, 0], [0, 1, 0], [0, 1, 0]]))
    assert first == (1.0, 0.5, pytest.approx(2 / 3), 2)
    assert second == (pytest.approx(1 / 3), 1.0, 0.5, 1)
    assert third == (0.0, 0.0, 0.0, 1)


def test_likelihood_and_accuracy_by_hand():
    probabilities, labels = np.array([[0.9, 0.1], [0.6, 0.4]]), np.array([0, 1])
    assert accuracy(probabilities, labels) == 0.5
    assert negative_log_likelihood(probabilities, labels) == pytest.approx(-(math.log(0.9) + math.log(0.4)) / 2)


def test_calibration_error_by_hand():
    # two faces at confidence 0.95, both right: gap 0.05; two at 0.65, one right: gap 0.15
    probabilities = np.array([[0.95, 0.05], [0.95, 0.05], [0.65, 0.35], [0.65, 0.35]])
    assert calibration_error(probabilities, np.array([0, 0, 0, 1])) == pytest.approx(0.10)


def test_full_confidence_falls_into_the_last_bin():
    assert calibration_error(np.array([[1.0, 0.0]]), np.array([0])) == 0.0


@pytest.mark.parametrize("true_temperature", [0.4, 1.0, 2.5])
def test_the_temperature_that_made_the_labels_is_found(true_temperature: float):
    random = np.random.default_rng(0)
    logits = random.normal(0, 3, (20_000, 8))
    chances = probabilities_of(logits, true_temperature).cumsum(axis=1)
    labels = np.minimum((chances < random.random((20_000, 1))).sum(axis=1), 7)
    assert fit_temperature(logits, labels) == pytest.approx(true_temperature, rel=0.05)
