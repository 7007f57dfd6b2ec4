from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from attune.expressions import EXPRESSIONS, Expression  # noqa: E402
from attune.training.checkpoints.checkpoint import load_checkpoint, load_model  # noqa: E402
from attune.training.configuration.config import Config, LossConfig  # noqa: E402
from attune.training.configuration.data_config import DataConfig  # noqa: E402
from attune.training.data.dataset import load_scored  # noqa: E402
from attune.training.errors import CheckpointError, ConfigError  # noqa: E402
from attune.training.evaluation.metrics import accuracy  # noqa: E402
from attune.training.evaluation.predictors import open_predictor  # noqa: E402
from attune.training.export.export import export_bundle  # noqa: E402
from attune.training.loop.losses import loss_of, loss_of_heads, mirror_disagreement  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.models.heads import AUXILIARY_CLASSES, keep_outputs  # noqa: E402
from tests.training.models.small import SMALL  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


def two_heads(data: Path, folder: Path, **optimizer: object) -> Config:
    config = smoke_config(data, folder, **optimizer)
    return replace(config, data=replace(config.data, auxiliary="fer2013"))


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(two_heads(data, tmp_path_factory.mktemp("two"), epochs=40))


def test_both_heads_learn(data: Path, trained: Path):
    for head, protocol in (("votes", "majority"), ("fer2013", "fer2013")):
        faces = load_scored(DataConfig(root=str(data), protocol=protocol), "Training", 48)
        assert accuracy(open_predictor(trained, head=head).probabilities(faces.pixels), faces.labels) > 0.8


def test_a_head_alone_gives_the_logits_that_it_gives_beside_the_other(trained: Path):
    state = load_checkpoint(trained)
    whole, config, _ = load_model(trained)
    described = config.model
    model = build_model(described.name, 8 + 7, described.size, described.options, described.channels)
    model.load_state_dict(state["ema"])
    images = torch.randn(3, 1, 48, 48, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        both = model.eval()(images)
        assert torch.equal(whole(images), both[:, :8])
        assert torch.allclose(load_model(trained, "fer2013")[0](images), both[:, 8:])


def test_a_run_with_two_heads_goes_on_as_if_it_had_not_been_cut_off(data: Path, tmp_path: Path):
    constant = {"schedule": "constant"}
    whole = train(two_heads(data, tmp_path / "whole", epochs=4, **constant))
    train(two_heads(data, tmp_path / "cut", epochs=2, **constant))
    resumed = train(two_heads(data, tmp_path / "cut", epochs=4, **constant), resume=True)
    one, other = (load_checkpoint(path)["ema"] for path in (whole, resumed))
    assert all(torch.equal(value, other[name]) for name, value in one.items())


def test_each_head_is_exported_as_a_model_of_its_own(trained: Path, tmp_path: Path):
    votes = export_bundle(trained, tmp_path, max_loss=100)
    own = export_bundle(trained, tmp_path, max_loss=100, head="fer2013")
    assert (votes.name, own.name) == ("smoke", "smoke-fer2013")
    assert open_predictor(votes).expressions == EXPRESSIONS
    assert Expression.CONTEMPT not in open_predictor(own).expressions


def test_a_second_head_is_refused_where_there_is_none(data: Path, tmp_path: Path):
    with pytest.raises(CheckpointError, match="one head"):
        load_model(train(smoke_config(data, tmp_path, epochs=1)), "fer2013")


def test_two_heads_of_the_same_labels_are_refused():
    with pytest.raises(ConfigError, match="both heads would learn the same labels"):
        DataConfig(votes=None, protocol="fer2013", auxiliary="fer2013")


def test_the_loss_of_two_heads_is_the_weighted_sum():
    generator = torch.Generator().manual_seed(0)
    logits = torch.randn(5, 15, generator=generator)
    targets = torch.cat([torch.softmax(torch.randn(5, n, generator=generator), dim=1) for n in (8, 7)], dim=1)
    config = LossConfig(auxiliary_weight=0.25)
    expected = loss_of(logits[:, :8], targets[:, :8], config) + 0.25 * loss_of(logits[:, 8:], targets[:, 8:], config)
    assert torch.isclose(loss_of_heads(logits, targets, 8, config), expected)
    assert torch.equal(
        loss_of_heads(logits[:, :8], targets[:, :8], 8, config), loss_of(logits[:, :8], targets[:, :8], config)
    )


def test_mirror_images_that_agree_cost_nothing_and_others_something():
    logits = torch.randn(6, 8, generator=torch.Generator().manual_seed(1))
    assert mirror_disagreement(logits, logits + 3, 8) == pytest.approx(0, abs=1e-6)  # a shift of all logits is none
    assert mirror_disagreement(logits, logits.flip(0), 8) > 0.1


def test_a_network_that_is_asked_to_agree_with_its_mirror_image_agrees_more(data: Path, tmp_path: Path):
    disagreements = []
    for weight in (0.0, 4.0):
        config = smoke_config(data, tmp_path / str(weight), epochs=15)
        path = train(replace(config, loss=LossConfig(mirror=weight)))
        faces = load_scored(config.data, "Training", 48).pixels
        one, other = (
            open_predictor(path).probabilities(np.ascontiguousarray(view)) for view in (faces, faces[:, :, ::-1])
        )
        disagreements.append(np.abs(one - other).mean())
    assert disagreements[1] < 0.5 * disagreements[0]


@pytest.mark.parametrize("name", sorted(SMALL))
def test_every_architecture_can_have_two_heads(name: str):
    model = build_model(name, 15, 48, SMALL[name]).eval()
    image = torch.randn(2, 1, 48, 48, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        both = model(image)
        assert torch.allclose(keep_outputs(model, 8, 8 + len(AUXILIARY_CLASSES))(image), both[:, 8:], atol=1e-6)
