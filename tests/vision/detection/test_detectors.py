from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.vision.detection.detectors import BlazeFace, HaarCascade, open_detector
from attune.vision.errors import DetectorCorrupt, DetectorMissing
from attune.vision.geometry.pose import head_pose
from tests.vision.conftest import DETECTOR
from tests.vision.yunet import write_yunet

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


def test_a_larger_image_gives_the_same_face_larger(detector, astronaut):
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


BOX = (100.0, 60.0, 90.0, 120.0)
POINTS = [(125.0, 110.0), (165.0, 110.0), (145.0, 130.0), (130.0, 150.0), (160.0, 150.0)]
CANVAS = np.zeros((320, 320, 3), np.uint8)


def test_yunet_from_a_file_gives_a_square_box_and_a_level_head(tmp_path):
    write_yunet(tmp_path / "yunet.onnx", (3, 4), BOX, POINTS)
    (face,) = open_detector("yunet", Path("models"), tmp_path / "yunet.onnx").detect(CANVAS)
    assert (face.box.width, face.box.height) == pytest.approx((120, 120), abs=0.01)
    assert face.box.centre == pytest.approx((145, 120), abs=0.01)
    assert face.score == pytest.approx(0.98, abs=0.01)
    assert face.keypoints.mouth == pytest.approx((145, 150), abs=0.01)
    pose = head_pose(face.keypoints)
    assert pose.extent == pytest.approx(0, abs=1)


def test_a_head_that_yunet_sees_turned_is_turned(tmp_path):
    turned = [(x - 25 if place == 2 else x, y) for place, (x, y) in enumerate(POINTS)]
    write_yunet(tmp_path / "yunet.onnx", (3, 4), BOX, turned)
    (face,) = open_detector("yunet", Path("models"), tmp_path / "yunet.onnx").detect(CANVAS)
    assert head_pose(face.keypoints).yaw < -15


def test_without_a_file_of_ones_own_there_is_no_yunet(tmp_path):
    with pytest.raises(DetectorMissing, match="does not come with Attune"):
        open_detector("yunet", tmp_path)
    with pytest.raises(DetectorMissing, match="model zoo"):
        open_detector("yunet", tmp_path, tmp_path / "none.onnx")
    (tmp_path / "text.onnx").write_text("no model")
    with pytest.raises(DetectorCorrupt, match=r"text\.onnx is no YuNet"):
        open_detector("yunet", tmp_path, tmp_path / "text.onnx")


def test_the_other_detectors_open_by_their_names():
    assert isinstance(open_detector("haar", Path("models")), HaarCascade)
    assert isinstance(open_detector("blazeface", Path("models")), BlazeFace)
