import numpy as np
import pytest

pytest.importorskip("torch")

from attune.expressions import EXPRESSIONS, Expression
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import Faces, load_scored, load_training
from attune.training.evaluation.metrics import calibration_error
from attune.training.export.validation import ExportValidation, cross_validated, load_export_validation
from attune.vision.models.bundle import Preprocessing
from tests.vision.bundles import linear_model

pytestmark = pytest.mark.torch
GREY = Preprocessing(48, 1, (0.0,), (1.0,))


def validation_of(labels: list[int]) -> ExportValidation:
    pixels = np.random.default_rng(0).integers(0, 256, (len(labels), 48, 48), dtype=np.uint8)
    rows = np.arange(len(labels))
    faces = Faces(pixels, np.zeros((len(labels), 8), np.float32), np.array(labels), rows)
    return ExportValidation(faces, rows > 0, pixels[:2], "PublicTest", "majority")


def test_the_faces_are_those_of_the_validation_split_and_ordinary_ones_were_trained_on(data):
    described = DataConfig(root=str(data), protocol="majority")
    validation = load_export_validation(described, 48)
    assert np.array_equal(validation.faces.pixels, load_scored(described, "PublicTest", 48).pixels)
    trained = {image.tobytes() for image in load_training(described, 48).pixels}
    assert {image.tobytes() for image in validation.ordinary} <= trained
    assert validation.new.all()


def test_a_given_temperature_is_kept_and_changes_no_answer():
    validation = validation_of([0, 1, 2, 3, 4, 5, 6, 7] * 3)
    fitted, given = (validation.measure(linear_model(8), EXPRESSIONS, GREY, choice) for choice in (None, 3.0))
    assert given.temperature == 3.0 != fitted.temperature
    assert given.report.accuracy == fitted.report.accuracy == fitted.raw.accuracy
    assert fitted.report.nll <= given.report.nll
    assert (fitted.report.n, fitted.unseen.n) == (24, 23)


def test_outputs_are_scored_by_name_whatever_their_order():
    validation = validation_of([0, 1, 2, 3, 4, 5, 6, 7] * 3)
    straight = validation.measure(linear_model(8), EXPRESSIONS, GREY)
    turned = validation.measure(linear_model(8), EXPRESSIONS[::-1], GREY)
    flipped = [7 - label for label in validation.faces.labels]
    again = validation_of(flipped).measure(linear_model(8), EXPRESSIONS, GREY)
    assert turned.report.accuracy == again.report.accuracy
    assert turned.temperature == again.temperature
    assert straight.report.confusion.tolist() != turned.report.confusion.tolist()


def test_a_face_whose_label_the_model_lacks_counts_as_wrong_and_does_not_fit_the_temperature():
    seven = tuple(label for label in EXPRESSIONS if label is not Expression.CONTEMPT)
    with_contempt = validation_of([0, 1, 2, 3] * 5 + [7])
    measured = with_contempt.measure(linear_model(7), seven, GREY)
    assert measured.report.classes[7].n == 1
    assert measured.report.classes[7].recall == 0
    assert measured.temperature == validation_of([0, 1, 2, 3] * 5).measure(linear_model(7), seven, GREY).temperature


def test_cross_validation_gives_no_face_a_temperature_that_it_helped_to_fit():
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(40, 8)).astype(np.float32)
    labels = rng.integers(0, 8, 40)
    before = cross_validated(logits, labels, range(8))
    own, others = np.array_split(np.random.default_rng(0).permutation(40), 2)
    changed = labels.copy()
    changed[own] = logits[own].argmax(axis=1)
    after = cross_validated(logits, changed, range(8))
    assert np.allclose(after[own], before[own])
    assert not np.allclose(after[others], before[others])
    assert 0 <= calibration_error(before, labels) <= 1
