import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from attune.training.models import build_model, find_architecture  # noqa: E402
from attune.training.models.profile import Profile, profile_layout, profile_model  # noqa: E402
from attune.training.models.registry import IMAGENET_RGB  # noqa: E402

pytestmark = pytest.mark.torch


def test_multiply_accumulates_are_those_of_a_hand_count():
    model = nn.Sequential(
        nn.Conv2d(3, 8, 3, 2, 1),  # 5x5 places, 8 channels, 3 * 9 weights each
        nn.BatchNorm2d(8),
        nn.Conv2d(8, 8, 3, 1, 1, groups=8, bias=False),  # one channel each
        nn.Conv2d(8, 4, 1),
        nn.Flatten(),
        nn.Linear(100, 7),
    )
    profile = profile_model(model, 10, channels=3)
    assert profile.macs == 25 * 8 * 27 + 25 * 8 * 9 + 25 * 4 * 8 + 100 * 7
    assert profile.parameters == (8 * 27 + 8) + 16 + 8 * 9 + (4 * 8 + 4) + (100 * 7 + 7)
    assert profile.flops == 2 * profile.macs


def test_the_size_on_disk_is_four_bytes_a_parameter():
    assert Profile(parameters=1_087_832, macs=0).megabytes == pytest.approx(4.351328)


def test_counting_leaves_the_model_as_it_was():
    model = build_model("vgg-compact", 8, 48, {"width": 0.25}).train()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    profile_model(model, 48)
    assert model.training
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert not any(module._forward_hooks for module in model.modules())


@pytest.mark.parametrize(
    ("name", "millions"),  # of MACs at 224 px, 8 classes; the papers round to 1.8, 3.6, 3.8-4.1, 0.39 and 15.5 thousand
    [("resnet18", 1814), ("resnet34", 3663), ("resnet50", 4087), ("efficientnet-b0", 385), ("vgg16", 15466)],
)
def test_published_models_cost_what_their_papers_say(name: str, millions: int):
    profile = profile_layout(find_architecture(name), IMAGENET_RGB, classes=8)
    assert profile.macs / 1e6 == pytest.approx(millions, abs=1)
