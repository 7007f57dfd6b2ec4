import cv2
import numpy as np
import pytest

from attune.training.evaluation.corruptions import CORRUPTIONS, SEVERITIES, corrupt
from tests.training.faces import draw_face

FACES = np.stack([draw_face(row) for row in range(14)])
LARGE = np.stack([cv2.resize(face, (96, 96), interpolation=cv2.INTER_LINEAR) for face in FACES])

CASES = [(name, severity) for name in CORRUPTIONS for severity in SEVERITIES]


def change(name: str, severity: int, faces: np.ndarray = FACES) -> float:
    """Mean absolute difference from the clean images, in greys."""
    return float(np.abs(corrupt(faces, name, severity).astype(float) - faces).mean())


def detail(faces: np.ndarray) -> float:
    return float(np.mean([cv2.Laplacian(face, cv2.CV_64F).var() for face in faces]))


@pytest.mark.parametrize(("name", "severity"), CASES)
def test_shape_type_and_range_stay_and_the_original_is_untouched(name: str, severity: int):
    before = FACES.copy()
    worse = corrupt(FACES, name, severity)
    assert (worse.shape, worse.dtype) == (FACES.shape, np.uint8)
    assert np.array_equal(FACES, before)
    assert not np.array_equal(worse, FACES)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_severity_zero_changes_nothing(name: str):
    assert np.array_equal(corrupt(FACES, name, 0), FACES)


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_more_severe_is_further_from_the_clean_image(name: str):
    changes = [change(name, severity) for severity in SEVERITIES]
    assert changes == sorted(changes)
    assert changes[0] < changes[-1]


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_the_same_seed_gives_the_same_images(name: str):
    assert np.array_equal(corrupt(FACES, name, 2, seed=4), corrupt(FACES, name, 2, seed=4))


@pytest.mark.parametrize("name", ["noise", "occlusion", "rotation"])
def test_another_seed_gives_other_images(name: str):
    assert not np.array_equal(corrupt(FACES, name, 2, seed=4), corrupt(FACES, name, 2, seed=5))


# noise and JPEG blocks are of the pixels themselves, all else of the face
@pytest.mark.parametrize("name", ["blur", "darkness", "overexposure", "low contrast", "low resolution"])
def test_a_larger_image_of_the_same_face_is_made_as_much_corrupted(name: str):
    assert change(name, 3, LARGE) == pytest.approx(change(name, 3), rel=0.25)


def test_darkness_darkens_and_overexposure_brightens_and_both_keep_the_order_of_greys():
    means = [corrupt(FACES, "darkness", severity).mean() for severity in SEVERITIES]
    assert FACES.mean() > means[0] > means[1] > means[2]
    assert np.array_equal(corrupt(FACES, "darkness", 1), np.rint(FACES * 0.5))
    assert FACES.mean() < corrupt(FACES, "overexposure", 1).mean() < corrupt(FACES, "overexposure", 3).mean()


def test_low_contrast_keeps_the_mean_and_takes_the_spread():
    flat = corrupt(FACES, "low contrast", 1)
    assert np.allclose(flat.mean(axis=(1, 2)), FACES.mean(axis=(1, 2)), atol=0.5)
    assert flat.std() == pytest.approx(FACES.std() / 2, rel=0.05)


def test_blur_and_low_resolution_take_detail():
    for name in ("blur", "low resolution"):
        assert detail(FACES) > detail(corrupt(FACES, name, 1)) > detail(corrupt(FACES, name, 3))


@pytest.mark.parametrize(("severity", "share"), [(1, 0.05), (2, 0.15), (3, 0.30)])
def test_occlusion_covers_its_share_of_the_image_with_one_grey(severity: int, share: float):
    white = np.full((20, 48, 48), 255, np.uint8)
    occluded = corrupt(white, "occlusion", severity)
    for face in occluded:
        hidden = face[face != 255]
        assert len(np.unique(hidden)) <= 1
        assert len(hidden) in (0, pytest.approx(share * 48 * 48, rel=0.1))


def test_rotation_goes_both_ways_and_leaves_the_centre():
    cross = np.zeros((12, 49, 49), np.uint8)
    cross[:, 24, :] = 200
    turned = corrupt(cross, "rotation", 2)
    assert len(np.unique(turned, axis=0)) == 2
    assert (turned[:, 24, 24] > 150).all()


def test_every_amount_is_worded():
    assert CORRUPTIONS["blur"].describe(1) == "sigma 1.5 % of side"
    assert CORRUPTIONS["low resolution"].describe(3) == "12 px a side"
