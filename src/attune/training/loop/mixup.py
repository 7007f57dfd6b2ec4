"""Batches of mixed faces: two faces laid over each other (mixup) or one pasted into the other (CutMix)."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from attune.training.configuration.config import MixConfig


def mix_batch(faces: Tensor, targets: Tensor, config: MixConfig, rng: torch.Generator) -> tuple[Tensor, Tensor]:
    """Mix a batch with a shuffled copy of itself, or leave it; faces: (B, 1, S, S), targets: (B, C).

    mixup (Zhang et al. 2018) blends images, CutMix (Yun et al. 2019) swaps a rectangle; lam is the weight of the batch
    as it was, in images and targets alike. Where both are on, each batch draws one of them.
    """
    numpy_rng = np.random.default_rng(int(torch.randint(2**62, (1,), generator=rng, device=rng.device)))
    ways = [way for way, alpha in ((_mixup, config.mixup), (_cutmix, config.cutmix)) if alpha]
    if not ways or numpy_rng.random() >= config.probability:
        return faces, targets
    way = ways[numpy_rng.integers(len(ways))]
    alpha = config.mixup if way is _mixup else config.cutmix
    others = torch.randperm(len(faces), generator=rng, device=rng.device).to(faces.device)
    mixed, lam = way(faces, faces[others], float(numpy_rng.beta(alpha, alpha)), numpy_rng)
    return mixed, lam * targets + (1 - lam) * targets[others.to(targets.device)]


def _mixup(faces: Tensor, others: Tensor, lam: float, _: np.random.Generator) -> tuple[Tensor, float]:
    return lam * faces + (1 - lam) * others, lam


def _cutmix(faces: Tensor, others: Tensor, lam: float, rng: np.random.Generator) -> tuple[Tensor, float]:
    """Paste a rectangle that takes 1 - lam of the image, cut off at its border, and return the true lam."""
    side = faces.shape[-1]
    half = side * math.sqrt(1 - lam) / 2
    centre_y, centre_x = rng.uniform(0, side, 2)
    top, bottom, left, right = (
        int(np.clip(round(edge), 0, side))
        for edge in (centre_y - half, centre_y + half, centre_x - half, centre_x + half)
    )
    pasted = faces.clone()
    pasted[:, :, top:bottom, left:right] = others[:, :, top:bottom, left:right]
    return pasted, 1 - (bottom - top) * (right - left) / side**2
