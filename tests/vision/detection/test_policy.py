import cv2
import numpy as np
import pytest

from attune.vision.detection.detectors import BlazeFace
from attune.vision.detection.far import FarBlazeFace
from attune.vision.detection.policy import FAR_EVERY, AutoDetector, detector_of_stream, open_detection
from attune.vision.geometry.faces import Box, Face
from attune.vision.pipeline import FrameAnalyzer
from tests.vision.conftest import DETECTOR

FRAME = np.full((480, 640, 3), 90, np.uint8)
FACE = Face(Box(100, 100, 40, 40), 0.9, None)


class Counting:
    """Both detectors, which find what they are told to and count how often they are asked."""

    framing = FarBlazeFace.framing

    def __init__(self) -> None:
        self.near, self.found, self.asked, self.asked_far = self, [], 0, 0
        self.found_far: list[Face] = []

    def detect(self, _frame):
        self.asked += 1
        return self.found

    def far(self, _frame):
        self.asked_far += 1
        return self.found_far


@pytest.fixture
def counted():
    both = Counting()

    class Both:
        framing, near = Counting.framing, both

        def detect(self, frame):
            return both.far(frame)

    return AutoDetector(Both()), both


def test_a_name_opens_what_it_says():
    assert isinstance(open_detection("near", DETECTOR.parent), BlazeFace)
    assert isinstance(open_detection("far", DETECTOR.parent), FarBlazeFace)
    assert isinstance(open_detection("auto", DETECTOR.parent), AutoDetector)


def test_an_image_is_searched_far(counted):
    auto, both = counted
    auto.detect(FRAME)
    assert (both.asked, both.asked_far) == (0, 1)


def test_of_a_stream_with_somebody_near_far_is_never_looked(counted):
    auto, both = counted
    both.found = [FACE]
    stream = detector_of_stream(auto)
    for _ in range(9):
        assert stream.detect(FRAME) == [FACE]
    assert (both.asked, both.asked_far) == (9, 0)


def test_of_an_empty_stream_far_is_looked_in_every_third_frame(counted):
    auto, both = counted
    stream = detector_of_stream(auto)
    assert [bool(stream.detect(FRAME)) for _ in range(9)] == [False] * 9
    assert both.asked_far == 9 // FAR_EVERY


def test_who_was_found_far_is_looked_for_again(counted):
    auto, both = counted
    both.found_far = [FACE]
    stream = detector_of_stream(auto)
    assert [stream.detect(FRAME) for _ in range(2)] == [[FACE], [FACE]]


def test_two_streams_count_apart_and_other_detectors_are_the_same_in_a_stream(counted, detector):
    auto, both = counted
    detector_of_stream(auto).detect(FRAME)
    detector_of_stream(auto).detect(FRAME)
    assert both.asked_far == 2
    assert detector_of_stream(detector) is detector


def test_an_analyzer_reads_a_small_face_where_it_may_look_far(bundle_folder, astronaut):
    frame = np.full((1200, 1600, 3), 110, np.uint8)
    frame[500:650, 700:900] = cv2.resize(astronaut, (200, 150), interpolation=cv2.INTER_AREA)
    models = DETECTOR.parents[1]
    assert not FrameAnalyzer.load(bundle_folder, models=models).analyze(frame, 0.0).face
    analyzer = FrameAnalyzer.load(bundle_folder, models=models, detection="auto")
    assert analyzer.analyze(frame, 0.0).face
    assert analyzer.stream().analyze(frame, 0.0).face
    assert len(analyzer.stream().analyze_faces(frame, 0.0)) == 1
