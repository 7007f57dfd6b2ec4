"""Residual networks (He et al. 2016), for small grey faces and as published for ImageNet.

ImageNet's stem shrinks an image four times before the first block; of a face of 48 px that would leave 12. The small
stem is one 3x3 convolution at full resolution (He et al.'s own for 32 px images), the half stem a 5x5 one of stride 2
on the single input channel, a quarter of the work. The parameter names are torchvision's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, get_args

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

STEMS = {"small": (3, 1, False), "half": (5, 2, False), "imagenet": (7, 2, True)}
"""Kernel and stride of the first convolution, and whether a pooling follows."""

DOWNSAMPLINGS = {"small": 3, "half": 4, "imagenet": 5}


class BasicBlock(nn.Module):
    """Two 3x3 convolutions around a shortcut."""

    expansion: ClassVar[int] = 1

    def __init__(self, inputs: int, width: int, stride: int, attention: AttentionKind) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, width, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.attention = build_attention(attention, width)
        self.downsample = _shortcut(inputs, width, stride)

    def forward(self, x: Tensor) -> Tensor:
        """(N, inputs, H, W) -> (N, width, H / stride, W / stride)."""
        inner = functional.relu(self.bn1(self.conv1(x)))
        return functional.relu(self.attention(self.bn2(self.conv2(inner))) + self.downsample(x))


class Bottleneck(nn.Module):
    """A 3x3 convolution between two of 1x1, around a shortcut; the stride is on the 3x3 one, as in torchvision."""

    expansion: ClassVar[int] = 4

    def __init__(self, inputs: int, width: int, stride: int, attention: AttentionKind) -> None:
        super().__init__()
        outputs = width * self.expansion
        self.conv1 = nn.Conv2d(inputs, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.attention = build_attention(attention, outputs)
        self.downsample = _shortcut(inputs, outputs, stride)

    def forward(self, x: Tensor) -> Tensor:
        """(N, inputs, H, W) -> (N, 4 width, H / stride, W / stride)."""
        inner = functional.relu(self.bn1(self.conv1(x)))
        inner = functional.relu(self.bn2(self.conv2(inner)))
        return functional.relu(self.attention(self.bn3(self.conv3(inner))) + self.downsample(x))


def _shortcut(inputs: int, outputs: int, stride: int) -> nn.Module:
    if stride == 1 and inputs == outputs:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))


class ResNet(nn.Module):
    """Stem, four stages of blocks of which the last three have stride 2, global average, one linear layer."""

    def __init__(
        self,
        classes: int,
        inputs: int,
        block: type[BasicBlock | Bottleneck],
        depths: Sequence[int],
        stem: Stem,
        width: int,
        dropout: float,
        attention: AttentionKind,
    ) -> None:
        super().__init__()
        kernel, stride, pooled = STEMS[stem]
        self.conv1 = nn.Conv2d(inputs, width, kernel, stride, kernel // 2, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.maxpool = nn.MaxPool2d(3, 2, 1) if pooled else nn.Identity()
        widths = [width * 2**stage for stage in range(4)]
        inside = [width, *(stage * block.expansion for stage in widths)]  # channels between the stages
        self.layer1 = _stage(block, inside[0], widths[0], depths[0], 1, attention)
        self.layer2 = _stage(block, inside[1], widths[1], depths[1], 2, attention)
        self.layer3 = _stage(block, inside[2], widths[2], depths[2], 2, attention)
        self.layer4 = _stage(block, inside[3], widths[3], depths[3], 2, attention)
        self.dropout = nn.Dropout(dropout)
        self.fc = nn.Linear(inside[4], classes)
        initialise_convolutions(self)

    def forward(self, x: Tensor) -> Tensor:
        """(N, channels, size, size) float32, normalised -> (N, classes) logits."""
        x = self.maxpool(functional.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        logits: Tensor = self.fc(self.dropout(torch.mean(x, dim=(2, 3))))
        return logits


def _stage(
    block: type[BasicBlock | Bottleneck], inputs: int, width: int, depth: int, stride: int, attention: AttentionKind
) -> nn.Sequential:
    first = block(inputs, width, stride, attention)
    return nn.Sequential(first, *(block(width * block.expansion, width, 1, attention) for _ in range(depth - 1)))


def _resnet_builder(name: str, block: type[BasicBlock | Bottleneck], depths: Sequence[int]) -> Builder:
    def build_resnet(
        classes: int,
        size: int,
        channels: int = 1,
        stem: Stem = "small",
        width: float = 1.0,
        dropout: float = 0.2,
        attention: AttentionKind = "none",
    ) -> nn.Module:
        """Build a ResNet.

        stem: small (3x3), half (5x5, stride 2) or imagenet (7x7, stride 2, and a pooling, as published).
        width: multiplies the channels of every convolution.
        dropout: share of the pooled features dropped in training.
        attention: what every block ends with: none, se or cbam.

        Raises:
            ModelError: the stride of stem and stages does not divide the size.
        """
        check_choice("stem", stem, get_args(Stem))
        require_downsampling(name, size, DOWNSAMPLINGS[stem])
        return ResNet(classes, channels, block, depths, stem, round(64 * width), dropout, attention)

    return build_resnet


for _name, _block, _depths in (
    ("resnet18", BasicBlock, (2, 2, 2, 2)),
    ("resnet34", BasicBlock, (3, 4, 6, 3)),
    ("resnet50", Bottleneck, (3, 4, 6, 3)),
):
    register(_name, family="ResNet", paper="He et al. 2016", layouts=(SMALL_GREY, IMAGENET_RGB))(
        _resnet_builder(_name, _block, _depths)
    )
