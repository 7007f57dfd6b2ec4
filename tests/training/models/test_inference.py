import numpy as np
import pytest

torch = pytest.importorskip("torch")

from attune.training.configuration.config import ModelConfig  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.models.inference import normalise, predict  # noqa: E402
from attune.vision.models.bundle import Preprocessing  # noqa: E402
from attune.vision.models.classifier import preprocess  # noqa: E402

pytestmark = pytest.mark.torch

COLOUR = ModelConfig(channels=3, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))


@pytest.mark.parametrize("config", [ModelConfig(), ModelConfig(channels=3), COLOUR])
def test_training_normalises_as_the_bundle_promises(config: ModelConfig):
    pixels = np.random.default_rng(0).integers(0, 256, (3, 48, 48)).astype(np.uint8)
    promised = preprocess(pixels, Preprocessing(48, config.channels, config.channel_mean, config.channel_std))
    trained = normalise(torch.from_numpy(pixels)[:, None].float() / 255, config).numpy()
    assert trained.shape == promised.shape == (3, config.channels, 48, 48)
    assert np.allclose(trained, promised, atol=1e-6)


def test_a_colour_model_predicts_from_grey_images():
    model = build_model("custom-cnn", 7, 48, {"stem": 4, "widths": [8], "depths": [1]}, channels=3)
    assert predict(model, np.zeros((2, 48, 48), np.uint8), COLOUR).shape == (2, 7)
