import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.vision.detection.blazeface import ANCHORS, SIDE, Letterbox, decode, letterbox

WHOLE = Letterbox(1.0, 1.0, 0, 0)


def outputs(*faces: tuple[int, float, float]):
    """Raw outputs with faces of 40 px at (anchor, logit, shift in x)."""
    regressors, logits = np.zeros((896, 16), np.float32), np.full(896, -50, np.float32)
    for anchor, logit, shift in faces:
        regressors[anchor, :4] = [shift, 0, 40, 40]
        logits[anchor] = logit
    return regressors, logits


def test_anchors_are_the_centres_of_two_grids():
    assert ANCHORS.shape == (896, 2)
    assert ANCHORS[0].tolist() == ANCHORS[1].tolist() == [4, 4]
    assert ANCHORS[2].tolist() == [12, 4]
    assert ANCHORS[512].tolist() == ANCHORS[517].tolist() == [8, 8]
    assert ANCHORS[-1].tolist() == [120, 120]


def test_a_face_is_decoded_about_its_anchor():
    (face,) = decode(*outputs((600, 3.0, 2.5)), WHOLE)
    x, y = ANCHORS[600]
    assert face.box.centre == pytest.approx((x + 2.5, y))
    assert face.box.width == face.box.height == 40
    assert face.score == pytest.approx(1 / (1 + np.exp(-3)))
    assert face.keypoints.nose == pytest.approx((x, y))


def test_detections_of_one_face_are_averaged_by_score():
    (face,) = decode(*outputs((600, 4.0, 0.0), (601, 2.0, 6.0)), WHOLE)
    best, other = (1 / (1 + np.exp(-logit)) for logit in (4, 2))
    assert face.box.centre[0] == pytest.approx(ANCHORS[600][0] + 6 * other / (best + other), abs=1e-4)
    assert face.score == pytest.approx(best)


def test_faces_apart_stay_apart_best_first():
    faces = decode(*outputs((512, 1.0, 0.0), (895, 2.0, 0.0)), WHOLE)
    assert [face.box.centre for face in faces] == [(120, 120), (8, 8)]


def test_what_is_not_sure_enough_is_no_face():
    assert decode(*outputs((600, -0.01, 0.0)), WHOLE) == []


@given(st.integers(1, 900), st.integers(1, 900))
def test_the_letterbox_keeps_proportions_and_maps_back(width, height):
    pixels, mapping = letterbox(np.full((height, width, 3), 255, np.uint8))
    assert pixels.shape == (1, 3, SIDE, SIDE)
    inner = pixels[0, 0] == 1
    assert inner.any(axis=0).sum() == max(int(width * SIDE / max(width, height) + 0.5), 1)
    assert inner.any(axis=1).sum() == max(int(height * SIDE / max(width, height) + 0.5), 1)
    corner = np.array([mapping.left, mapping.top], np.float32)
    np.testing.assert_allclose(mapping.to_frame(corner), [0, 0], atol=1e-3)
    end = corner + np.array([inner.any(axis=0).sum(), inner.any(axis=1).sum()])
    np.testing.assert_allclose(mapping.to_frame(end), [width, height], rtol=1e-4)


def test_colours_reach_the_network_as_red_green_blue():
    pixels, _ = letterbox(np.full((8, 8, 3), (255, 0, 51), np.uint8))  # BGR
    assert pixels[0, :, 0, 0] == pytest.approx([-0.6, -1, 1])
