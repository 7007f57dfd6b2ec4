"""Whether something covers a face: a small network that sees the crop which the model of expressions sees.

`attune train-covers` makes it (attune.training.occlusion); models/covers/CARD.md says what it can and cannot tell.
The TypeScript twin is web/src/vision/models/covers.ts.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from attune.vision.geometry.crop import GreyFace
from attune.vision.onnx_session import open_verified

COVER_SIDE = 48  # of the crop that it takes
# Of models/covers/model.onnx; a network that is trained anew comes with a hash of its own.
SHA256 = "619895a5d9f86a759fa3bf400f61a1d13f735d58f16bfb6d3ef0897587fe1256"


class CoverDetector:
    """Tells covered faces; may be called from several threads at once."""

    def __init__(self, model: Path) -> None:
        """Open the model. Raises DetectorMissing without it, DetectorCorrupt when it is another file."""
        self._session = open_verified(model, SHA256, "it comes with Attune: restore models/covers from the repository")

    def probability(self, crop: GreyFace) -> float:
        """The probability that something covers the face; crop: (48, 48) uint8."""
        face = crop[None, None].astype(np.float32) / np.float32(255)
        (logits,) = self._session.run(["logits"], {"image": face})
        return 1 / (1 + math.exp(-min(max(float(logits[0, 0]), -80.0), 80.0)))
