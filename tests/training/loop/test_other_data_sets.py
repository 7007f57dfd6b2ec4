"""Data sets other than FER2013, all the way: from files in their layout to a trained checkpoint and its metrics."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch")

from attune.expressions import EXPRESSIONS
from attune.training.checkpoints.checkpoint import load_checkpoint
from attune.training.loop.train import train
from tests.training.faces import write_affectnet, write_affectnet_list, write_image_folders
from tests.training.smoke import smoke_config


@pytest.mark.parametrize(
    ("write", "split", "expressions"),
    [
        (write_affectnet, "train_set", len(EXPRESSIONS)),
        (write_affectnet_list, "train", len(EXPRESSIONS)),
        (write_image_folders, "Training", 7),
    ],
)
def test_a_model_is_trained_on_it_and_validated_on_what_was_held_out(
    tmp_path: Path, write: Callable[[Path, int], Path], split: str, expressions: int
):
    config = smoke_config(write(tmp_path / "data", 80), tmp_path, epochs=1)
    data = replace(config.data, protocol="labels", training_split=split, validation_split="holdout")
    state = load_checkpoint(train(replace(config, data=data)))
    assert len(state["labels"]) == expressions
