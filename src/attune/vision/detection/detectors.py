"""Face detectors behind one protocol: BlazeFace, the default, OpenCV's Haar cascade, and YuNet from one's own file."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Literal, Protocol, get_args

import cv2
import numpy as np

from attune.vision.detection import blazeface
from attune.vision.errors import DetectorCorrupt, DetectorMissing
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, FER_FROM_HAAR, FER_FROM_YUNET, CropContract
from attune.vision.geometry.faces import Box, Face, Image, Keypoints
from attune.vision.geometry.pose import LEVEL_EARS
from attune.vision.onnx_session import open_verified

REMEDY = "delete what is there and `make setup`: it is made from @mediapipe/face_detection"
DetectorName = Literal["blazeface", "haar", "yunet"]
DETECTORS: tuple[DetectorName, ...] = get_args(DetectorName)


class Detector(Protocol):
    """Finds faces in a frame. Implementations may be called from several threads at once."""

    framing: CropContract
    """How this detector's boxes relate to the frame of a FER2013 image."""

    def detect(self, frame: Image) -> list[Face]:
        """All faces in an (H, W, 3) uint8 BGR frame, in pixels of the frame; an empty list when there are none."""


class BlazeFace:
    """MediaPipe's short-range BlazeFace on onnxruntime, with six keypoints a face."""

    framing = FER_FROM_BLAZEFACE

    def __init__(self, model: Path) -> None:
        """Open the model that `python -m attune.vision.detection.blazeface_onnx` built.

        Raises:
            DetectorMissing: without it.
            DetectorCorrupt: its bytes are not the ones that the build makes.
        """
        self._session = open_verified(model, blazeface.SHA256, REMEDY)

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


class YuNet:
    """YuNet (Wu et al. 2023) from a user's own ONNX file, by OpenCV's FaceDetectorYN: five keypoints a face.

    No weights come with Attune, so how its boxes relate to FER2013's frame is reasoned, not measured: they go from the
    forehead to the chin, and are made square by their height. It has no points at the ears: they are put where a level
    head has them, at the sides of the box, so that a turned or tilted head can be told from the other points.
    """

    framing = FER_FROM_YUNET

    def __init__(self, model: Path, min_score: float = 0.7) -> None:
        """Open the model.

        Raises:
            DetectorMissing: without the file.
            DetectorCorrupt: it is no YuNet.
        """
        if not model.is_file():
            raise DetectorMissing(
                f"there is no YuNet at {model}; get face_detection_yunet from OpenCV's model zoo and name its file",
                path=str(model),
            )
        try:
            self._detector = cv2.FaceDetectorYN.create(str(model), "", (320, 320), min_score)
            self._detector.detect(np.zeros((320, 320, 3), np.uint8))
        except cv2.error as problem:
            raise DetectorCorrupt(f"{model} is no YuNet that OpenCV can run: {problem}", path=str(model)) from problem
        self._lock = Lock()  # the input size is the detector's own state

    def detect(self, frame: Image) -> list[Face]:
        """All faces in the frame, best score first."""
        height, width = frame.shape[:2]
        with self._lock:
            self._detector.setInputSize((width, height))
            _, found = self._detector.detect(frame)
        return [] if found is None else [_yunet_face(row.tolist()) for row in found]


def _yunet_face(row: list[float]) -> Face:
    """x, y, width, height, then right eye, left eye, nose, right and left corner of the mouth, then the score."""
    x, y, width, height = row[:4]
    right_eye, left_eye, nose, right_corner, left_corner = zip(row[4:14:2], row[5:14:2], strict=True)
    mouth = ((right_corner[0] + left_corner[0]) / 2, (right_corner[1] + left_corner[1]) / 2)
    eyes = (right_eye[1] + left_eye[1]) / 2
    level = eyes + LEVEL_EARS * (mouth[1] - eyes)
    points = Keypoints(right_eye, left_eye, nose, mouth, right_ear=(x, level), left_ear=(x + width, level))
    square = Box(x + (width - height) / 2, y, height, height)
    return Face(square, row[14], points)


def open_detector(name: DetectorName, models: Path, file: Path | None = None) -> Detector:
    """Open a detector by its name.

    models: the folder of model bundles, where the build puts BlazeFace. file: YuNet's, which does not come along.

    Raises:
        DetectorMissing: the model file of a detector, of faces or of occlusion, is not there.
        DetectorCorrupt: the model file of a detector is not the one that belongs to this version.
    """
    if name == "haar":
        return HaarCascade()
    if name == "blazeface":
        return BlazeFace(models / "blazeface" / "model.onnx")
    if file is None:
        raise DetectorMissing("YuNet does not come with Attune; name the file of your own", path="")
    return YuNet(file)
