"""What a card says of the faces that are not in the training split, whichever release wrote the manifest."""

import json
from pathlib import Path

import pytest

from attune.training.bundles.card import without_duplicates

ROOT = Path(__file__).parents[3]
FOUND = {"n": 2941, "accuracy": 0.8912}


@pytest.mark.parametrize("key", ["without_duplicates_of_training", "without_copies_of_training"])
def test_the_metric_without_duplicates_is_read_under_its_present_and_its_former_key(key: str):
    assert without_duplicates({key: FOUND}) == FOUND


def test_the_committed_manifests_which_the_release_before_wrote_are_read():
    for name in ("base", "tiny", "fer2013", "custom-cnn-48"):
        metrics = json.loads((ROOT / "models" / name / "model.json").read_text())["metrics"]
        assert 0 < without_duplicates(metrics)["n"] < metrics["n"]
