from functools import partial
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

torch = pytest.importorskip("torch")

from attune.expressions import EXPRESSIONS  # noqa: E402
from attune.training.checkpoints.checkpoint import load_model  # noqa: E402
from attune.training.data.progress import tracked  # noqa: E402
from attune.training.evaluation import predictors as predictors  # noqa: E402
from attune.training.evaluation.predictors import Predictor, average, expressions_of_members, name_of, open_predictor  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.models.inference import predict  # noqa: E402
from tests.training.faces import draw_face  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch

# FER2013's own order, which is not the canonical one
FER2013_LABELS = ["anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral"]


def predictor_of(name: str, answer: int, size: int = 48, expressions=EXPRESSIONS) -> Predictor:
    return Predictor(name, size, 1.0, lambda pixels: np.tile(np.eye(8)[answer], (len(pixels), 1)), expressions)


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of random weights and seven labels."""
    folder = tmp_path_factory.mktemp("seven")
    config = smoke_config(folder, folder)
    torch.manual_seed(0)
    weights = build_model(config.model.name, 7, 48, config.model.options).state_dict()
    state = {"config": config.as_dict(), "labels": FER2013_LABELS, "ema": weights, "epoch": 2}
    torch.save(state, folder / "last.pt")
    return folder / "last.pt"


def test_the_labels_of_a_checkpoint_say_which_column_is_which_expression(seven: Path):
    faces = np.stack([draw_face(row) for row in range(5)])
    predictor = open_predictor(seven)
    probabilities = predictor.probabilities(faces)
    model, config, _ = load_model(seven)
    logits = predict(model, faces, config.model)
    for column, label in enumerate(FER2013_LABELS):
        ratio = probabilities[:, EXPRESSIONS.index(label)] / probabilities[:, EXPRESSIONS.index("anger")]
        assert np.allclose(np.log(ratio), logits[:, column] - logits[:, 0], atol=1e-4)
    assert np.all(probabilities[:, EXPRESSIONS.index("contempt")] == 0)
    assert set(predictor.expressions) == set(EXPRESSIONS[:7])
    assert predictor.name == "checkpoint smoke, epoch 2"


def test_reading_many_faces_shows_a_bar_and_loses_none(seven: Path, monkeypatch: pytest.MonkeyPatch):
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=120)
    monkeypatch.setattr(predictors, "tracked", partial(tracked, console=console, patience=0))
    monkeypatch.setattr(predictors, "BATCH", 2)
    faces = np.stack([draw_face(row) for row in range(5)])
    whole = open_predictor(seven).probabilities(faces)
    assert whole.shape == (5, 8)
    assert np.allclose(whole[4], open_predictor(seven).probabilities(faces[4:])[0], atol=1e-6)
    assert "checkpoint smoke, epoch 2 reads faces" in screen.getvalue()


def test_an_ensemble_averages_its_members_each_at_its_own_size():
    small, large = predictor_of("a", 0, size=48), predictor_of("b", 1, size=64)
    views = {48: np.zeros((3, 48, 48), np.uint8), 64: np.zeros((3, 64, 64), np.uint8)}
    assert np.allclose(average([small, large], views), [[0.5, 0.5, 0, 0, 0, 0, 0, 0]] * 3)


def test_an_ensemble_says_that_it_is_one_and_knows_what_any_member_knows():
    one, other = predictor_of("a", 0, expressions=EXPRESSIONS[:7]), predictor_of("b", 1, expressions=(EXPRESSIONS[7],))
    assert name_of([one]) == "a"
    assert name_of([one, other]) == "average of 2 models: a; b"
    assert expressions_of_members([other, one]) == EXPRESSIONS
