import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, crop_face
from attune.vision.geometry.faces import Box, Face
from attune.vision.readings.quality import Ramp, assess_quality, sharpness
from attune.vision.readings.readings import AbstainReason
from tests.vision.geometry.test_pose import head


@pytest.fixture
def crop(astronaut, detector):
    return crop_face(astronaut, detector.detect(astronaut)[0].box, FER_FROM_BLAZEFACE, 48)


def seen(side: float = 120, score: float = 0.95, keypoints=None) -> Face:
    return Face(Box(0, 0, side, side), score, keypoints)


def test_a_good_image_has_full_quality(crop):
    assert assess_quality(seen(keypoints=head()), crop, 0.1).value == 1
    assert assess_quality(seen(keypoints=head()), crop, 0.1).reason is None


@pytest.mark.parametrize(
    ("face", "change", "reason"),
    [
        (seen(side=23), lambda crop: crop, AbstainReason.TOO_SMALL),
        (seen(), lambda crop: cv2.GaussianBlur(crop, None, 5), AbstainReason.BLUR),
        (seen(), lambda crop: np.full_like(crop, 128), AbstainReason.BLUR),
        (seen(), lambda crop: crop // 6, AbstainReason.TOO_DARK),
        (seen(keypoints=head(yaw=55)), lambda crop: crop, AbstainReason.EXTREME_POSE),
        (seen(keypoints=head(roll=-50)), lambda crop: crop, AbstainReason.EXTREME_POSE),
    ],
)
def test_what_cannot_be_read_is_said_so(crop, face, change, reason):
    quality = assess_quality(face, change(crop), 0.0)
    assert (quality.value, quality.reason) == (0, reason)


def test_a_face_that_is_likely_covered_is_not_read(crop):
    assert assess_quality(seen(), crop, 0.5).reason is AbstainReason.OCCLUDED
    doubtful = assess_quality(seen(), crop, 0.45)
    assert (doubtful.value, doubtful.reason) == (pytest.approx(0.5), None)


def test_quality_is_that_of_the_weakest_part(crop):
    assert assess_quality(seen(side=42), crop, 0.0).value == pytest.approx(0.5)
    assert assess_quality(seen(side=42, score=0.46), crop, 0.0).value == pytest.approx(0.2)


@given(st.floats(-1e6, 1e6), st.floats(0, 100), st.floats(0.1, 100))
def test_a_share_stays_between_its_ends_and_never_falls(value, limit, span):
    ramp = Ramp(limit, limit + span)
    assert 0 <= ramp.score(value) <= ramp.score(value + 1) <= 1


def test_sharpness_ignores_contrast_and_brightness(crop):
    dimmer = (crop / 2 + 40).astype(np.uint8)
    assert sharpness(dimmer) == pytest.approx(sharpness(crop), rel=0.05)


def test_sharpness_falls_with_blur_and_hardly_changes_with_the_crops_size(astronaut, detector):
    box = detector.detect(cv2.resize(astronaut, None, fx=3, fy=3))[0].box
    soft = cv2.GaussianBlur(cv2.resize(astronaut, None, fx=3, fy=3), None, 6)
    small, large = (sharpness(crop_face(soft, box, FER_FROM_BLAZEFACE, size)) for size in (48, 64))
    assert small == pytest.approx(large, rel=0.3)
    assert small < sharpness(crop_face(cv2.resize(astronaut, None, fx=3, fy=3), box, FER_FROM_BLAZEFACE, 48))
