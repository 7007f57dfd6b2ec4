"""The network that tells whether something occludes a face.

It sees the same crop as the model of expressions, knows nothing of expressions, and serves every model beside it.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

WIDTHS, STRIDES = (24, 48, 64, 96), (2, 2, 1, 2)


class OcclusionNetwork(nn.Module):
    """Four convolutions, then the mean and the maximum over the image: an occlusion may be large or small."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after, stride in zip((1, *WIDTHS), WIDTHS, STRIDES, strict=False):
            layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(2 * WIDTHS[-1], 1)

    def forward(self, faces: Tensor) -> Tensor:
        """Logits (N, 1) of being occluded; faces: (N, 1, 48, 48) float32 grey in 0..1."""
        found = self.features((faces - 0.5) / 0.25)
        logits: Tensor = self.classifier(torch.cat([found.mean((2, 3)), found.amax((2, 3))], dim=1))
        return logits


@torch.inference_mode()
def logits_of(network: OcclusionNetwork, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Logits (N,) of faces (N, 48, 48) uint8."""
    batches = torch.split(torch.from_numpy(pixels), 1024)
    logits = torch.cat([network(batch[:, None].float() / 255)[:, 0] for batch in batches])
    return np.asarray(logits.numpy(), dtype=np.float32)
