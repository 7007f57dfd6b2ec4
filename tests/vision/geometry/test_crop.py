import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, CropContract, crop_face, crop_square, sampling
from attune.vision.geometry.faces import Box

AS_IT_IS = CropContract("none", 1.0, 0.0)
boxes = st.builds(
    lambda x, y, side: Box(x, y, side, side), st.floats(-80, 200), st.floats(-80, 200), st.floats(0.5, 400)
)


def noise(height: int, width: int, seed: int = 0):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def grey(frame):
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)


def levels_apart(a, b) -> int:
    return int(np.abs(a.astype(int) - b.astype(int)).max())


@given(st.floats(-300, 300), st.floats(0.5, 600), st.integers(1, 200), st.integers(1, 96))
def test_every_target_pixel_is_a_mean_of_source_pixels(start, extent, source, size):
    positions, weights = sampling(start, extent, source, size)
    assert positions.shape == weights.shape == (size, positions.shape[1])
    assert 0 <= positions.min() <= positions.max() < source
    assert (np.diff(positions, axis=0) >= 0).all()
    assert (np.diff(positions, axis=1) >= 0).all()
    assert weights.min() >= 0
    np.testing.assert_allclose(weights.sum(axis=1), 1, atol=1e-9)


@given(boxes, st.integers(0, 255))
def test_a_plain_frame_gives_a_plain_crop(box, level):
    crop = crop_face(np.full((120, 160, 3), level, np.uint8), box, FER_FROM_BLAZEFACE, 48)
    assert crop.shape == (48, 48)
    assert crop.dtype == np.uint8
    assert (crop == level).all()


@given(boxes)
def test_over_the_border_the_nearest_pixel_is_repeated(box):
    frame = noise(120, 160)
    padding = 500
    padded = cv2.copyMakeBorder(frame, padding, padding, padding, padding, cv2.BORDER_REPLICATE)
    moved = Box(box.x + padding, box.y + padding, box.width, box.height)
    assert levels_apart(crop_face(frame, box, AS_IT_IS, 24), crop_face(padded, moved, AS_IT_IS, 24)) <= 1


@given(boxes)
def test_a_mirrored_face_gives_the_mirrored_crop(box):
    frame = noise(120, 160)
    mirrored = Box(160 - box.x - box.width, box.y, box.width, box.height)
    crop = crop_face(np.ascontiguousarray(frame[:, ::-1]), mirrored, FER_FROM_BLAZEFACE, 48)
    assert levels_apart(crop[:, ::-1], crop_face(frame, box, FER_FROM_BLAZEFACE, 48)) <= 1


def test_a_face_of_the_models_size_is_only_turned_grey():
    frame = noise(80, 90)
    assert (crop_face(frame, Box(7, 11, 48, 48), AS_IT_IS, 48) == grey(frame)[11:59, 7:55]).all()


@pytest.mark.parametrize("side", [49, 60, 96, 113, 250, 480])
def test_shrinking_is_opencvs_area_averaging(side):
    frame = noise(side, side, seed=side)
    expected = cv2.resize(grey(frame), (48, 48), interpolation=cv2.INTER_AREA)
    assert levels_apart(crop_face(frame, Box(0, 0, side, side), AS_IT_IS, 48), expected) <= 1


@pytest.mark.parametrize("side", [3, 17, 24, 31, 47])
def test_enlarging_is_opencvs_bilinear(side):
    frame = noise(side, side, seed=side)
    expected = cv2.resize(grey(frame), (48, 48), interpolation=cv2.INTER_LINEAR)
    assert levels_apart(crop_face(frame, Box(0, 0, side, side), AS_IT_IS, 48), expected) <= 1


def test_the_square_lies_above_the_centre_of_the_box():
    square = crop_square(Box(100, 100, 50, 50), FER_FROM_BLAZEFACE)
    assert (square.width, square.height) == (60, 60)
    assert square.centre == pytest.approx((125, 125 - 5.5))


def test_the_box_blazeface_gives_a_fer_image_leads_back_to_the_whole_image():
    box = Box(0.079 * 240, 0.175 * 240, 0.833 * 240, 0.833 * 240)  # median of 1,500 training images of 240 px
    square = crop_square(box, FER_FROM_BLAZEFACE)
    assert (square.x, square.y, square.width) == pytest.approx((0, 0, 240), abs=240 / 48 / 2)


@pytest.mark.parametrize("width", [0.0, -3.0, float("nan")])
def test_a_box_without_extent_is_refused(width):
    with pytest.raises(ValueError, match="positive width"):
        crop_face(noise(10, 10), Box(0, 0, width, width), AS_IT_IS, 48)
