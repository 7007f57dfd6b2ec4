import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.training.evaluation.metrics import (
    accuracy,
    balanced_accuracy,
    brier_score,
    calibration_error,
    class_metrics,
    confusion_matrix,
    expected_gap,
    fit_temperature,
    macro_f1,
    negative_log_likelihood,
    probabilities_of,
    reliability_bins,
)


def test_rows_of_the_confusion_matrix_are_labels():
    matrix = confusion_matrix(predicted=np.array([0, 1, 1, 1]), labels=np.array([0, 0, 1, 2]), classes=3)
    assert matrix.tolist() == [[1, 1, 0], [0, 1, 0], [0, 1, 0]]


def test_class_figures_by_hand():
    first, second, third = class_metrics(np.array([[1, 1, 0], [0, 1, 0], [0, 1, 0]]))
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
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 3, (20_000, 8))
    chances = probabilities_of(logits, true_temperature).cumsum(axis=1)
    labels = np.minimum((chances < rng.random((20_000, 1))).sum(axis=1), 7)
    assert fit_temperature(logits, labels) == pytest.approx(true_temperature, rel=0.05)


def test_balanced_accuracy_and_macro_f1_leave_out_classes_without_faces():
    # recall 0.5 and 1; the third class has no face, and one wrong answer
    classes = class_metrics(np.array([[2, 1, 1], [0, 1, 0], [0, 0, 0]]))
    assert balanced_accuracy(classes) == pytest.approx(0.75)
    assert macro_f1(classes) == pytest.approx((2 * 2 / (4 + 2) + 2 * 1 / (1 + 2)) / 2)


def test_brier_score_by_hand():
    probabilities, labels = np.array([[0.9, 0.1], [0.6, 0.4]]), np.array([0, 1])
    assert brier_score(probabilities, labels) == pytest.approx((0.01 + 0.01 + 0.36 + 0.36) / 2)
    assert brier_score(np.array([[1.0, 0.0]]), np.array([1])) == 2.0


def test_bins_of_equal_width_have_fixed_bounds_and_those_of_equal_mass_equal_counts():
    confidence = np.array([0.55, 0.56, 0.57, 0.58, 0.91, 0.92])
    probabilities, labels = np.stack([confidence, 1 - confidence], axis=1), np.zeros(6, dtype=np.int64)
    assert [(one.low, one.n) for one in reliability_bins(probabilities, labels, 10)] == [(0.5, 4), (0.9, 2)]
    assert [one.n for one in reliability_bins(probabilities, labels, 3, equal_mass=True)] == [2, 2, 2]


@given(st.lists(st.tuples(st.floats(0.5, 1), st.booleans()), min_size=1, max_size=60), st.booleans(), st.randoms())
def test_every_face_is_in_one_bin_whatever_their_order(faces: list[tuple[float, bool]], equal_mass: bool, rng):
    def bins_of(faces: list[tuple[float, bool]]):
        confidence = np.array([face[0] for face in faces])
        labels = np.array([0 if face[1] else 1 for face in faces])
        return reliability_bins(np.stack([confidence, 1 - confidence], axis=1), labels, 5, equal_mass)

    bins = bins_of(faces)
    assert sum(one.n for one in bins) == len(faces)
    assert all(one.low - 1e-9 <= one.confidence <= one.high + 1e-9 for one in bins)
    shuffled = rng.sample(faces, len(faces))
    assert expected_gap(bins_of(shuffled)) == pytest.approx(expected_gap(bins))
