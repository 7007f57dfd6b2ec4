from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.vision.detectors import BlazeFace, HaarCascade
from attune.vision.errors import DetectorCorrupt, DetectorMissing
from tests.vision.conftest import DETECTOR

FACE = (118.0, 106.0)  # where a person sees the middle of the astronaut's face


@pytest.fixture(params=["blazeface", "haar"])
def either(request, detector):
    return detector if request.param == "blazeface" else HaarCascade()


def test_the_face_is_found_where_a_person_sees_it(either, astronaut):
    (face,) = either.detect(astronaut)
    assert face.box.centre == pytest.approx(FACE, abs=12)
    assert 45 < face.box.width < 110


def test_a_frame_without_a_face_has_none(either):
    noise = np.random.default_rng(0).integers(0, 256, (480, 640, 3), dtype=np.uint8)
    assert either.detect(noise) == []


def test_keypoints_are_where_they_belong(detector, astronaut):
    points = detector.detect(astronaut)[0].keypoints
    assert points.right_eye[0] < points.nose[0] < points.left_eye[0]
    assert points.right_eye[1] < points.nose[1] < points.mouth[1]


def test_a_larger_picture_gives_the_same_face_larger(detector, astronaut):
    small, large = detector.detect(astronaut)[0].box, detector.detect(cv2.resize(astronaut, None, fx=3, fy=3))[0].box
    assert large.width / 3 == pytest.approx(small.width, rel=0.05)
    assert [at / 3 for at in large.centre] == pytest.approx(small.centre, abs=3)


def test_a_missing_detector_says_how_to_build_it(tmp_path: Path):
    with pytest.raises(DetectorMissing, match="make") as caught:
        BlazeFace(tmp_path / "model.onnx")
    assert caught.value.data["path"].endswith("model.onnx")


def test_a_damaged_detector_is_refused(tmp_path: Path):
    (tmp_path / "model.onnx").write_bytes(DETECTOR.read_bytes()[:-1])
    with pytest.raises(DetectorCorrupt, match="damaged"):
        BlazeFace(tmp_path / "model.onnx")
