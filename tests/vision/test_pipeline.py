import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.expressions import EXPRESSIONS, valence_arousal
from attune.vision.detection.detectors import HaarCascade
from attune.vision.errors import BundleInvalid, BundleMissing, DetectorMissing
from attune.vision.pipeline import FrameAnalyzer, decode_image
from attune.vision.readings.readings import NOTHING_SEEN, AbstainReason
from tests.vision.bundles import linear_model, write_bundle
from tests.vision.conftest import OCCLUSION

T = 1_760_000_000_000.0


@pytest.fixture
def analyzer(bundle_folder: Path, detector) -> FrameAnalyzer:
    return FrameAnalyzer.load(bundle_folder, detector=detector)


def test_a_face_gives_a_whole_reading(analyzer, astronaut):
    reading = analyzer.analyze(astronaut, T)
    assert (reading.t, reading.face, reading.model) == (T, True, "linear@1")
    assert reading.box.centre == pytest.approx((118, 106), abs=12)
    assert sum(reading.p) == pytest.approx(1)
    assert (reading.valence, reading.arousal) == valence_arousal(reading.p)
    assert reading.quality > 0.6


def test_no_face_gives_a_reading_that_says_so(analyzer):
    reading = analyzer.analyze(np.zeros((480, 640, 3), np.uint8), T)
    assert (reading.face, reading.abstain, reading.p) == (False, AbstainReason.NO_FACE, NOTHING_SEEN)
    assert reading.quality == 0


def test_the_face_nearest_to_the_screen_is_read(analyzer, astronaut):
    frame = np.full((480, 640, 3), 90, np.uint8)
    frame[:360, :480] = cv2.resize(astronaut, (480, 360))
    frame[360:450, 500:620] = cv2.resize(astronaut, (120, 90))
    assert analyzer.analyze(frame, T).box.centre == pytest.approx((236, 212), abs=20)


def test_a_dark_face_abstains(analyzer, astronaut):
    reading = analyzer.analyze((astronaut // 10) + 8, T)
    assert reading.abstain in (AbstainReason.TOO_DARK, AbstainReason.NO_FACE)


def test_the_haar_cascade_brings_its_own_framing(bundle_folder: Path, astronaut):
    reading = FrameAnalyzer.load(bundle_folder, detector=HaarCascade()).analyze(astronaut, T)
    assert reading.face
    assert sum(reading.p) == pytest.approx(1)


def test_threads_read_as_one_does(analyzer, astronaut):
    frames = [np.roll(astronaut, shift, axis=1) for shift in range(0, 40, 5)] * 4
    alone = [analyzer.analyze(frame, T) for frame in frames]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(analyzer.analyze, frames, [T] * len(frames))) == alone


def test_a_bundle_is_found_by_name_below_the_models_folder(tmp_path: Path, detector):
    write_bundle(tmp_path / "linear")
    (tmp_path / "occlusion").symlink_to(OCCLUSION.parent)
    assert FrameAnalyzer.load("linear", models=tmp_path, detector=detector).bundle.name == "linear"


def test_a_model_that_cannot_run_on_one_face_does_not_answer(tmp_path: Path, analyzer, detector):
    analyzer.warm_up()
    four = write_bundle(tmp_path / "four", linear_model(8, inside=4))
    with pytest.raises(BundleInvalid, match="the model linear does not answer"):
        FrameAnalyzer.load(four, detector=detector).warm_up()


def test_without_a_model_there_is_no_analyzer(tmp_path: Path, detector):
    with pytest.raises(BundleMissing):
        FrameAnalyzer.load("none", models=tmp_path, detector=detector)


def test_without_a_detector_there_is_no_analyzer(tmp_path: Path):
    write_bundle(tmp_path / "linear")
    with pytest.raises(DetectorMissing, match="make setup"):
        FrameAnalyzer.load("linear", models=tmp_path)


def test_without_an_occlusion_detector_there_is_no_analyzer(tmp_path: Path, detector):
    write_bundle(tmp_path / "linear")
    with pytest.raises(DetectorMissing, match="restore models/occlusion"):
        FrameAnalyzer.load("linear", models=tmp_path, detector=detector)


@pytest.mark.parametrize("frame", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3), np.float32)])
def test_what_is_no_frame_is_refused(analyzer, frame):
    with pytest.raises(ValueError, match="uint8"):
        analyzer.analyze(frame, T)


def test_images_are_decoded_in_memory(astronaut):
    _, encoded = cv2.imencode(".png", astronaut)
    assert (decode_image(encoded.tobytes()) == astronaut).all()


@pytest.mark.parametrize("encoded", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_bytes_that_are_no_image_are_refused(encoded):
    with pytest.raises(ValueError, match="JPEG or PNG"):
        decode_image(encoded)


def test_an_image_that_states_an_enormous_size_is_refused_in_words():
    encoded = bytearray(cv2.imencode(".png", np.zeros((64, 64, 3), np.uint8))[1].tobytes())
    encoded[16:24] = struct.pack(">II", 40_000, 40_000)
    encoded[29:33] = struct.pack(">I", zlib.crc32(encoded[12:29]))
    with pytest.raises(ValueError, match=r"OpenCV refuses the image .*make it smaller"):
        decode_image(bytes(encoded))


def test_a_reading_names_its_expression_only_where_it_is_sure(analyzer, astronaut):
    reading = analyzer.analyze(astronaut)
    assert abs(reading.t - time.time() * 1000) < 60_000
    usable, unsure = replace(reading, abstain=None), replace(reading, abstain=AbstainReason.BLUR)
    assert reading.p[EXPRESSIONS.index(usable.expression)] == reading.confidence == max(reading.p)
    assert unsure.expression is None


def test_every_face_is_read_the_nearest_first(analyzer, astronaut):
    small = cv2.resize(astronaut, None, fx=0.75, fy=0.75)
    both = np.zeros((astronaut.shape[0], astronaut.shape[1] + small.shape[1], 3), np.uint8)
    both[: small.shape[0], : small.shape[1]] = small
    both[:, small.shape[1] :] = astronaut
    near, far = analyzer.analyze_faces(both, T)
    assert near.box.x > small.shape[1] > far.box.x + far.box.width / 2
    assert near == analyzer.analyze(both, T)
    assert analyzer.analyze_faces(np.full_like(both, 90), T) == []


def test_the_face_that_was_read_before_is_read_again_whoever_comes_nearer(analyzer, astronaut):
    small = cv2.resize(astronaut, None, fx=0.75, fy=0.75)
    both = np.zeros((astronaut.shape[0], astronaut.shape[1] + small.shape[1], 3), np.uint8)
    both[: small.shape[0], : small.shape[1]] = small
    both[:, small.shape[1] :] = astronaut
    near, far = analyzer.analyze_faces(both, T)
    assert analyzer.analyze(both, T).box == near.box
    first, alone = both.copy(), both.copy()
    first[:, small.shape[1] :] = 0
    alone[:, : small.shape[1]] = 0
    stream = analyzer.stream()
    stream.analyze(first, T)
    assert stream.analyze(both, T + 500).box == far.box
    assert stream.analyze(alone, T + 1000).box.x > small.shape[1]
