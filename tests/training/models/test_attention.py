import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from attune.training.errors import ModelError  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.models.attention import (  # noqa: E402
    CBAM,
    ChannelAttention,
    SpatialAttention,
    SqueezeExcitation,
    build_attention,
)

pytestmark = pytest.mark.torch


def test_squeeze_and_excitation_weighs_whole_channels_by_their_means():
    block, x = SqueezeExcitation(8, reduction=2), torch.randn(2, 8, 5, 5)
    hidden = nn.functional.linear(x.mean((2, 3)), block.squeeze.weight.flatten(1), block.squeeze.bias).relu()
    scores = nn.functional.linear(hidden, block.excite.weight.flatten(1), block.excite.bias)
    weights = (scores / 6 + 0.5).clamp(0, 1)
    assert torch.allclose(block(x), x * weights[:, :, None, None], atol=1e-6)


def test_channel_attention_judges_mean_and_maximum_with_the_same_layers():
    block, x = ChannelAttention(32, reduction=8), torch.randn(2, 32, 5, 5)

    def score(pooled):
        return (pooled @ block.squeeze.weight.flatten(1).T).relu() @ block.excite.weight.flatten(1).T

    weights = torch.sigmoid(score(x.mean((2, 3))) + score(x.flatten(2).max(2).values))
    assert torch.allclose(block(x), x * weights[:, :, None, None], atol=1e-6)
    assert sum(weights.numel() for weights in block.parameters()) == 2 * 32 * 32 // 8


def test_spatial_attention_weighs_every_channel_of_a_place_alike():
    block, x = SpatialAttention(), torch.rand(1, 6, 9, 9) + 0.5
    ratio = block(x) / x
    assert torch.allclose(ratio, ratio[:, :1].expand_as(ratio), atol=1e-6)
    assert (ratio > 0).all()
    assert (ratio < 1).all()
    assert sum(weights.numel() for weights in block.parameters()) == 2 * 7 * 7


def test_spatial_attention_looks_three_pixels_far():
    block, x = SpatialAttention(), torch.zeros(1, 2, 9, 9) + 1
    changed = x.clone()
    changed[0, :, 4, 4] = 5
    weights, others = block(x) / x, block(changed) / changed
    moved = (weights - others).abs()[0, 0] > 1e-7
    assert moved[1:8, 1:8].any()
    assert not moved[0].any()
    assert not moved[:, 8].any()


def test_cbam_asks_which_channels_before_it_asks_where():
    block, x = CBAM(16), torch.randn(2, 16, 6, 6)
    channels, places = block
    assert torch.equal(block(x), places(channels(x)))
    assert isinstance(channels, ChannelAttention)


@pytest.mark.parametrize("kind", ["se", "cbam"])
def test_a_gradient_reaches_every_weight_of_an_attention_block(kind: str):
    torch.manual_seed(0)
    block, x = build_attention(kind, 64), torch.randn(16, 64, 6, 6, requires_grad=True)
    block(x).square().sum().backward()
    assert all(weights.grad.any() for weights in block.parameters())
    assert x.grad.all()


def test_no_attention_changes_nothing():
    x = torch.randn(1, 4, 3, 3)
    assert torch.equal(build_attention("none", 4)(x), x)


def test_an_unknown_attention_is_refused_with_the_nearest_name():
    with pytest.raises(ModelError, match="attention is 'cbma'; did you mean 'cbam'"):
        build_attention("cbma", 8)


def test_a_custom_cnn_keeps_the_names_and_count_that_published_checkpoints_have():
    model = build_model("custom-cnn", 8, 48, {})
    assert sum(weights.numel() for weights in model.parameters()) == 1_087_832
    names = set(dict(model.named_parameters()))
    assert {"features.0.weight", "features.3.body.5.squeeze.weight", "features.3.body.5.excite.bias"} <= names
    assert {"features.3.shortcut.1.weight", "classifier.weight"} <= names


@pytest.mark.parametrize(("attention", "block"), [("none", nn.Identity), ("se", SqueezeExcitation), ("cbam", CBAM)])
def test_a_custom_cnn_takes_any_attention(attention: str, block: type):
    model = build_model("custom-cnn", 8, 48, {"widths": [8, 8], "depths": [1, 1], "attention": attention})
    assert isinstance(model.features[3].body[5], block)
    assert model(torch.zeros(2, 1, 48, 48)).shape == (2, 8)
