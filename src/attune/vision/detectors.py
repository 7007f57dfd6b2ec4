"""Face detectors behind one protocol: BlazeFace, the default, and OpenCV's Haar cascade."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Protocol

import cv2
import numpy as np

from attune.vision import blazeface
from attune.vision.crop import FER_FROM_BLAZEFACE, FER_FROM_HAAR, CropContract
from attune.vision.errors import DetectorCorrupt, DetectorMissing
from attune.vision.faces import Box, Face, Image
from attune.vision.onnx_session import open_session


class Detector(Protocol):
    """Finds faces in a frame. Implementations may be called from several threads at once."""

    framing: CropContract
    """How this detector's boxes relate to the frame of a FER2013 picture."""

    def detect(self, frame: Image) -> list[Face]:
        """All faces in an (H, W, 3) uint8 BGR frame, in pixels of the frame; an empty list when there are none."""


class BlazeFace:
    """MediaPipe's short-range BlazeFace on onnxruntime, with six keypoints a face."""

    framing = FER_FROM_BLAZEFACE

    def __init__(self, model: Path) -> None:
        """Open the model that `python -m attune.vision.blazeface_onnx` built.

        Raises DetectorMissing without it, DetectorCorrupt when its bytes are not the ones that the build makes.
        """
        if not model.is_file():
            raise DetectorMissing(
                f"the face detector is not at {model}; `make setup` makes it from @mediapipe/face_detection",
                path=str(model),
            )
        encoded = model.read_bytes()
        if sha256(encoded).hexdigest() != blazeface.SHA256:
            raise DetectorCorrupt(
                f"{model} is damaged or of another version; delete it and `make setup`", path=str(model)
            )
        self._session = open_session(encoded)

    def detect(self, frame: Image) -> list[Face]:
        """All faces in the frame, best score first."""
        pixels, mapping = blazeface.letterbox(frame)
        regressors, logits = self._session.run(["regressors", "classificators"], {"input": pixels})
        return blazeface.decode(regressors[0], logits[0, :, 0], mapping)


class HaarCascade:
    """OpenCV's frontal-face Haar cascade: no model file, no keypoints, and blind to much that BlazeFace sees."""

    framing = FER_FROM_HAAR

    def __init__(self, scale_step: float = 1.1, min_side: int = 32) -> None:
        """scale_step: ratio between pyramid levels, > 1.  min_side: of the smallest face looked for, in pixels."""
        folder = Path(cv2.data.haarcascades)  # type: ignore[attr-defined]  # not in OpenCV's stubs
        self._cascade = cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_default.xml"))
        self._scale_step, self._min_side = scale_step, min_side
        self._lock = Lock()  # a cascade keeps scratch memory between calls

    def detect(self, frame: Image) -> list[Face]:
        """All faces in the frame; the cascade has no score, so each is given 1."""
        grey = cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        with self._lock:
            found = self._cascade.detectMultiScale(
                grey, scaleFactor=self._scale_step, minNeighbors=4, minSize=(self._min_side, self._min_side)
            )
        return [Face(Box(*map(float, box)), 1.0, None) for box in np.asarray(found).reshape(-1, 4)]
