"""VGG with batch normalisation: plain stacks of 3x3 convolutions (Simonyan & Zisserman 2015).

For small grey faces the last pooling and the three linear layers go: after four poolings 48 px are 3, and a global
average with one linear layer does what 120 million weights did. FER+ was published with such a VGG13, of four poolings
and a smaller head (Barsoum et al. 2016). With `stem: imagenet` it is the published network, with torchvision's
parameter names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import torch
from torch import Tensor, nn

from attune.training.errors import ModelError
from attune.training.models.attention import AttentionKind, build_attention
from attune.training.models.initialisation import initialise_convolutions
from attune.training.models.registry import (
    IMAGENET_RGB,
    SMALL_GREY,
    Builder,
    Layout,
    check_choice,
    register,
    require_downsampling,
)

Stem = Literal["small", "imagenet"]

CHANNELS = (64, 128, 256, 512, 512)
DEPTHS = {"vgg13": (2, 2, 2, 2, 2), "vgg16": (2, 2, 3, 3, 3), "vgg19": (2, 2, 4, 4, 4)}
"""Convolutions of each stage; with the three linear layers they make the number in the name."""


class VGG(nn.Module):
    """Stages of convolutions, each followed by a pooling; then the head.

    published: end as the paper does, with a fifth pooling and three linear layers on 7x7 places.
    """

    def __init__(
        self,
        classes: int,
        inputs: int,
        widths: Sequence[int],
        depths: Sequence[int],
        dropout: float,
        attention: AttentionKind,
        published: bool = False,
    ) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        channels = inputs
        for width, depth in zip(widths, depths, strict=True):
            for _ in range(depth):
                layers += [nn.Conv2d(channels, width, 3, 1, 1), nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
                channels = width
            if attention != "none":
                layers.append(build_attention(attention, width))
            layers.append(nn.MaxPool2d(2))
        self.published = published
        self.features = nn.Sequential(*(layers if published else layers[:-1]))
        self.classifier = (
            _published_head(channels, classes, dropout) if published else _head(channels, classes, dropout)
        )
        initialise_convolutions(self)

    def forward(self, x: Tensor) -> Tensor:
        """(N, channels, size, size) float32, normalised -> (N, classes) logits."""
        features = self.features(x)
        flat = torch.flatten(features, 1) if self.published else torch.mean(features, dim=(2, 3))
        logits: Tensor = self.classifier(flat)
        return logits


def _head(channels: int, classes: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Dropout(dropout), nn.Linear(channels, classes))


def _published_head(channels: int, classes: int, dropout: float, hidden: int = 4096) -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(channels * 7 * 7, hidden),
        nn.ReLU(inplace=True),
        nn.Dropout(dropout),
        nn.Linear(hidden, hidden),
        nn.ReLU(inplace=True),
        nn.Dropout(dropout),
        nn.Linear(hidden, classes),
    )


def _vgg_builder(name: str, depths: Sequence[int]) -> Builder:
    def build_vgg(
        classes: int,
        size: int,
        channels: int = 1,
        stem: Stem = "small",
        width: float = 1.0,
        dropout: float = 0.5,
        attention: AttentionKind = "none",
    ) -> nn.Module:
        """Build a VGG.

        stem: small (four poolings, global average, one linear layer) or imagenet (five, three linear layers; 224 px).
        width: multiplies the channels of every convolution.
        dropout: share of the head's features dropped in training.
        attention: what every stage ends with: none, se or cbam.

        Raises:
            ModelError: the image does not fit the poolings.
        """
        check_choice("stem", stem, get_args(Stem))
        if stem == "small":
            require_downsampling(name, size, 4)
        elif size != IMAGENET_RGB.size:
            raise ModelError(f"{name}: with stem imagenet the image has {IMAGENET_RGB.size} px, not {size}")
        widths = [round(width * stage) for stage in CHANNELS]
        return VGG(classes, channels, widths, depths, dropout, attention, published=stem == "imagenet")

    return build_vgg


for _name, _depths in DEPTHS.items():
    register(_name, family="VGG", paper="Simonyan & Zisserman 2015", layouts=(SMALL_GREY, IMAGENET_RGB))(
        _vgg_builder(_name, _depths)
    )


@register(
    "vgg-compact",
    family="VGG",
    paper="own design after Simonyan & Zisserman 2015",
    layouts=(SMALL_GREY, Layout(224, 3)),
)
def build_vgg_compact(
    classes: int,
    size: int,
    channels: int = 1,
    width: float = 1.0,
    dropout: float = 0.3,
    attention: AttentionKind = "none",
) -> nn.Module:
    """Build a VGG of seven convolutions; only the first, on a single channel, works at the full resolution.

    width: multiplies the channels of every convolution.
    dropout: share of the pooled features dropped in training.
    attention: what every stage ends with: none, se or cbam.
    """
    require_downsampling("vgg-compact", size, 3)
    widths = [round(width * stage) for stage in (32, 64, 128, 256)]
    return VGG(classes, channels, widths, (1, 2, 2, 2), dropout, attention)
