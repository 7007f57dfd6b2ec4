"""Batches of mixed faces: two faces laid over each other (mixup) or one pasted into the other (CutMix)."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from attune.training.configuration.config import MixConfig


def mix(faces: Tensor, targets: Tensor, config: MixConfig, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """Mix a batch with a shuffled copy of itself, or leave it; faces: (B, 1, S, S), targets: (B, C).

    mixup (Zhang et al. 2018) blends pictures, CutMix (Yun et al. 2019) swaps a rectangle; targets follow the shares.
    Where both are on, a coin decides for each batch.
    """
    draw = np.random.default_rng(int(torch.randint(2**62, (1,), generator=random, device=random.device)))
    ways = [way for way, alpha in ((_blend, config.mixup), (_paste, config.cutmix)) if alpha]
    if not ways or draw.random() >= config.share:
        return faces, targets
    way = ways[draw.integers(len(ways))]
    alpha = config.mixup if way is _blend else config.cutmix
    others = torch.randperm(len(faces), generator=random, device=random.device).to(faces.device)
    mixed, share = way(faces, faces[others], float(draw.beta(alpha, alpha)), draw)
    return mixed, share * targets + (1 - share) * targets[others.to(targets.device)]


def _blend(faces: Tensor, others: Tensor, share: float, _: np.random.Generator) -> tuple[Tensor, float]:
    return share * faces + (1 - share) * others, share


def _paste(faces: Tensor, others: Tensor, share: float, draw: np.random.Generator) -> tuple[Tensor, float]:
    """Paste a rectangle that covers 1 - share of the picture, cut off at its border, and return the true share."""
    side = faces.shape[-1]
    half = side * math.sqrt(1 - share) / 2
    centre_y, centre_x = draw.uniform(0, side, 2)
    top, bottom, left, right = (
        int(np.clip(round(edge), 0, side))
        for edge in (centre_y - half, centre_y + half, centre_x - half, centre_x + half)
    )
    pasted = faces.clone()
    pasted[:, :, top:bottom, left:right] = others[:, :, top:bottom, left:right]
    return pasted, 1 - (bottom - top) * (right - left) / side**2
