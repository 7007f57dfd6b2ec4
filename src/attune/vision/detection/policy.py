"""How far faces are looked for: near, far, or as what is before the camera asks for. The one place that decides."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from attune.vision.detection.detectors import BlazeFace, Detector
from attune.vision.detection.far import FarBlazeFace
from attune.vision.geometry.faces import Face, Image

DetectionName = Literal["near", "far", "auto"]
DETECTIONS: tuple[DetectionName, ...] = get_args(DetectionName)
FAR_EVERY = 3  # frames of a stream in which nobody is near: so often, at most, somebody far is looked for


class AutoDetector:
    """Images are searched near and far; of a stream, far is looked only where nobody is near, and not in each frame."""

    def __init__(self, both: FarBlazeFace) -> None:
        """Share the models of a detector that looks far; both: that detector."""
        self._both = both
        self.framing = both.framing

    def detect(self, frame: Image) -> list[Face]:
        """All faces of an image, near and far, best score first."""
        return self._both.detect(frame)

    def of_stream(self) -> Detector:
        """Begin a stream: what it returns counts the frames of that stream, so one thread at a time has it."""
        return _OfStream(self._both)


class _OfStream:
    def __init__(self, both: FarBlazeFace) -> None:
        self._both, self._empty = both, 0
        self.framing = both.framing

    def detect(self, frame: Image) -> list[Face]:
        near = self._both.near.detect(frame)
        if near:
            self._empty = 0
            return near
        self._empty += 1
        far = self._both.detect(frame) if self._empty % FAR_EVERY == 1 else []
        if far:  # who is there is followed, so the next detection is some frames later, and must not lose them
            self._empty = 0
        return far


def open_detection(name: DetectionName, blazeface: Path) -> Detector:
    """Open BlazeFace as a policy says.

    Args:
        name: near is the network for near faces alone; far is both, at several sizes; auto is far for images, and for a
            stream near unless nobody is there.
        blazeface: folder of the detector's models, models/blazeface.

    Raises:
        DetectorMissing: a model file is not there.
        DetectorCorrupt: a model file is not the one that belongs to this version.
    """
    if name == "near":
        return BlazeFace(blazeface / "model.onnx")
    both = FarBlazeFace(blazeface)
    return AutoDetector(both) if name == "auto" else both


def detector_of_stream(detector: Detector) -> Detector:
    """What a stream of its own asks for faces: the detector, unless it looks at streams otherwise than at images."""
    return detector.of_stream() if isinstance(detector, AutoDetector) else detector
