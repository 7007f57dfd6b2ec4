from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch")

from attune.training.cli.targets import targets  # noqa: E402
from attune.training.configuration.config import Config  # noqa: E402
from attune.training.data.dataset import load_faces  # noqa: E402
from attune.training.distillation.out_of_fold import collect  # noqa: E402
from attune.training.distillation.soft_targets import read_targets  # noqa: E402
from attune.training.errors import CheckpointError  # noqa: E402
from attune.training.evaluation.predictors import mirrored, open_predictor  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


def fold_config(data: Path, folder: Path, fold: int, **changes: object) -> Config:
    config = smoke_config(data, folder, epochs=2)
    divided = replace(config.data, protocol="soft", validation_split="fold", folds=2, fold=fold, auxiliary="fer2013")
    return replace(config, name=f"fold-{fold}", data=divided, **changes)


@pytest.fixture(scope="module")
def folds(data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("folds")
    return [train(fold_config(data, folder, fold, seed=fold)) for fold in (0, 1)]


def test_every_training_image_is_predicted_by_the_model_that_did_not_see_it(data: Path, tmp_path: Path, folds):
    found, described = collect(folds)
    everything = load_faces(smoke_config(data, tmp_path).data, "Training", 48)
    assert found.rows.tolist() == sorted(everything.rows)
    for fold, checkpoint in enumerate(folds):
        unseen = load_faces(fold_config(data, tmp_path, fold).data, "fold", 48)
        expected = mirrored(open_predictor(checkpoint)).probabilities(unseen.pixels)
        assert np.allclose(found.votes[np.searchsorted(found.rows, unseen.rows)], expected, atol=1e-6)
    assert found.fer2013.shape == (len(everything), 7)
    assert described["seeds"] == [0, 1]
    assert described["out_of_fold"]["fer2013"]["n"] == len(everything)


def test_a_fold_twice_or_missing_is_refused(folds):
    with pytest.raises(CheckpointError, match="give one of each"):
        collect([folds[0], folds[0]])
    with pytest.raises(CheckpointError, match="give one of each"):
        collect(folds[:1])


def test_a_run_that_saw_everything_or_is_not_finished_or_of_another_recipe_is_refused(
    data: Path, tmp_path: Path, folds
):
    with pytest.raises(CheckpointError, match="has seen every training image"):
        collect([train(smoke_config(data, tmp_path, epochs=1))])
    config = fold_config(data, tmp_path, 1)
    shorter = replace(config, optimizer=replace(config.optimizer, epochs=1))
    with pytest.raises(CheckpointError, match="another recipe"):
        collect([folds[0], train(shorter)])
    state = torch.load(folds[1], weights_only=True)
    torch.save({**state, "epoch": 1}, tmp_path / "cut-off.pt")
    with pytest.raises(CheckpointError, match="epoch 1 of 2"):
        collect([folds[0], tmp_path / "cut-off.pt"])


def test_the_command_writes_what_a_run_can_learn_from(data: Path, tmp_path: Path, folds):
    output = tmp_path / "targets" / "small.npz"
    done = CliRunner().invoke(targets, ["collect", *map(str, folds), "--output", str(output)])
    assert done.exit_code == 0, done.output
    assert "out of fold, majority" in done.output
    assert len(read_targets(output).rows) == 28
    weighed = CliRunner().invoke(targets, ["weigh", str(output), "--data", str(data)])
    assert "distillation.targets_weight=" in weighed.output
    config = smoke_config(data, tmp_path, epochs=1)
    taught = replace(
        config,
        data=replace(config.data, protocol="soft", auxiliary="fer2013"),
        distillation=replace(config.distillation, targets=(str(output),), targets_weight=0.5),
    )
    assert train(taught).is_file()
