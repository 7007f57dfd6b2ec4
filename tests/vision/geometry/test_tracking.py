from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.vision.detection.detectors import Detector
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE
from attune.vision.geometry.faces import Box, Face, Image, Keypoints
from attune.vision.geometry.tracking import CELLS, DETECT_EVERY_MS, FLAT, REACH, begin_track, follow
from attune.vision.pipeline import REMEMBERED_MS, FaceStream, FrameAnalyzer
from attune.vision.readings.readings import AbstainReason

SIDE = 120
BOX = Box(200.0, 150.0, SIDE, SIDE)
FACE = Face(BOX, 0.9, Keypoints((236, 192), (284, 192), (260, 216), (260, 246), (200, 198), (320, 198)))


def frame(left: int = 200, top: int = 150, seed: int = 0, light: float = 1.0) -> Image:
    """A grey frame in which a soft random pattern stands for a face."""
    pattern = np.random.default_rng(seed).integers(0, 256, (8, 8)).astype(np.uint8)
    image = np.full((480, 640, 3), 128 * light, np.uint8)
    face = cv2.resize(pattern, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    image[top : top + SIDE, left : left + SIDE] = (face * light).astype(np.uint8)[:, :, None]
    return image


@given(st.integers(-25, 25), st.integers(-25, 25), st.floats(0.4, 1.0))
def test_a_face_is_followed_to_where_it_moves_whatever_the_light(x: int, y: int, light: float):
    followed = follow(begin_track(frame(), FACE, 0.0), frame(200 + x, 150 + y, light=light), 167.0)
    assert followed is not None
    assert followed.face.box.centre == pytest.approx((260 + x, 210 + y), abs=1.5)
    assert followed.face.box.width == SIDE
    assert followed.face.keypoints.nose == pytest.approx((260 + x, 216 + y), abs=1.5)


@given(st.integers(1, 40))
def test_another_face_at_the_same_place_is_not_taken_for_it(seed: int):
    assert follow(begin_track(frame(), FACE, 0.0), frame(seed=seed), 167.0) is None


def test_a_face_that_leaps_or_goes_or_is_half_covered_is_lost():
    track, occluded = begin_track(frame(), FACE, 0.0), frame()
    occluded[210:270, 200:320] = 90
    assert follow(track, frame(200 + REACH * SIDE // CELLS), 167.0) is None  # at the edge of what is searched
    assert follow(track, frame(200 + (REACH + 1) * SIDE // CELLS), 167.0) is None
    assert follow(track, np.full((480, 640, 3), 128, np.uint8), 167.0) is None
    assert follow(track, occluded, 167.0) is None


def test_it_is_lost_when_the_time_has_come_or_goes_back_or_the_frames_change():
    track = begin_track(frame(), FACE, 1000.0)
    assert follow(track, frame(), 1000.0 + DETECT_EVERY_MS - 1) is not None
    assert follow(track, frame(), 1000.0 + DETECT_EVERY_MS) is None
    assert follow(track, frame(), 999.0) is None
    assert follow(track, frame()[:400], 1100.0) is None


def test_what_has_no_detail_is_not_followed():
    faint = (frame() // 40 + 125).astype(np.uint8)
    assert 0 < faint[150:270, 200:320].std() < FLAT
    assert follow(begin_track(faint, FACE, 0.0), faint, 167.0) is None


def test_a_face_without_points_is_followed_too():
    followed = follow(begin_track(frame(), replace(FACE, keypoints=None), 0.0), frame(210), 167.0)
    assert followed is not None
    assert followed.face.keypoints is None


class Counting:
    """A detector that finds what it is told to, and counts how often it is asked."""

    framing = FER_FROM_BLAZEFACE

    def __init__(self) -> None:
        self.faces, self.asked = [FACE], 0

    def detect(self, _: Image) -> list[Face]:
        self.asked += 1
        return self.faces


@pytest.fixture
def detector_that_counts() -> Counting:
    return Counting()


@pytest.fixture
def stream(bundle_folder, detector_that_counts: Detector) -> FaceStream:
    return FrameAnalyzer.load(bundle_folder, detector=detector_that_counts).stream()


def test_a_stream_asks_the_detector_once_in_a_while(stream: FaceStream, detector_that_counts: Counting):
    readings = [stream.analyze(frame(200 + i * 4), i * 160.0) for i in range(9)]
    assert detector_that_counts.asked == 3
    assert readings[2].box.x == pytest.approx(208, abs=1.5)


def test_a_stream_reads_a_followed_face_as_a_detected_one(bundle_folder, detector, astronaut):
    analyzer = FrameAnalyzer.load(bundle_folder, detector=detector)
    stream = analyzer.stream()
    stream.analyze(astronaut, 0.0)
    moved = np.roll(astronaut, (3, 5), axis=(0, 1))
    followed, detected = stream.analyze(moved, 167.0), analyzer.analyze(moved, 167.0)
    assert followed.box.overlap(detected.box) > 0.9
    assert followed.p == pytest.approx(detected.p, abs=0.05)


def test_a_stream_stays_with_the_student_for_a_moment(stream: FaceStream, detector_that_counts: Counting):
    nearer = Face(Box(400.0, 100.0, 200.0, 200.0), 0.9, None)
    stream.analyze(frame(), 0.0)
    detector_that_counts.faces = [nearer, FACE]
    assert stream.analyze(frame(), 1000.0).box.x == 200
    assert stream.analyze(frame(), 1000.0 + REMEMBERED_MS + 1).box.x == 400


def test_a_stream_says_that_nobody_is_there(stream: FaceStream, detector_that_counts: Counting):
    detector_that_counts.faces = []
    assert stream.analyze(frame(), 0.0).abstain == AbstainReason.NO_FACE


def test_a_stream_refuses_what_is_no_frame(stream: FaceStream):
    with pytest.raises(ValueError, match="uint8"):
        stream.analyze(np.zeros((480, 640), np.uint8), 0.0)
