"""FrameAnalyzer: detector, crop, classifier and judgement in one object."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np

from attune.expressions import valence_arousal
from attune.vision.bundle import Bundle, Variant, load_bundle
from attune.vision.classifier import ExpressionClassifier
from attune.vision.crop import crop_face
from attune.vision.detectors import BlazeFace, Detector
from attune.vision.errors import BundleInvalid
from attune.vision.faces import Box, Face, Image, nearest_face
from attune.vision.quality import judge
from attune.vision.readings import Reading, no_face
from attune.vision.smoothing import doubt

MODELS = Path("models")
DETECTOR_MODEL = Path("blazeface", "model.onnx")


class FrameAnalyzer:
    """Frame -> reading. Holds no state between frames, so one analyzer serves any number of threads and students.

    >>> reading = FrameAnalyzer.load("base").analyze(cv2.imread("me.jpg"))
    >>> reading.expression, reading.confidence, reading.abstain
    """

    def __init__(self, bundle: Bundle, detector: Detector) -> None:
        self.bundle = bundle
        self._detector = detector
        self._classifier = ExpressionClassifier(bundle)
        self._contract = bundle.crop if bundle.crop.detector == detector.framing.detector else detector.framing

    @classmethod
    def load(
        cls,
        model: str | Path,
        *,
        variant: Variant = "fp32",
        models: Path = MODELS,
        detector: Detector | None = None,
    ) -> FrameAnalyzer:
        """Load a bundle by its name below `models`, or by its folder; the detector is BlazeFace unless one is given.

        Raises BundleMissing, BundleCorrupt, BundleInvalid or DetectorMissing: there is no fallback.
        """
        folder = model if isinstance(model, Path) else models / model
        return cls(load_bundle(folder, variant), detector or BlazeFace(models / DETECTOR_MODEL))

    def analyze(self, frame: Image, t: float | None = None, last: Box | None = None) -> Reading:
        """Read the nearest face of a frame.

        frame: (H, W, 3) uint8, BGR.  t: milliseconds since the epoch; now, if not given.
        last: the box of the reading before, in a stream: the same face is read again while it is there.
        Raises ValueError for an array that is not such a frame.
        """
        t = _now() if t is None else t
        face = nearest_face(self._detect(frame), last)
        return self._read(frame, face, t) if face else no_face(t, self.bundle.identity)

    def analyze_faces(self, frame: Image, t: float | None = None) -> list[Reading]:
        """Read every face of a frame, the nearest first; an empty list when there is none. As `analyze` otherwise."""
        t = _now() if t is None else t
        faces = sorted(self._detect(frame), key=lambda face: face.box.width * face.box.height, reverse=True)
        return [self._read(frame, face, t) for face in faces]

    def warm_up(self) -> None:
        """Run the model once on a plain grey face. Raises BundleInvalid when it does not answer with probabilities."""
        size = self.bundle.preprocessing.size
        (p,) = self._classifier.classify(np.full((1, size, size), 128, np.uint8))
        if not np.isfinite(p).all():
            raise BundleInvalid(f"the model {self.bundle.name} answers with numbers that are not finite")

    def _detect(self, frame: Image) -> list[Face]:
        if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
            raise ValueError(f"a frame is (H, W, 3) uint8, not {frame.shape} {frame.dtype}")
        return self._detector.detect(frame)

    def _read(self, frame: Image, face: Face, t: float) -> Reading:
        crop = crop_face(frame, face.box, self._contract, self.bundle.preprocessing.size)
        p = tuple(self._classifier.classify(crop[None])[0].tolist())
        quality = judge(face, crop)
        valence, arousal = valence_arousal(p)
        abstain = quality.reason or doubt(p)
        return Reading(t, True, face.box, p, valence, arousal, quality.value, abstain, self.bundle.identity)


def _now() -> float:
    return time.time() * 1000


def decode_image(encoded: bytes) -> Image:
    """Decode a JPEG or PNG in memory to (H, W, 3) uint8 BGR; raises ValueError when it is neither."""
    frame = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR) if encoded else None
    if frame is None:
        raise ValueError("the bytes are not a picture that OpenCV can decode; send JPEG or PNG")
    return np.asarray(frame, dtype=np.uint8)
