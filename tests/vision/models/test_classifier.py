from pathlib import Path

import numpy as np
import pytest

from attune.expressions import EXPRESSIONS, Expression
from attune.vision.models.bundle import Preprocessing, load_bundle
from attune.vision.models.classifier import ExpressionClassifier, preprocess
from tests.vision.bundles import linear_model, manifest, write_bundle


@pytest.fixture
def crops():
    return np.random.default_rng(1).integers(0, 256, (5, 48, 48), dtype=np.uint8)


def classify(folder: Path, crops):
    return ExpressionClassifier(load_bundle(folder)).classify(crops)


def test_rows_are_distributions_and_do_not_depend_on_the_batch(bundle_folder: Path, crops):
    together = classify(bundle_folder, crops)
    assert together.shape == (5, 8)
    np.testing.assert_allclose(together.sum(axis=1), 1)
    np.testing.assert_allclose(classify(bundle_folder, crops[3:4])[0], together[3], atol=1e-6)


def test_columns_follow_the_names_and_not_the_models_order(tmp_path: Path, crops):
    model = linear_model(8)
    straight = classify(write_bundle(tmp_path / "straight", model), crops)
    turned = classify(write_bundle(tmp_path / "turned", model, labels=[str(e) for e in reversed(EXPRESSIONS)]), crops)
    np.testing.assert_allclose(turned, straight[:, ::-1])


def test_a_fer2013_model_without_contempt_gives_it_no_probability(tmp_path: Path, crops):
    labels = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"]
    probabilities = classify(write_bundle(tmp_path, labels=labels), crops)
    assert (probabilities[:, EXPRESSIONS.index(Expression.CONTEMPT)] == 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


def test_temperature_softens_and_keeps_the_order(tmp_path: Path, crops):
    model = linear_model(8)
    sharp = classify(write_bundle(tmp_path / "sharp", model), crops)
    output = manifest(model)["output"] | {"temperature": 2.0}
    soft = classify(write_bundle(tmp_path / "soft", model, temperature=2.0, output=output), crops)
    np.testing.assert_allclose(soft, np.sqrt(sharp) / np.sqrt(sharp).sum(axis=1, keepdims=True), atol=1e-9)


def test_grey_is_repeated_for_a_colour_model_and_normalised_by_channel(crops):
    tensor = preprocess(crops, Preprocessing(48, 3, (0.0, 0.5, 1.0), (1.0, 0.5, 2.0)))
    assert tensor.shape == (5, 3, 48, 48)
    grey = crops.astype(np.float32) / 255
    for channel, expected in enumerate([grey, (grey - 0.5) / 0.5, (grey - 1) / 2]):
        np.testing.assert_allclose(tensor[:, channel], expected, atol=1e-6)
