import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from attune.training.configuration.config_file import load_config  # noqa: E402
from attune.training.errors import ModelError  # noqa: E402
from attune.training.export.onnx_model import TOLERANCE, parity, to_onnx  # noqa: E402
from attune.training.models import build_model, find_architecture, model_names  # noqa: E402
from attune.training.models.attention import CBAM, SqueezeExcitation  # noqa: E402
from attune.training.models.efficientnet import MBConv, SiluExcitation, Stage, scale_channels  # noqa: E402
from tests.training.models.small import SMALL  # noqa: E402

pytestmark = pytest.mark.torch

ROOT = Path(__file__).parents[3]

TORCHVISION = {
    "resnet18": (122, "5191d63ec398959223d67ef37376f9061e6965b859fc2d4e40e23d037147a0d7"),
    "resnet34": (218, "f8de2a1812ef85e46b3f60c61589921afee0c2a6d4165e27508ad215f101671b"),
    "resnet50": (320, "a87e91cd6bd1f939e0b723852e567a7205d33b0ac984ac02dd1a5f225d37c036"),
    "vgg13": (76, "e4f52ce016e5e82f373b5f48665a1bbeb1a16e6ead9829c72cfed1b3d6635444"),
    "vgg16": (97, "86bad13b66635552f31b1a53eaf739fc05bf6111f696e97fd006755355d50d26"),
    "vgg19": (118, "faf0fdbb92f698c6862d90e64500a658c4328d5dbadfc9e24785038b3c1208a6"),
    "efficientnet-b0": (360, "98a6d92c040c4bca9b0daea5616d2df84c1cbc4d570afdfbdd5e6ede87f9a700"),
    "efficientnet-b1": (508, "391b882d956123d4bdabf7b0ae2b0e6818df4075bf36cb72cb92f9f29d05a34a"),
    "efficientnet-b2": (508, "35d7528e6debccfedbc24f4f6e6aa705d32367f567c870ea3e757b2eb8e7655f"),
}
"""How many tensors torchvision 0.28.0's model holds, and the sha256 of its sorted lines `name shape`."""


def small_model(name: str, classes: int = 8, size: int = 48, **options: Any) -> nn.Module:
    torch.manual_seed(0)
    return build_model(name, classes, size, SMALL[name] | options)


def build_without_weights(name: str, classes: int, size: int, options: Mapping[str, Any], channels: int) -> nn.Module:
    with torch.device("meta"):
        return build_model(name, classes, size, options, channels)


def test_every_architecture_is_tested():
    assert sorted(SMALL) == model_names()


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("classes", [7, 8])
def test_every_architecture_maps_small_grey_faces_to_logits(name: str, classes: int):
    assert small_model(name, classes).eval()(torch.zeros(2, 1, 48, 48)).shape == (2, classes)


@pytest.mark.parametrize("name", SMALL)
def test_every_architecture_maps_its_published_inputs_to_logits(name: str):
    for layout in find_architecture(name).layouts:
        model = build_without_weights(name, 8, layout.size, layout.options, layout.channels).eval()
        faces = torch.zeros(2, layout.channels, layout.size, layout.size, device="meta")
        assert model(faces).shape == (2, 8)


@pytest.mark.parametrize("name", SMALL)
def test_a_gradient_reaches_every_parameter(name: str):
    model = small_model(name).train()
    loss = nn.functional.cross_entropy(model(torch.randn(8, 1, 48, 48)), torch.arange(8))
    loss.backward()
    unreached = [key for key, weights in model.named_parameters() if weights.grad is None or not weights.grad.any()]
    # a bias before a batch normalisation is subtracted again: its gradient may round to nothing
    assert [key for key in unreached if not (name.startswith("vgg") and key.endswith(".bias"))] == []


@pytest.mark.parametrize(
    ("name", "attention"),
    [
        ("vgg13", "none"),
        ("vgg-compact", "cbam"),
        ("resnet18", "se"),
        ("resnet50", "none"),
        ("efficientnet-b0", "se"),
    ],
)
def test_onnxruntime_computes_what_torch_computes(name: str, attention: str):
    model = small_model(name, 7, attention=attention).eval()
    assert parity(model, to_onnx(model, 48), 48, count=3) <= TOLERANCE


@pytest.mark.parametrize("name", TORCHVISION)
def test_the_imagenet_layout_has_the_names_and_shapes_of_torchvision(name: str):
    state = build_without_weights(name, 1000, 224, {"stem": "imagenet"}, 3).state_dict()
    lines = sorted(f"{key} {tuple(value.shape)}" for key, value in state.items())
    assert (len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()) == TORCHVISION[name]


@pytest.mark.parametrize(
    ("name", "attention", "kind", "count"),
    [
        ("vgg13", "se", SqueezeExcitation, 5),
        ("vgg-compact", "cbam", CBAM, 4),
        ("resnet18", "cbam", CBAM, 8),
        ("resnet50", "se", SqueezeExcitation, 16),
        ("efficientnet-b0", "se", SiluExcitation, 8),
        ("efficientnet-b0", "cbam", CBAM, 8),
    ],
)
def test_attention_stands_in_every_stage_or_block(name: str, attention: str, kind: type, count: int):
    modules = list(small_model(name, attention=attention).modules())
    assert sum(isinstance(module, kind) for module in modules) == count


@pytest.mark.parametrize("name", SMALL)
def test_without_attention_there_is_none(name: str):
    kinds = (SqueezeExcitation, SiluExcitation, CBAM)
    assert not any(isinstance(module, kinds) for module in small_model(name, attention="none").modules())


@pytest.mark.parametrize("name", ["vgg13", "vgg-compact", "resnet18", "resnet50", "efficientnet-b0"])
def test_half_the_width_is_about_a_quarter_of_the_weights(name: str):
    whole, half = (
        sum(weights.numel() for weights in build_without_weights(name, 8, 48, {"width": width}, 1).parameters())
        for width in (1.0, 0.5)
    )
    assert 0.2 < half / whole < 0.3


@pytest.mark.parametrize(
    ("name", "stem", "places"),
    [
        ("resnet18", "small", 6),
        ("resnet18", "half", 3),
        ("efficientnet-b0", "small", 6),
        ("efficientnet-b0", "half", 6),
        ("vgg13", "small", 3),
    ],
)
def test_a_small_face_keeps_places_to_average_over(name: str, stem: str, places: int):
    model, seen = small_model(name, stem=stem).eval(), []
    last = model.layer4 if name == "resnet18" else model.features
    last.register_forward_hook(lambda layer, inputs, output: seen.append(output.shape[2:]))
    model(torch.zeros(1, 1, 48, 48))
    assert seen == [(places, places)]


@pytest.mark.parametrize(
    ("name", "size", "options", "message"),
    [
        ("vgg13", 40, {}, "vgg13: its stride of 16 does not divide 40 px; use a multiple of 16"),
        ("vgg-compact", 44, {}, "vgg-compact: its stride of 8 does not divide 44 px; use a multiple of 8"),
        ("vgg16", 48, {"stem": "imagenet"}, "vgg16: with stem imagenet the image has 224 px, not 48"),
        ("resnet18", 44, {}, "resnet18: its stride of 8 does not divide 44 px; use a multiple of 8"),
        (
            "resnet50",
            48,
            {"stem": "imagenet"},
            "resnet50: its stride of 32 does not divide 48 px",
        ),
        ("efficientnet-b1", 50, {}, "efficientnet-b1: its stride of 8 does not divide 50 px; use a multiple of 8"),
        (
            "resnet34",
            48,
            {"stem": "imagnet"},
            "stem is 'imagnet'; did you mean 'imagenet'? Choose from small, half, im",
        ),
        ("vgg19", 48, {"stem": "half"}, "stem is 'half'; did you mean"),
        ("efficientnet-b0", 48, {"atention": "se"}, "has no option 'atention'; did you mean 'attention'?"),
        ("resnet18", 48, {"attention": "sse"}, "attention is 'sse'; did you mean 'se'?"),
        ("resnet-18", 48, {}, "no model is called 'resnet-18'; did you mean 'resnet18'?"),
    ],
)
def test_a_model_that_cannot_be_built_says_why(name: str, size: int, options: dict[str, Any], message: str):
    with pytest.raises(ModelError) as error:
        build_model(name, 8, size, options)
    assert message in str(error.value)


@pytest.mark.parametrize("recipe", sorted((ROOT / "configs").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_recipe_describes_a_model_that_can_be_built_and_bears_its_name(recipe: Path):
    config = load_config(recipe)
    described = config.model
    build_without_weights(described.name, 8, described.size, described.options, described.channels)
    assert config.name == recipe.stem


def test_a_dropped_block_is_its_shortcut_and_a_kept_one_makes_up_for_it():
    block = MBConv(8, 8, Stage(6, 3, 8, 1), 1, averaged=False, attention="none", drop=0.5).train()
    block.block = nn.Identity()
    x = torch.ones(64, 8, 1, 1)
    shares = {round(float(value), 3) for value in block(x)[:, 0, 0, 0]}
    assert shares == {1.0, 3.0}
    assert torch.equal(block.eval()(x), 2 * x)


@pytest.mark.parametrize(("channels", "width", "scaled"), [(32, 1.0, 32), (320, 1.1, 352), (24, 1.1, 24), (16, 0.1, 8)])
def test_channels_are_scaled_to_multiples_of_eight(channels: int, width: float, scaled: int):
    assert scale_channels(channels, width) == scaled
