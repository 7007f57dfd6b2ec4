"""Pictures as frames: in the middle, enlarged, trembling by chance alone, and read from archives, too."""

import zipfile

import cv2
import numpy as np
import pytest

from attune.simulation.replay.camera import GREY, SIDE, Camera, as_frame
from attune.simulation.replay.events import START
from attune.simulation.replay.scenario import Segment
from attune.vision.readings.readings import no_face

WHITE = np.full((48, 48, 3), 255, np.uint8)


def test_a_picture_lies_enlarged_in_the_middle_of_a_grey_frame():
    frame = as_frame(WHITE)
    rows, columns = np.nonzero(frame[:, :, 0] > 200)
    assert frame.shape == (480, 640, 3)
    assert (frame[0, 0] == GREY).all()
    assert np.ptp(rows) == pytest.approx(SIDE, abs=6)
    assert (rows.mean(), columns.mean()) == pytest.approx((240, 320), abs=4)


def test_trembling_is_small_and_comes_from_the_seed():
    still = as_frame(WHITE)
    first, again, other = (as_frame(WHITE, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    assert np.abs(first.astype(int) - still).mean() < 15


class Watching:
    """An analyzer that remembers what it was shown."""

    def __init__(self):
        self.seen = []

    def analyze(self, frame, t):
        self.seen.append((frame[240, 320, 0] > GREY, t))
        return no_face(t, "test")


@pytest.fixture
def folder(tmp_path):
    for name, level in (("light.png", 250), ("dark.png", 5)):
        cv2.imwrite(str(tmp_path / name), np.full((48, 48, 3), level, np.uint8))
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        archive.write(tmp_path / "dark.png", "PublicTest/dark.png")
    return tmp_path


def test_each_picture_is_in_view_for_an_equal_part(folder):
    analyzer = Watching()
    segment = Segment.model_validate({"for": 4, "pictures": ["light.png", "both.zip:PublicTest/dark.png"]})
    readings = list(Camera(analyzer, folder).read(segment, (START,) * 4, seed=0))
    assert [light for light, _ in analyzer.seen] == [True, True, False, False]
    assert {reading.t for reading in readings} == {START.timestamp() * 1000}
