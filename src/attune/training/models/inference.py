"""From pixels to logits with a torch model, in the way the manifest promises to everybody else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from attune.expressions import EXPRESSIONS
from attune.training.configuration.config import ModelConfig

BATCH = 256


def normalise(faces: Tensor, config: ModelConfig) -> Tensor:
    """(N, 1, S, S) float32 in 0..1 -> the model's input (N, channels, S, S): grey repeated, minus mean, over std."""
    mean, std = (faces.new_tensor(values).view(1, -1, 1, 1) for values in (config.channel_mean, config.channel_std))
    return (faces - mean) / std


@torch.inference_mode()
def predict(
    model: nn.Module, pixels: NDArray[np.uint8], config: ModelConfig, precision: torch.dtype = torch.float32
) -> NDArray[np.float32]:
    """Run a model over images as they are; pixels: (N, S, S) uint8.

    Returns:
        (N, classes) float32 logits.
    """
    model.eval()
    device = next(model.parameters()).device
    logits: list[Tensor] = []
    for faces in torch.split(torch.from_numpy(pixels)[:, None], BATCH):
        with torch.autocast(device.type, precision, enabled=precision != torch.float32):
            logits.append(model(normalise(faces.float() / 255, config).to(device)).float().cpu())
    return np.asarray(torch.cat(logits).numpy())


def in_canonical_columns(probabilities: NDArray[np.float64], columns: Sequence[int]) -> NDArray[np.float64]:
    """Put a model's classes where EXPRESSIONS has them; what it does not know has probability 0.

    probabilities: (N, C). columns: (C,) indices into EXPRESSIONS.

    Returns:
        (N, 8).
    """
    canonical = np.zeros((len(probabilities), len(EXPRESSIONS)))
    canonical[:, list(columns)] = probabilities
    return canonical
