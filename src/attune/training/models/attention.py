"""Attention on feature maps, as blocks that any convolutional network can take: `attention: none | se | cbam`."""

from __future__ import annotations

from typing import Literal, get_args

import torch
from torch import Tensor, nn
from torch.nn import functional

from attune.training.models.registry import check_choice

AttentionKind = Literal["none", "se", "cbam"]


class SqueezeExcitation(nn.Module):
    """Reweigh channels by what the whole image shows (Hu et al. 2018).

    A hard sigmoid, as in MobileNetV3 (Howard et al. 2019): cheap, and little is lost in 8-bit integers.
    """

    def __init__(self, channels: int, reduction: int = 8) -> None:
        super().__init__()
        hidden = max(1, channels // reduction)
        self.squeeze = nn.Conv2d(channels, hidden, 1)
        self.excite = nn.Conv2d(hidden, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> the same shape."""
        pooled = x.mean((2, 3), keepdim=True)
        return x * functional.hardsigmoid(self.excite(functional.relu(self.squeeze(pooled))))


class ChannelAttention(nn.Module):
    """The first half of CBAM: weigh channels by their mean and their maximum, through one shared pair of layers."""

    def __init__(self, channels: int, reduction: int = 16) -> None:
        super().__init__()
        hidden = max(1, channels // reduction)
        self.squeeze = nn.Conv2d(channels, hidden, 1, bias=False)
        self.excite = nn.Conv2d(hidden, channels, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> the same shape."""
        mean, largest = x.mean((2, 3), keepdim=True), x.amax((2, 3), keepdim=True)
        return x * torch.sigmoid(self._score(mean) + self._score(largest))

    def _score(self, pooled: Tensor) -> Tensor:
        scored: Tensor = self.excite(functional.relu(self.squeeze(pooled)))
        return scored


class SpatialAttention(nn.Module):
    """The second half of CBAM: weigh places by the mean and the maximum over their channels, seen through 7x7."""

    def __init__(self) -> None:
        super().__init__()
        self.look = nn.Conv2d(2, 1, 7, 1, 3, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W) -> the same shape."""
        seen = torch.cat([x.mean(1, keepdim=True), x.amax(1, keepdim=True)], dim=1)
        return x * torch.sigmoid(self.look(seen))


class CBAM(nn.Sequential):
    """Which channels matter, then where they matter (Woo et al. 2018): channel attention before spatial attention."""

    def __init__(self, channels: int) -> None:
        super().__init__(ChannelAttention(channels), SpatialAttention())


def build_attention(kind: AttentionKind, channels: int) -> nn.Module:
    """Return the attention block of a kind for feature maps of some channels; `none` is the identity.

    Raises:
        ModelError: another kind, naming the nearest valid one.
    """
    if kind == "se":
        return SqueezeExcitation(channels)
    if kind == "cbam":
        return CBAM(channels)
    check_choice("attention", kind, get_args(AttentionKind))
    return nn.Identity()
