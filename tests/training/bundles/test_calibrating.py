"""An external model gets a temperature: fitted on half of a split, judged on the other half, said in its card."""

import json

import pytest
from click.testing import CliRunner

from attune.training.bundles.calibrating import UNCALIBRATED
from attune.training.cli.models import models
from attune.vision.models.bundle import load_bundle
from tests.training.bundle_files import write_bundle
from tests.training.faces import write_data

ROWS = 1600  # a fifth of them is PublicTest


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return write_data(tmp_path_factory.mktemp("many"), ROWS)


def calibrate(folder, data, exit_code=0):
    result = CliRunner().invoke(models, ["calibrate", str(folder), "--data", str(data)])
    assert result.exit_code == exit_code, result.output
    return result.output


def test_a_model_that_is_too_sure_is_calibrated_and_its_card_says_so(tmp_path, many):
    folder = write_bundle(
        tmp_path / "theirs", "theirs", output={"name": "logits", "temperature": 0.05}, temperature=0.05
    )
    (folder / "CARD.md").write_text(f"# theirs\n\n{UNCALIBRATED}\n\n## Not for\n\nGrades.\n", "utf-8")
    before = load_bundle(folder)
    output = calibrate(folder, many)
    bundle, manifest = load_bundle(folder), json.loads((folder / "model.json").read_text("utf-8"))
    (stored,) = manifest["metrics"]["calibration"]["files"]
    assert bundle.temperature == stored["temperature"] > 0.05
    assert stored["ece_after"] < stored["ece_before"]
    assert stored["n"] + stored["fitted_on"] <= ROWS // 5
    assert (bundle.sha256, bundle.model) == (before.sha256, before.model)
    card = (folder / "CARD.md").read_text("utf-8")
    assert UNCALIBRATED not in card
    assert f"| fp32 | {bundle.temperature} | {stored['ece_before']:.3f} | {stored['ece_after']:.3f} |" in card
    assert "## Not for\n\nGrades." in card
    assert f"{stored['ece_before']:.3f} before, {stored['ece_after']:.3f} after" in output


def test_calibrating_again_replaces_what_the_card_said(tmp_path, many):
    folder = write_bundle(tmp_path / "theirs", "theirs")
    calibrate(folder, many)
    first = load_bundle(folder).temperature
    calibrate(folder, many)
    assert load_bundle(folder).temperature == first
    assert (folder / "CARD.md").read_text("utf-8").count("## Calibration") == 1


def test_a_model_of_fewer_labels_in_another_order_is_fitted_on_the_faces_it_knows(tmp_path, many):
    folder = write_bundle(
        tmp_path / "theirs", "theirs", labels=["surprise", "anger", "happiness", "sadness", "disgust"]
    )
    calibrate(folder, many)
    (stored,) = json.loads((folder / "model.json").read_text("utf-8"))["metrics"]["calibration"]["files"]
    assert 200 <= stored["n"] + stored["fitted_on"] <= ROWS // 5 * 5 / 7 + 5
    assert load_bundle(folder).temperature == stored["temperature"] != 1.0


def test_too_few_faces_and_a_model_of_ours_are_refused(tmp_path, data):
    folder = write_bundle(tmp_path / "theirs", "theirs")
    assert "a temperature takes 200" in calibrate(folder, data, exit_code=1)
    ours = write_bundle(tmp_path / "ours", "ours", trained={"data": {}})
    assert "was calibrated when it was exported" in calibrate(ours, data, exit_code=1)
