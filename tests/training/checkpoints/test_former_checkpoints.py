"""A checkpoint of the release before, whose keys had other names, is loaded and resumed."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from attune.training.checkpoints.checkpoint import load_checkpoint, load_model, save_checkpoint  # noqa: E402
from attune.training.configuration.config import MixConfig  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


def as_the_release_before_wrote_it(path: Path) -> None:
    """Write a checkpoint again under its former keys."""
    state = torch.load(path, weights_only=True)
    for present, former in {"ema": "average", "rng": "random", "metrics": "figures"}.items():
        state[former] = state.pop(present)
    config = state["config"]
    modes = {"precomputed": "once", "online": "every-step"}
    config["distillation"]["opinions"] = modes[config["distillation"].pop("mode")]
    config["mix"]["share"] = config["mix"].pop("probability")
    config["run"]["pictures"] = config["run"].pop("plots")
    save_checkpoint(path, state)


def test_it_is_loaded_as_the_same_model_and_configuration(data: Path, tmp_path: Path):
    config = replace(smoke_config(data, tmp_path, epochs=1), mix=MixConfig(mixup=0.2, probability=0.25))
    last = train(config)
    model, read, state = load_model(last)
    as_the_release_before_wrote_it(last)
    former_model, former_read, former_state = load_model(last)
    assert former_read == read
    assert former_read.mix.probability == 0.25
    assert former_state.keys() == state.keys()
    for name, value in model.state_dict().items():
        assert torch.equal(value, former_model.state_dict()[name])


def test_it_is_resumed_to_the_same_weights(data: Path, tmp_path: Path):
    whole = train(smoke_config(data, tmp_path / "whole", epochs=2, schedule="constant"))
    cut = smoke_config(data, tmp_path / "cut", epochs=1, schedule="constant")
    last = train(cut)
    as_the_release_before_wrote_it(last)
    resumed = train(replace(cut, optimizer=replace(cut.optimizer, epochs=2)), resume=True)
    one, other = load_checkpoint(whole), load_checkpoint(resumed)
    assert one["metrics"]["validation_accuracy"] == other["metrics"]["validation_accuracy"]
    for key in ("model", "ema"):
        for name, value in one[key].items():
            assert torch.equal(value, other[key][name])


def test_a_recipe_that_changed_is_still_refused(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=1)
    as_the_release_before_wrote_it(train(config))
    other = replace(config, mix=MixConfig(**{**asdict(config.mix), "probability": 0.125}))
    with pytest.raises(ValueError, match=r"mix\.probability was .*, is 0\.125"):
        train(other, resume=True)
