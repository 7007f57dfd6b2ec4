import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

import onnx  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from attune.expressions import EXPRESSIONS  # noqa: E402
from attune.training.checkpoints.checkpoint import load_model  # noqa: E402
from attune.training.cli.evaluate import command as evaluate  # noqa: E402
from attune.training.cli.export import command as export  # noqa: E402
from attune.training.configuration.config import DistillationConfig  # noqa: E402
from attune.training.errors import ExportError  # noqa: E402
from attune.training.evaluation.predictors import mirrored, open_predictor  # noqa: E402
from attune.training.export import onnx_model  # noqa: E402
from attune.training.export.export import count_parameters  # noqa: E402
from attune.training.export.onnx_model import TOLERANCE, parity, to_onnx  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.vision.models.bundle import load_bundle  # noqa: E402
from tests.training.faces import draw_face, write_image_folders  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


@pytest.fixture(scope="module")
def checkpoint(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(smoke_config(data, tmp_path_factory.mktemp("run"), epochs=4))


@pytest.fixture(scope="module")
def bundle(checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    models = tmp_path_factory.mktemp("models")
    result = CliRunner().invoke(export, [str(checkpoint), "--models", str(models)])
    assert result.exit_code == 0, result.output
    return models / "smoke"


def test_the_bundle_is_what_the_vision_package_expects(bundle: Path, checkpoint: Path):
    model, config, _ = load_model(checkpoint)
    loaded = load_bundle(bundle)
    assert loaded.labels == EXPRESSIONS
    assert (loaded.input_name, loaded.output_name) == ("image", "logits")
    assert loaded.preprocessing.mean == (config.model.mean,)
    assert loaded.parameters == count_parameters(model)
    assert (loaded.crop.detector, loaded.crop.scale, loaded.crop.shift_y) == ("blazeface", 1.2, -0.11)


def test_the_manifest_says_what_its_metrics_were_measured_on(bundle: Path):
    metrics = json.loads((bundle / "model.json").read_text())["metrics"]
    assert (metrics["split"], metrics["protocol"], metrics["n"]) == ("PublicTest", "majority", 8)
    assert metrics["role"].startswith("validation")
    low, high = metrics["accuracy_interval_95"]
    assert low <= metrics["accuracy"] <= high
    assert sum(metrics["n"] for metrics in metrics["classes"].values()) == 8
    assert metrics["without_duplicates_of_training"]["n"] == 8
    assert metrics["nll"] <= metrics["nll_before_temperature"]


def test_the_card_names_data_metrics_limits_and_misuse(bundle: Path):
    card = (bundle / "CARD.md").read_text()
    for phrase in ("MIT licence", "n = 8", "validation metric", "| contempt * | 0 |", "## Limits", "## Not for"):
        assert phrase in card
    assert "Trained from random weights" in card
    assert "distilled" not in card
    assert "corrupted images" not in card
    assert "provisional" not in card


def test_a_bundle_and_its_checkpoint_agree_up_to_the_temperature(bundle: Path, checkpoint: Path):
    faces = np.stack([draw_face(row) for row in range(40)])
    calibrated, raw = (open_predictor(path).probabilities(faces) for path in (bundle, checkpoint))
    sharpened = raw ** (1 / load_bundle(bundle).temperature)
    assert np.allclose(sharpened / sharpened.sum(axis=1, keepdims=True), calibrated, atol=1e-4)


def test_both_files_are_measured_and_verified_and_int8_is_the_smaller_one(bundle: Path):
    described = json.loads((bundle / "model.json").read_text())
    fp32, int8 = load_bundle(bundle), load_bundle(bundle, "int8")
    entry = described["variants"]["int8"]
    assert entry["file"] == "model.int8.onnx"
    assert (entry["bytes"], described["bytes"]) == (len(int8.model), len(fp32.model))
    assert len(int8.model) < len(fp32.model)
    loss = described["metrics"]["accuracy"] - entry["metrics"]["accuracy"]
    assert entry["metrics"]["accuracy_loss"] == pytest.approx(loss, abs=1e-4)
    assert entry["metrics"]["n"] == 8
    for metrics in (described["metrics"], entry["metrics"]):
        assert 0 <= metrics["ece_cross_validated"] <= 1


def test_weights_of_int8_keep_to_seven_bits_so_that_no_processor_overflows(bundle: Path):
    tensors = onnx.load_from_string(load_bundle(bundle, "int8").model).graph.initializer
    weights = [onnx.numpy_helper.to_array(tensor) for tensor in tensors]
    signed = [array for array in weights if array.dtype == np.int8 and array.size > 8]
    assert signed
    assert max(np.abs(array.astype(int)).max() for array in signed) <= 64


def test_evaluate_measures_the_file_that_is_asked_for(bundle: Path, data: Path, checkpoint: Path):
    result = CliRunner().invoke(evaluate, [str(bundle), "--data", str(data), "--variant", "int8"])
    assert "bundle smoke@1, int8" in result.output
    refused = CliRunner().invoke(evaluate, [str(checkpoint), "--data", str(data), "--variant", "int8"])
    assert refused.exit_code == 1
    assert "has no variant int8" in refused.output


def test_int8_that_loses_too_much_is_refused_and_nothing_is_written(
    checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def ruin(model: bytes, inputs: np.ndarray) -> bytes:
        """Turn every answer around, as a quantisation gone wrong might."""
        loaded = onnx.load_from_string(model)
        loaded.graph.node.append(onnx.helper.make_node("Neg", ["logits_before"], ["logits"]))
        producer = next(node for node in loaded.graph.node if "logits" in node.output and node.op_type != "Neg")
        producer.output[list(producer.output).index("logits")] = "logits_before"
        return loaded.SerializeToString()

    monkeypatch.setattr("attune.training.export.export.quantise", ruin)
    arguments = [str(checkpoint), "--models", str(tmp_path)]
    refused = CliRunner().invoke(export, arguments)
    assert refused.exit_code == 1
    assert "points lost, more than 1" in refused.output
    assert "--max-loss" in refused.output
    assert not (tmp_path / "smoke").exists()
    assert CliRunner().invoke(export, [*arguments, "--max-loss", "100"]).exit_code == 0


def test_a_bundle_is_quantised_again_without_its_checkpoint(bundle: Path, data: Path, tmp_path: Path):
    folder = tmp_path / "smoke"
    shutil.copytree(bundle, folder)
    before = json.loads((folder / "model.json").read_text())
    before["metrics"]["robustness"] = ROBUSTNESS
    without = {key: value for key, value in before.items() if key not in ("variants", "bytes")}
    (folder / "model.json").write_text(json.dumps(without))
    (folder / "model.int8.onnx").unlink()
    result = CliRunner().invoke(export, [str(folder), "--int8-only", "--data", str(data)])
    assert result.exit_code == 0, result.output
    assert json.loads((folder / "model.json").read_text()) == before
    assert (folder / "model.onnx").read_bytes() == (bundle / "model.onnx").read_bytes()
    assert (folder / "model.int8.onnx").read_bytes() == (bundle / "model.int8.onnx").read_bytes()
    assert "| blur | 50.0% (radius 1) |" in (folder / "CARD.md").read_text()


ROBUSTNESS = {
    "n": 8,
    "mean_accuracy": 0.5,
    "mean_accuracy_interval_95": [0.4, 0.6],
    "corruptions": {"blur": [{"accuracy": 0.5, "amount": "radius 1"}]},
}


def test_the_card_tells_of_corrupted_images_once_they_are_measured(bundle: Path, data: Path, tmp_path: Path):
    folder = tmp_path / "smoke"
    shutil.copytree(bundle, folder)
    before = json.loads((folder / "model.json").read_text())
    result = CliRunner().invoke(export, [str(folder), "--robustness", "--data", str(data)])
    assert result.exit_code == 0, result.output
    after = json.loads((folder / "model.json").read_text())
    found = after["metrics"].pop("robustness")
    assert after == before
    assert {len(cells) for cells in found["corruptions"].values()} == {3}
    assert 0 <= found["mean_accuracy"] <= 1
    assert f"\n\nMean {found['mean_accuracy']:.1%} (95 % interval" in (folder / "CARD.md").read_text()


def test_a_folder_that_is_no_bundle_is_refused_in_words(tmp_path: Path):
    refused = CliRunner().invoke(export, [str(tmp_path), "--robustness"])
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert "model.json" in refused.output


def test_a_checkpoint_is_exported_with_robustness_from_where_its_run_had_the_data(checkpoint: Path, tmp_path: Path):
    result = CliRunner().invoke(export, [str(checkpoint), "--models", str(tmp_path), "--robustness"])
    assert result.exit_code == 0, result.output
    assert "## On corrupted images" in (tmp_path / "smoke" / "CARD.md").read_text()


def test_a_bundle_that_does_not_say_what_it_was_measured_on_is_not_quantised(bundle: Path, tmp_path: Path):
    folder = tmp_path / "smoke"
    shutil.copytree(bundle, folder)
    described = json.loads((folder / "model.json").read_text())
    del described["trained"]["data"]
    (folder / "model.json").write_text(json.dumps(described))
    refused = CliRunner().invoke(export, [str(folder), "--int8-only"])
    assert refused.exit_code == 1
    assert "has no trained.data" in refused.output


def test_seven_classes_are_exported_measured_by_name_and_carded(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=2)
    last = train(replace(config, data=replace(config.data, protocol="fer2013")))
    result = CliRunner().invoke(export, [str(last), "--models", str(tmp_path)])
    assert result.exit_code == 0, result.output
    described = json.loads((tmp_path / "smoke" / "model.json").read_text())
    assert len(described["labels"]) == 7
    assert (described["dataset"], described["metrics"]["protocol"]) == ("fer2013", "fer2013")
    for variant in ("fp32", "int8"):
        assert load_bundle(tmp_path / "smoke", variant).labels == EXPRESSIONS[:7]
    card = (tmp_path / "smoke" / "CARD.md").read_text()
    assert "| fear * |" in card
    assert "contempt" not in card


def test_the_card_of_a_chain_names_what_it_started_from_and_learned_from(bundle: Path, data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=1)
    last = train(
        replace(
            config,
            model=replace(config.model, start=str(bundle)),
            distillation=DistillationConfig((str(bundle),), 0.25),
        )
    )
    assert CliRunner().invoke(export, [str(last), "--models", str(tmp_path)]).exit_code == 0
    card = (tmp_path / "smoke" / "CARD.md").read_text()
    assert "Trained from the weights of smoke on" in card
    assert "25% of each soft target is the prediction of smoke, the rest the labels" in card
    assert "random weights" not in card
    assert "To repeat it: `attune train " in card, "the bundle is there"


def test_the_card_of_a_run_from_an_average_names_all_that_it_is_the_average_of(
    checkpoint: Path, data: Path, tmp_path: Path
):
    config = smoke_config(data, tmp_path, epochs=1)
    starts = (str(checkpoint), str(checkpoint.with_name("best.pt")))
    last = train(replace(config, model=replace(config.model, start=starts)))
    assert CliRunner().invoke(export, [str(last), "--models", str(tmp_path)]).exit_code == 0
    card = (tmp_path / "smoke" / "CARD.md").read_text()
    assert "Trained from the weights of smoke/last.pt and smoke/best.pt, averaged, on" in card
    assert "To repeat it: `attune train-all " in card


def test_the_card_of_a_run_that_learns_from_other_runs_says_how_to_train_them_all(
    checkpoint: Path, data: Path, tmp_path: Path
):
    config = smoke_config(data, tmp_path)
    config = replace(config, distillation=DistillationConfig((str(checkpoint),), 0.25))
    assert CliRunner().invoke(export, [str(train(config)), "--models", str(tmp_path)]).exit_code == 0
    assert "To repeat it: `attune train-all " in (tmp_path / "smoke" / "CARD.md").read_text()


def test_the_card_of_other_images_says_how_to_measure_on_them_and_nothing_of_fer2013(tmp_path: Path):
    config = smoke_config(write_image_folders(tmp_path / "data", 80), tmp_path, epochs=1)
    data = replace(config.data, protocol="labels", votes=None, validation_split="holdout", holdout=0.4)
    last = train(replace(config, data=data))
    assert CliRunner().invoke(export, [str(last), "--models", str(tmp_path), "--max-loss", "100"]).exit_code == 0
    card = (tmp_path / "smoke" / "CARD.md").read_text()
    measured = (
        "attune evaluate models/smoke --data FOLDER --split holdout --protocol labels --holdout 0.4 --holdout-seed 0"
    )
    assert f"To repeat it: `{measured}`." in card
    assert "FER2013" not in card
    assert "No metric here tells people of different age" in card


def test_corrupted_images_lose_no_file_of_a_bundle(bundle: Path, data: Path, tmp_path: Path):
    folder = Path(shutil.copytree(bundle, tmp_path / "smoke"))
    (folder / "NOTES.md").write_text("mine")
    assert CliRunner().invoke(export, [str(folder), "--robustness", "--data", str(data)]).exit_code == 0
    assert (folder / "NOTES.md").read_text() == "mine"
    assert "On corrupted images" in (folder / "CARD.md").read_text()


@pytest.mark.parametrize("options", [{}, {"stem": 8, "widths": [8, 16], "depths": [1, 2]}])
def test_onnxruntime_computes_what_torch_computes(options: dict):
    torch.manual_seed(1)
    model = build_model("custom-cnn", 8, 48, options).eval()
    data = to_onnx(model, 48)
    assert parity(model, data, 48, count=5) <= TOLERANCE
    graph = onnx.load_from_string(data).graph
    assert graph.input[0].type.tensor_type.shape.dim[0].dim_param == "batch"


def test_a_colour_run_from_pretrained_weights_becomes_a_bundle(data: Path, tmp_path: Path):
    grey = smoke_config(data, tmp_path, epochs=1)
    published = build_model("custom-cnn", 1000, 48, grey.model.options, channels=3)
    torch.save(published.state_dict(), tmp_path / "published.pth")
    described = replace(
        grey.model, channels=3, mean=(0.485, 0.456, 0.406), std=0.25, pretrained=str(tmp_path / "published.pth")
    )
    last = train(replace(grey, model=described))
    assert CliRunner().invoke(export, [str(last), "--models", str(tmp_path)]).exit_code == 0
    loaded = load_bundle(tmp_path / "smoke").preprocessing
    assert (loaded.channels, loaded.mean, loaded.std) == (3, (0.485, 0.456, 0.406), (0.25, 0.25, 0.25))
    assert "of published.pth" in (tmp_path / "smoke" / "CARD.md").read_text()


def test_the_file_tells_nothing_about_the_machine_that_wrote_it(bundle: Path):
    data = (bundle / "model.onnx").read_bytes()
    assert b".py" not in data
    assert str(Path.home()).encode() not in data


def test_an_unfaithful_export_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(onnx_model, "parity", lambda *arguments: 0.1)
    with pytest.raises(ExportError, match="torch and onnxruntime differ by"):
        to_onnx(build_model("custom-cnn", 8, 48, {"stem": 8, "widths": [8], "depths": [1]}), 48)


def test_the_card_of_another_epoch_than_the_last_planned_one_says_so(data: Path, checkpoint: Path, tmp_path: Path):
    state = torch.load(checkpoint, weights_only=True)
    state["config"]["optimizer"]["epochs"] = 9
    torch.save(state, tmp_path / "early.pt")
    result = CliRunner().invoke(export, [str(tmp_path / "early.pt"), "--models", str(tmp_path), "--data", str(data)])
    assert result.exit_code == 0, result.output
    assert "after epoch 4 of 9" in (tmp_path / "smoke" / "CARD.md").read_text()
    assert "or the last one of a run that was ended early" in (tmp_path / "smoke" / "CARD.md").read_text()


def test_evaluate_prints_protocol_n_and_interval(bundle: Path, data: Path):
    result = CliRunner().invoke(evaluate, [str(bundle), "--data", str(data)])
    assert result.exit_code == 0, result.output
    assert "bundle smoke@1" in result.output
    assert "split PublicTest, protocol majority, n = 8" in result.output
    assert "95 % Wilson interval" in result.output
    assert "mirrored" not in result.output


def test_a_mirrored_evaluation_says_that_it_is_one(bundle: Path, data: Path):
    result = CliRunner().invoke(evaluate, [str(bundle), "--data", str(data), "--flip"])
    assert "averaged with the mirrored face" in result.output


def test_mirroring_averages_a_face_and_its_mirror_image(bundle: Path):
    predictor, face = open_predictor(bundle), draw_face(5)[None]
    both = (predictor.probabilities(face) + predictor.probabilities(face[:, :, ::-1].copy())) / 2
    assert np.allclose(mirrored(predictor).probabilities(face), both)


def test_the_test_split_can_be_measured_by_whoever_has_it(checkpoint: Path, data: Path):
    result = CliRunner().invoke(evaluate, [str(checkpoint), "--data", str(data), "--split", "PrivateTest"])
    assert result.exit_code == 0, result.output
    assert "split PrivateTest, protocol majority, n = 4" in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.pt"], "there is no checkpoint at nowhere.pt"),
        (["BUNDLE", "--data", "nowhere"], "there is no data at nowhere"),
        (["BUNDLE", "--split", "Training", "--votes", "none.csv"], "there are no FER+ votes at"),
    ],
)
def test_mistakes_are_answered_in_one_line(bundle: Path, data: Path, arguments: list[str], message: str):
    arguments = [str(bundle) if argument == "BUNDLE" else argument for argument in arguments]
    if "--data" not in arguments:
        arguments += ["--data", str(data)]
    result = CliRunner().invoke(evaluate, arguments)
    assert result.exit_code == 1
    assert message in result.output
