"""EfficientNet B0 to B2 (Tan & Le 2019), for small grey faces and as published for ImageNet.

ImageNet's stride of 32 would leave 1.5 px of a face of 48; the small layouts have one of 8, and downsample by averaging
after the expansion instead of by a stride of the depthwise convolution: no pixel is thrown away, and on a CPU in
bfloat16 a depthwise convolution with a stride takes ten times as long on the way back. The parameter names are
torchvision's in every layout.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple, get_args

import torch
from torch import Tensor, nn
from torch.nn import functional

from attune.training.models.attention import AttentionKind, build_attention
from attune.training.models.initialisation import initialise_convolutions
from attune.training.models.registry import (
    IMAGENET_RGB,
    SMALL_GREY,
    Builder,
    check_choice,
    register,
    require_downsampling,
)

Stem = Literal["small", "half", "imagenet"]


class Stage(NamedTuple):
    """A row of the paper's table 1: blocks of one kind, before the scaling of width and depth."""

    expansion: int
    kernel: int
    channels: int
    depth: int


STAGES = (
    Stage(1, 3, 16, 1),
    Stage(6, 3, 24, 2),
    Stage(6, 5, 40, 2),
    Stage(6, 3, 80, 3),
    Stage(6, 5, 112, 3),
    Stage(6, 5, 192, 4),
    Stage(6, 3, 320, 1),
)

STRIDES = {
    "small": (1, 1, 2, 2, 2, 1, 1, 1),
    "half": (2, 1, 1, 2, 2, 1, 1, 1),
    "imagenet": (2, 1, 2, 2, 2, 1, 2, 1),
}
"""Strides of the first convolution and of the seven stages: full resolution at first, half at once, or as published."""

DOWNSAMPLINGS = {stem: sum(stride == 2 for stride in strides) for stem, strides in STRIDES.items()}


class SiluExcitation(nn.Module):
    """EfficientNet's own squeeze-and-excitation: its hidden layer counts from the block's input, before expansion."""

    def __init__(self, channels: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Conv2d(channels, hidden, 1)
        self.fc2 = nn.Conv2d(hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> the same shape."""
        pooled = x.mean((2, 3), keepdim=True)
        return x * torch.sigmoid(self.fc2(functional.silu(self.fc1(pooled))))


def _convolution(inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1) -> list[nn.Module]:
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]


class MBConv(nn.Module):
    """Expand by 1x1, look by depthwise convolution, attend, project by 1x1; around a shortcut where shapes agree.

    averaged: downsample by averaging what was expanded, instead of by the stride of the depthwise convolution.
    drop: share of the images that take the shortcut only, in training (stochastic depth, Huang et al. 2016).
    """

    def __init__(
        self,
        inputs: int,
        outputs: int,
        stage: Stage,
        stride: int,
        averaged: bool,
        attention: AttentionKind,
        drop: float,
    ) -> None:
        super().__init__()
        inner = inputs * stage.expansion
        downsampled = averaged and stride == 2
        looked = _convolution(inner, inner, stage.kernel, 1 if downsampled else stride, groups=inner)
        attended = (
            SiluExcitation(inner, max(1, inputs // 4)) if attention == "se" else build_attention(attention, inner)
        )
        layers = [nn.Sequential(*looked, nn.SiLU(inplace=True)), attended]
        if stage.expansion > 1:
            expanded = [*_convolution(inputs, inner, 1), nn.SiLU(inplace=True)]
            layers.insert(0, nn.Sequential(*expanded, nn.AvgPool2d(2)) if downsampled else nn.Sequential(*expanded))
        self.block = nn.Sequential(*layers, nn.Sequential(*_convolution(inner, outputs, 1)))
        self.shortcut = stride == 1 and inputs == outputs
        self.drop = drop

    def forward(self, x: Tensor) -> Tensor:
        """(N, inputs, H, W) -> (N, outputs, H / stride, W / stride)."""
        changed: Tensor = self.block(x)
        if not self.shortcut:
            return changed
        if self.training and self.drop:
            kept = torch.rand(len(x), 1, 1, 1, device=x.device) >= self.drop
            changed = changed * kept / (1 - self.drop)
        return changed + x


class EfficientNet(nn.Module):
    """First convolution, seven stages of MBConv, last 1x1 convolution, global average, one linear layer."""

    def __init__(
        self,
        classes: int,
        inputs: int,
        stem: Stem,
        width: float,
        depth: float,
        dropout: float,
        drop_path: float,
        attention: AttentionKind,
        max_kernel: int,
    ) -> None:
        super().__init__()
        first_stride, *strides = STRIDES[stem]
        channels = scale_channels(32, width)
        layers: list[nn.Module] = [
            nn.Sequential(*_convolution(inputs, channels, 3, first_stride), nn.SiLU(inplace=True))
        ]
        depths = [math.ceil(stage.depth * depth) for stage in STAGES]
        placed = 0
        for published, stride, repeats in zip(STAGES, strides, depths, strict=True):
            stage = published._replace(kernel=min(published.kernel, max_kernel))
            blocks, outputs = [], scale_channels(stage.channels, width)
            for index in range(repeats):
                drop = drop_path * placed / sum(depths)  # deeper blocks are dropped more often
                step = 1 if index else stride
                blocks.append(MBConv(channels, outputs, stage, step, stem != "imagenet", attention, drop))
                channels, placed = outputs, placed + 1
            layers.append(nn.Sequential(*blocks))
        layers.append(nn.Sequential(*_convolution(channels, 4 * channels, 1), nn.SiLU(inplace=True)))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(4 * channels, classes))
        initialise_convolutions(self)

    def forward(self, x: Tensor) -> Tensor:
        """(N, channels, size, size) float32, normalised -> (N, classes) logits."""
        logits: Tensor = self.classifier(torch.mean(self.features(x), dim=(2, 3)))
        return logits


def scale_channels(channels: int, width: float) -> int:
    """Scale to a multiple of 8, never by more than a tenth below what was asked for, as the published models do."""
    scaled = max(8, int(channels * width + 4) // 8 * 8)
    return scaled if scaled >= 0.9 * channels * width else scaled + 8


def _efficientnet_builder(name: str, own_width: float, own_depth: float, own_dropout: float) -> Builder:
    def build_efficientnet(
        classes: int,
        size: int,
        channels: int = 1,
        stem: Stem = "small",
        width: float = 1.0,
        depth: float = 1.0,
        dropout: float = own_dropout,
        drop_path: float = 0.2,
        attention: AttentionKind = "se",
        max_kernel: int = 5,
    ) -> nn.Module:
        """Build an EfficientNet.

        stem: small (stride 8, the first layers at full resolution), half (stride 8, the first at once) or imagenet.
        width: multiplies the channels, on top of the variant's own factor.
        depth: multiplies the blocks of each stage, on top of the variant's own factor.
        dropout: share of the pooled features dropped in training.
        drop_path: share of images that skip the deepest block in training; shallower ones are skipped less.
        attention: what stands in every block: se (EfficientNet's own), none or cbam.
        max_kernel: 5 as published; 3 trains about twice as fast on a CPU in bfloat16.

        Raises:
            ModelError: the stride of the stem does not divide the size.
        """
        check_choice("stem", stem, get_args(Stem))
        require_downsampling(name, size, DOWNSAMPLINGS[stem])
        return EfficientNet(
            classes, channels, stem, width * own_width, depth * own_depth, dropout, drop_path, attention, max_kernel
        )

    return build_efficientnet


for _name, _width, _depth, _dropout in (
    ("efficientnet-b0", 1.0, 1.0, 0.2),
    ("efficientnet-b1", 1.0, 1.1, 0.2),
    ("efficientnet-b2", 1.1, 1.2, 0.3),
):
    register(_name, family="EfficientNet", paper="Tan & Le 2019", layouts=(SMALL_GREY, IMAGENET_RGB))(
        _efficientnet_builder(_name, _width, _depth, _dropout)
    )
