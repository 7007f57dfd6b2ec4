import numpy as np
import pytest

from tests.contract import golden


def near(expected, tolerance: float):
    """Nested dictionaries, lists and numbers compared within a tolerance, all else exactly."""
    if isinstance(expected, dict):
        return {key: near(value, tolerance) for key, value in expected.items()}
    if isinstance(expected, list):
        return [near(value, tolerance) for value in expected]
    return pytest.approx(expected, abs=tolerance) if isinstance(expected, float) else expected


def plain(value):
    """As JSON would give it back."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def test_the_detector_finds_the_golden_faces():
    assert plain(golden.golden_faces()) == near(golden.load("faces"), 0.05)


def test_crops_are_equal_to_one_grey_level():
    made, expected = golden.golden_crops(), golden.load("crops")
    assert len(made) == len(expected)
    for ours, theirs in zip(made, expected, strict=True):
        assert ours["box"] == near(theirs["box"], 0.05)
        difference = golden.decode_pixels(ours).astype(int) - golden.decode_pixels(theirs)
        assert np.abs(difference).max() <= 1


@pytest.mark.parametrize("name", ["readings", "readings-int8"])
def test_the_shipped_model_reads_as_the_golden_file_says(name: str):
    expected = golden.load(name)
    made = golden.GOLDEN[name]()
    assert made["sha256"] == expected["sha256"], "another model is shipped: run `python -m tests.contract.golden`"
    assert plain(made) == near(expected, 1e-3)


@pytest.mark.parametrize("name", ["readings", "readings-int8"])
def test_the_smile_in_the_picture_is_read_as_one(name: str):
    reading = golden.load(name)["pictures"]["astronaut"]
    assert reading["abstain"] is None
    assert max(range(8), key=reading["p"].__getitem__) == 1  # happiness
    assert reading["valence"] > 0.4


def test_what_is_covered_is_told_as_the_golden_file_says():
    assert plain(golden.golden_occlusion()) == near(golden.load("occlusion"), 1e-5)
    bare, *occluded = [each["covered"] for each in golden.load("occlusion") if each["crop"] == 0]
    assert bare < 0.25, "nothing occludes the astronaut's face"
    assert min(occluded) > 0.5


def test_a_face_is_followed_to_its_golden_places():
    assert plain(golden.golden_tracks()) == near(golden.load("tracks"), 0.05)
    followed = [track["face"] is not None for track in golden.load("tracks")]
    assert followed == [True] * 5 + [False] * 3


def test_what_is_displayed_and_reported_is_golden():
    assert plain(golden.golden_sequences()) == near(golden.load("sequences"), 1e-9)


def test_quantised_probabilities_are_golden():
    assert plain(golden.golden_quantised()) == near(golden.load("quantised"), 1e-9)
