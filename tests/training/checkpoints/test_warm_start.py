from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from attune.training.checkpoints.checkpoint import load_model  # noqa: E402
from attune.training.checkpoints.warm_start import start_from, widen  # noqa: E402
from attune.training.configuration.config import Config, ModelConfig  # noqa: E402
from attune.training.data.dataset import load_training  # noqa: E402
from attune.training.errors import CheckpointError  # noqa: E402
from attune.training.export.export import export_bundle  # noqa: E402
from attune.training.export.onnx_model import to_onnx  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.models.inference import normalise, predict  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch

WIDER = {"stem": 12, "widths": [24, 40], "depths": [1, 1], "dropout": 0.1}


@pytest.fixture(scope="module")
def run(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Config, Path, Path]:
    """A trained run: its configuration, its checkpoint and the bundle made of it."""
    folder = tmp_path_factory.mktemp("run")
    config = smoke_config(data, folder, epochs=8)
    checkpoint = train(config)
    return config, checkpoint, export_bundle(checkpoint, folder / "models")


def started(source: Path | list[Path], config: ModelConfig, faces: np.ndarray, classes: int = 8) -> torch.nn.Module:
    torch.manual_seed(5)
    model = build_model(config.name, classes, config.size, config.options)
    start_from([source] if isinstance(source, Path) else source, model, config, faces, torch.Generator().manual_seed(0))
    return model


@pytest.mark.parametrize("options", [None, WIDER])
@pytest.mark.parametrize("source", ["checkpoint", "bundle"])
def test_a_started_model_says_what_the_old_one_said(run, options: dict | None, source: str):
    config, checkpoint, bundle = run
    faces = load_training(config.data, 48).pixels
    old, _, _ = load_model(checkpoint)
    plan = replace(config.model, start_noise=0.0, options=options or config.model.options)
    new = started({"checkpoint": checkpoint, "bundle": bundle}[source], plan, faces)
    assert np.allclose(predict(old, faces, plan), predict(new, faces, plan), atol=1e-4)


def test_normalisation_is_unfolded_to_the_statistics_of_the_faces(run):
    """So that training mode, which normalises by the batch, sees what evaluation mode sees."""
    config, _, bundle = run
    faces = load_training(config.data, 48).pixels
    model = started(bundle, config.model, faces)
    evaluated = torch.from_numpy(predict(model, faces, config.model))
    model.train()
    model.dropout.eval()
    inputs = (torch.from_numpy(faces)[:, None].float() / 255 - config.model.mean) / config.model.std
    with torch.no_grad():
        assert torch.allclose(model(inputs), evaluated, atol=0.05)


def test_copies_of_a_channel_are_distinguishable_by_noise(run):
    config, checkpoint, _ = run
    faces = load_training(config.data, 48).pixels
    plan = replace(config.model, options=WIDER, start_noise=0.1)
    stem = started(checkpoint, plan, faces).features[0].weight
    assert len({tuple(channel.flatten().tolist()) for channel in stem}) == len(stem)


def test_another_number_of_classes_keeps_a_fresh_classifier(run):
    config, checkpoint, _ = run
    faces = load_training(config.data, 48).pixels
    model = started(checkpoint, config.model, faces, classes=7)
    old, _, _ = load_model(checkpoint)
    assert model.classifier.weight.shape[0] == 7
    assert torch.equal(model.features[0].weight, old.features[0].weight)


def test_several_checkpoints_are_averaged_weight_by_weight(run, tmp_path: Path):
    config, checkpoint, _ = run
    other = train(replace(config, name="other", seed=3, optimizer=replace(config.optimizer, epochs=1)))
    model = started([checkpoint, other, other], config.model, load_training(config.data, 48).pixels)
    first, second = (load_model(path)[0].state_dict() for path in (checkpoint, other))
    for name, value in model.state_dict().items():
        if value.is_floating_point():
            assert torch.allclose(value, (first[name] + 2 * second[name]) / 3, atol=1e-5), name


def test_checkpoints_of_other_models_have_no_average(run, data: Path, tmp_path: Path):
    config, checkpoint, _ = run
    short = replace(config.optimizer, epochs=1)
    wider = train(replace(config, name="wider", model=replace(config.model, options=WIDER), optimizer=short))
    seven = replace(config.data, protocol="fer2013", votes=None)
    by_other_labels = train(replace(config, name="seven", data=seven, optimizer=short))
    faces = load_training(config.data, 48).pixels
    for other in (wider, by_other_labels):
        with pytest.raises(CheckpointError, match=f"{other} has not the same layers and labels as {checkpoint}"):
            started([checkpoint, other], config.model, faces)


def test_weights_that_do_not_fit_are_refused(run, tmp_path: Path):
    config, checkpoint, bundle = run
    faces = load_training(config.data, 48).pixels
    narrow = replace(config.model, options={"stem": 4, "widths": [16, 24], "depths": [1, 1]})
    with pytest.raises(CheckpointError, match="too narrow"):
        started(checkpoint, narrow, faces)
    shallow = replace(config.model, options={"stem": 8, "widths": [16], "depths": [1]})
    with pytest.raises(CheckpointError, match="has no place in this model"):
        started(checkpoint, shallow, faces)
    deep = replace(config.model, options={"stem": 8, "widths": [16, 24], "depths": [1, 2]})
    for source in (checkpoint, bundle):
        with pytest.raises(CheckpointError, match="for this model, nor"):
            started(source, deep, faces)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CheckpointError, match="there is no bundle at"):
        started(tmp_path / "empty", config.model, faces)


def test_widening_shares_a_copied_channel_among_its_readers():
    writes, reads = torch.randn(4, 3), torch.randn(2, 4)
    rng = torch.Generator().manual_seed(0)
    wider_writes, wider_reads = (
        widen(writes, torch.Size([7, 3]), 0, rng),
        widen(reads, torch.Size([2, 7]), 0, rng),
    )
    inputs = torch.randn(5, 3)
    assert torch.allclose(inputs @ writes.T @ reads.T, inputs @ wider_writes.T @ wider_reads.T, atol=1e-5)


def test_a_run_that_starts_from_another_begins_where_that_ended(run, tmp_path: Path):
    config, checkpoint, bundle = run
    model = replace(config.model, start=str(bundle), options=WIDER, start_noise=0.0)
    still = replace(config.optimizer, epochs=1, lr=1e-9)
    config = replace(config, model=model, optimizer=still, run=replace(config.run, checkpoints=str(tmp_path)))
    begun, _, _ = load_model(train(config))
    faces = load_training(config.data, 48).pixels
    old, _, _ = load_model(checkpoint)
    agreement = predict(begun, faces, model).argmax(1) == predict(old, faces, model).argmax(1)
    assert agreement.mean() > 0.9  # one epoch at no rate still moves the statistics of batch normalisation


def test_a_residual_network_starts_from_its_bundle_though_its_normalisations_have_names_of_their_own(tmp_path: Path):
    described = ModelConfig(name="resnet18", options={"width": 0.125, "dropout": 0})
    torch.manual_seed(1)
    old = build_model(described.name, 8, described.size, described.options)
    for module in old.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.bias.data.uniform_(-1, 1)
    (tmp_path / "model.onnx").write_bytes(to_onnx(old, described.size))
    faces = np.random.default_rng(0).integers(0, 256, (16, 48, 48)).astype(np.uint8)
    new = started(tmp_path, described, faces)
    assert np.allclose(predict(old, faces, described), predict(new, faces, described), atol=1e-4)
    new.train()
    with torch.no_grad():
        trained = new(normalise(torch.from_numpy(faces)[:, None].float() / 255, described))
    assert np.allclose(predict(old, faces, described), trained, atol=1e-4)
