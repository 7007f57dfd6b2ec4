"""Frames are read with the served model, or it is said that there is none: never an error of the engine."""

from pathlib import Path

import numpy as np
import pytest

from attune.classroom.model_serving.frame_analysis import FrameAnalysis, ModelNotServed
from attune.classroom.model_serving.schemas import ModelInfo
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.model_serving.verification import verify_bundle
from tests.vision.bundles import linear_model, write_bundle

MODELS = Path(__file__).parents[3] / "models"
FRAME = np.full((240, 320, 3), 90, np.uint8)


@pytest.fixture
def folder(tmp_path):
    """A folder of models with their detectors: one that answers, and one that verifies and wants four faces at once."""
    for name in ("blazeface", "occlusion"):
        (tmp_path / name).symlink_to(MODELS / name)
    write_bundle(tmp_path / "linear")
    write_bundle(tmp_path / "four", linear_model(8, inside=4), name="four")
    return tmp_path


def test_a_model_that_does_not_answer_is_not_served_also_where_nobody_has_tried_it(folder):
    served = ServedModel(folder, "linear", verify_bundle)
    analysis = FrameAnalysis(served, folder)
    assert not analysis.read(FRAME, 0.0, None).face
    served.choose("four")
    assert isinstance(served.look(), ModelInfo)
    for read in (lambda: analysis.read(FRAME, 0.0, None), lambda: analysis.try_model("four")):
        with pytest.raises(ModelNotServed, match="the model four does not answer") as refused:
            read()
        assert refused.value.data["reason"] == "bundle_invalid"
