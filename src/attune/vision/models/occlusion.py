"""Whether something occludes a face: a small network that sees the crop which the model of expressions sees.

`attune train-occlusion` makes it (attune.training.occlusion); models/occlusion/CARD.md says what it can and cannot
tell. The TypeScript twin is web/src/vision/models/occlusion.ts.
"""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import numpy as np

from attune.vision.geometry.crop import GreyFace
from attune.vision.onnx_session import open_verified

OCCLUSION_SIDE = 48  # of the crop that it takes
OCCLUSION_MODEL = Path("occlusion", "model.onnx")
FORMER_MODEL = Path("covers", "model.onnx")  # its folder in earlier releases; read for one release, with a note
# Of models/occlusion/model.onnx; a network that is trained again comes with a hash of its own.
SHA256 = "619895a5d9f86a759fa3bf400f61a1d13f735d58f16bfb6d3ef0897587fe1256"


class OcclusionDetector:
    """Tells occluded faces; may be called from several threads at once."""

    def __init__(self, model: Path) -> None:
        """Open the model.

        Raises:
            DetectorMissing: without it.
            DetectorCorrupt: it is another file.
        """
        fix = "it comes with Attune: restore models/occlusion from the repository"
        self._session = open_verified(model, SHA256, fix)

    def probability(self, crop: GreyFace) -> float:
        """The probability that something occludes the face; crop: (48, 48) uint8."""
        face = crop[None, None].astype(np.float32) / np.float32(255)
        (logits,) = self._session.run(["logits"], {"image": face})
        return 1 / (1 + math.exp(-min(max(float(logits[0, 0]), -80.0), 80.0)))


def find_occlusion_model(models: Path) -> Path:
    """Return where the model lies below `models`; in a folder of an earlier release, with a FutureWarning."""
    model, former = models / OCCLUSION_MODEL, models / FORMER_MODEL
    if model.is_file() or not former.is_file():
        return model
    warnings.warn(f"{former.parent} is called {model.parent} now: rename the folder", FutureWarning, stacklevel=2)
    return former
