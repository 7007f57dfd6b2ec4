from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.vision.detection.blazeface import ANCHORS
from attune.vision.detection.far import NEAR_CELLS, FarBlazeFace, anchors, once, sizes
from attune.vision.errors import DetectorCorrupt, DetectorMissing
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, crop_square
from attune.vision.geometry.faces import Box, Face
from tests.vision.conftest import DETECTOR

PLACES = ((90, 40), (700, 420), (1400, 900))


@pytest.fixture(scope="module")
def far():
    return FarBlazeFace(DETECTOR.parent)


def group(astronaut, width: int = 200):
    """Three times the portrait, whose face is 3 to 4 % of the picture's longer side."""
    frame = np.full((1200, 1600, 3), 110, np.uint8)
    small = cv2.resize(astronaut, (width, width * 3 // 4), interpolation=cv2.INTER_AREA)
    for x, y in PLACES:
        frame[y : y + small.shape[0], x : x + width] = small
    return frame


def test_small_faces_that_the_near_network_misses_are_found_once_and_where_they_are(far, detector, astronaut):
    frame = group(astronaut)
    (alone,) = detector.detect(astronaut)
    assert detector.detect(frame) == []
    found = sorted(far.detect(frame), key=lambda face: face.box.x)
    assert len(found) == len(PLACES)
    for face, (x, y) in zip(found, PLACES, strict=True):
        scale = 200 / 240
        there = Box(*(at * scale for at in (alone.box.x, alone.box.y, alone.box.width, alone.box.height)))
        expected = crop_square(Box(x + there.x, y + there.y, there.width, there.height), FER_FROM_BLAZEFACE)
        assert crop_square(face.box, far.framing).overlap(expected) > 0.6
        assert face.keypoints.right_eye[0] < face.keypoints.left_eye[0]


def test_a_near_face_is_found_once_and_cut_out_as_the_near_network_would(far, detector, astronaut):
    frame = cv2.resize(astronaut, (960, 720))
    (face,), (alone,) = far.detect(frame), detector.detect(frame)
    assert crop_square(face.box, far.framing).overlap(crop_square(alone.box, detector.framing)) > 0.7


@pytest.mark.parametrize("shape", [(480, 640), (5, 7), (1, 900), (3000, 4000)])
def test_where_nobody_is_nobody_is_found_whatever_the_shape(far, shape):
    grey = np.full((*shape, 3), 128, np.uint8)
    assert far.detect(grey) == []


def test_sizes_keep_proportions_and_lead_back_to_the_frame():
    frame = np.full((3000, 4000, 3), 255, np.uint8)
    for side, canvas, mapping in sizes(frame, {128, 192, 1024}):
        assert canvas.shape[0] % 32 == canvas.shape[1] % 32 == 0
        assert (canvas[..., 0].any(axis=0).sum(), canvas[..., 0].any(axis=1).sum()) == (side, side * 3 // 4)
        np.testing.assert_allclose(mapping.to_frame(np.array([side, side * 0.75])), [4000, 3000])


def test_anchors_of_any_size_are_those_of_the_network_at_its_own():
    assert np.array_equal(anchors(128, 128, NEAR_CELLS), ANCHORS)
    assert len(anchors(192, 192, ((4, 1),))) == 2304


def test_a_part_of_a_face_is_not_another_face():
    whole, part, beside = (
        Face(Box(*box), score, None)
        for box, score in (((0, 0, 100, 100), 0.9), ((30, 30, 30, 30), 0.8), ((110, 0, 100, 100), 0.7))
    )
    assert once([part, beside, whole]) == [whole, beside]
    assert once([part, beside], [whole]) == [beside]


def test_without_its_models_it_says_how_to_make_them(tmp_path: Path):
    (tmp_path / "model.onnx").write_bytes(DETECTOR.read_bytes())
    with pytest.raises(DetectorMissing, match="make setup"):
        FarBlazeFace(tmp_path)
    (tmp_path / "near-any.onnx").write_bytes(DETECTOR.read_bytes())
    with pytest.raises(DetectorCorrupt, match="damaged"):
        FarBlazeFace(tmp_path)
