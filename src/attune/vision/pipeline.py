"""FrameAnalyzer: detector, crop, classifier and quality in one object."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np

from attune.expressions import valence_arousal
from attune.vision.detection.detectors import Detector
from attune.vision.detection.policy import DetectionName, detector_of_stream, open_detection
from attune.vision.errors import BundleInvalid
from attune.vision.geometry.crop import GreyFace, crop_face
from attune.vision.geometry.faces import Box, Face, Image, nearest_face
from attune.vision.geometry.tracking import Track, begin_track, follow
from attune.vision.models.bundle import Bundle, Variant, load_bundle
from attune.vision.models.classifier import ExpressionClassifier
from attune.vision.models.occlusion import OCCLUSION_SIDE, OcclusionDetector, find_occlusion_model
from attune.vision.readings.quality import assess_quality
from attune.vision.readings.readings import Reading, no_face
from attune.vision.readings.smoothing import abstention_reason

MODELS = Path("models")
DETECTOR_MODEL = Path("blazeface", "model.onnx")
REMEMBERED_MS = 2_000.0  # after this long without the student's face, whoever is nearest is the student


class FrameAnalyzer:
    """Frame -> reading. Holds no state between frames, so one analyzer serves any number of threads and students.

    >>> reading = FrameAnalyzer.load("base").analyze(cv2.imread("me.jpg"))
    >>> reading.expression, reading.confidence, reading.abstain
    """

    def __init__(self, bundle: Bundle, detector: Detector, occlusion: OcclusionDetector) -> None:
        self.bundle = bundle
        self.detector, self._occlusion = detector, occlusion
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
        detection: DetectionName = "near",
    ) -> FrameAnalyzer:
        """Load a bundle by its name below `models`, or by its folder; the detector is BlazeFace unless one is given.

        Args:
            model: a bundle's name, or its folder.
            variant: which of its files.
            models: where bundles and detectors lie.
            detector: instead of BlazeFace.
            detection: how far BlazeFace looks; `far` for group photos, `auto` for images and streams of any kind.

        Raises:
            BundleMissing, BundleCorrupt, BundleInvalid, DetectorMissing, DetectorCorrupt: there is no fallback.
        """
        folder = model if isinstance(model, Path) else models / model
        detector = detector or open_detection(detection, (models / DETECTOR_MODEL).parent)
        return cls(load_bundle(folder, variant), detector, OcclusionDetector(find_occlusion_model(models)))

    def analyze(self, frame: Image, t: float | None = None, last: Box | None = None) -> Reading:
        """Read the nearest face of a frame, or the one that was read before.

        frame: (H, W, 3) uint8, BGR.  t: milliseconds since the epoch; now, if not given.  last: where the face was in
        the frame before, for whoever keeps that themselves; `stream` keeps it for you.

        Raises:
            ValueError: an array that is not such a frame.
        """
        t = _now() if t is None else t
        face = nearest_face(self.detect(frame), last)
        return self.read(frame, face, t) if face else no_face(t, self.bundle.identity)

    def analyze_faces(self, frame: Image, t: float | None = None) -> list[Reading]:
        """Read every face of a frame, the nearest first; an empty list when there is none. As `analyze` otherwise."""
        return self.read_all(frame, self.detect(frame), _now() if t is None else t)

    def read_all(self, frame: Image, faces: list[Face], t: float) -> list[Reading]:
        """Read faces that were detected in a frame, the nearest first; t: milliseconds since the epoch."""
        nearest = sorted(faces, key=lambda face: face.box.width * face.box.height, reverse=True)
        return [self.read(frame, face, t) for face in nearest]

    def stream(self) -> FaceStream:
        """Begin a stream: frames of one camera or video, in order."""
        return FaceStream(self)

    def warm_up(self) -> None:
        """Run the model once on a plain grey face.

        Raises:
            BundleInvalid: it does not answer with probabilities.
        """
        size = self.bundle.preprocessing.size
        try:
            (p,) = self._classifier.classify(np.full((1, size, size), 128, np.uint8))
        except Exception as problem:  # onnxruntime's error classes are private and many
            raise BundleInvalid(f"the model {self.bundle.name} does not answer: {problem}") from problem
        if not np.isfinite(p).all():
            raise BundleInvalid(f"the model {self.bundle.name} answers with numbers that are not finite")

    def detect(self, frame: Image) -> list[Face]:
        """Find every face of a frame, as the detector does.

        Raises:
            ValueError: an array that is not a frame.
        """
        _check(frame)
        return self.detector.detect(frame)

    def read(self, frame: Image, face: Face, t: float) -> Reading:
        """Read a face of a frame, which a detector found or a track followed; t: milliseconds since the epoch."""
        crop = crop_face(frame, face.box, self._contract, self.bundle.preprocessing.size)
        p = tuple(self._classifier.classify(crop[None])[0].tolist())
        quality = assess_quality(face, crop, self._occlusion.probability(self._crop_for_occlusion(frame, face, crop)))
        valence, arousal = valence_arousal(p)
        abstain = quality.reason or abstention_reason(p)
        return Reading(t, True, face.box, p, valence, arousal, quality.value, abstain, self.bundle.identity)

    def _crop_for_occlusion(self, frame: Image, face: Face, crop: GreyFace) -> GreyFace:
        """The crop of the model, or another one where the model takes another size."""
        return crop if len(crop) == OCCLUSION_SIDE else crop_face(frame, face.box, self._contract, OCCLUSION_SIDE)


class FaceStream:
    """Frame after frame -> readings of one face, which is followed: the detector runs on every third frame or so.

    It keeps where the face was, and a grid of its grey cells (attune.vision.geometry.tracking), so each stream has
    its own and one thread at a time.

    >>> stream = FrameAnalyzer.load("base").stream()
    >>> readings = [stream.analyze(frame) for frame in frames]
    """

    def __init__(self, analyzer: FrameAnalyzer) -> None:
        self._analyzer = analyzer
        self._detector = detector_of_stream(analyzer.detector)
        self._last: tuple[Box, float] | None = None
        self._track: Track | None = None

    def analyze(self, frame: Image, t: float | None = None) -> Reading:
        """Read the face that was read before, or the nearest one; `t`, frames and errors as in FrameAnalyzer.analyze.

        t: of a recording, milliseconds of it will do; only differences count.
        """
        t = _now() if t is None else t
        _check(frame)
        self._track = (self._track and follow(self._track, frame, t)) or self._detected(frame, t)
        if self._track is None:
            return no_face(t, self._analyzer.bundle.identity)
        self._last = (self._track.face.box, t)
        return self._analyzer.read(frame, self._track.face, t)

    def analyze_faces(self, frame: Image, t: float | None = None) -> list[Reading]:
        """Read every face of the next frame, the nearest first, each frame anew; otherwise as `analyze`."""
        _check(frame)
        return self._analyzer.read_all(frame, self._detector.detect(frame), _now() if t is None else t)

    def _detected(self, frame: Image, t: float) -> Track | None:
        last = self._last[0] if self._last and t - self._last[1] <= REMEMBERED_MS else None
        face = nearest_face(self._detector.detect(frame), last)
        return begin_track(frame, face, t) if face else None


def _check(frame: Image) -> None:
    if frame.ndim != 3 or frame.shape[2] != 3 or frame.dtype != np.uint8:
        raise ValueError(f"a frame is (H, W, 3) uint8, not {frame.shape} {frame.dtype}")


def _now() -> float:
    return time.time() * 1000


def decode_image(encoded: bytes) -> Image:
    """Decode a JPEG or PNG in memory to (H, W, 3) uint8 BGR.

    Raises:
        ValueError: it is neither, or is too large.
    """
    try:
        frame = cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR) if encoded else None
    except cv2.error as problem:  # a header that states more pixels than OpenCV takes
        raise ValueError(f"OpenCV refuses the image ({problem.err}); make it smaller") from problem
    if frame is None:
        raise ValueError("the bytes are not an image that OpenCV can decode; send JPEG or PNG")
    return np.asarray(frame, dtype=np.uint8)
