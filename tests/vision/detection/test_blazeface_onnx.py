import hashlib
from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.vision.detection.blazeface import letterbox
from attune.vision.detection.blazeface_onnx import UnsupportedGraph, main, same_padding, translate
from attune.vision.onnx_session import open_session
from tests.vision.conftest import DETECTOR, ROOT

IMAGES = sorted((ROOT / "tests" / "contract" / "pictures").glob("*.png"))
SOURCE = ROOT / "web/node_modules/@mediapipe/face_detection/face_detection_short_range.tflite"
FULL_RANGE = SOURCE.with_name("face_detection_full_range.tflite")
OUTPUTS = ["regressors", "classificators"]


@pytest.mark.parametrize("image", IMAGES, ids=lambda path: path.stem)
def test_the_translation_answers_as_the_original_does(image: Path):
    pixels, _ = letterbox(cv2.imread(str(image)))
    original = cv2.dnn.readNetFromTFLite(str(SOURCE))
    original.setInput(pixels)
    expected = original.forward(OUTPUTS)
    actual = open_session(DETECTOR.read_bytes()).run(OUTPUTS, {"input": pixels})
    for theirs, ours in zip(expected, actual, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-3)  # pixels of 128, and logits up to 90


def test_the_same_source_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    target = tmp_path / "folder" / "model.onnx"
    assert main([str(SOURCE), str(target)]) == 0
    assert target.read_bytes() == DETECTOR.read_bytes()
    assert hashlib.sha256(DETECTOR.read_bytes()).hexdigest() in capsys.readouterr().out


def test_a_missing_source_says_where_it_comes_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path / "none.tflite"), str(tmp_path / "model.onnx")]) == 1
    assert "npm ci" in capsys.readouterr().err
    assert not (tmp_path / "model.onnx").exists()


@pytest.mark.parametrize("image", IMAGES, ids=lambda path: path.stem)
def test_the_translation_of_far_faces_answers_as_the_original_does(image: Path):
    frame = cv2.resize(cv2.imread(str(image)), (192, 192))
    pixels = frame[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1
    original = cv2.dnn.readNetFromTFLite(str(FULL_RANGE))
    original.setInput(pixels)
    expected = original.forward(["reshaped_regressor_face_4", "reshaped_classifier_face_4"])
    actual = open_session((DETECTOR.parent / "far.onnx").read_bytes()).run(OUTPUTS, {"input": pixels})
    for theirs, ours in zip(expected, actual, strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-3)


def test_a_network_of_any_size_answers_at_its_own_size_as_the_fixed_one_does():
    pixels, _ = letterbox(cv2.imread(str(IMAGES[0])))
    fixed = open_session(DETECTOR.read_bytes()).run(OUTPUTS, {"input": pixels})
    free = open_session((DETECTOR.parent / "near-any.onnx").read_bytes()).run(OUTPUTS, {"input": pixels})
    for one, other in zip(fixed, free, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


@pytest.mark.parametrize(("name", "source"), [("near-any", SOURCE), ("far", FULL_RANGE)])
def test_the_same_source_gives_the_same_bytes_for_any_size(tmp_path: Path, name: str, source: Path):
    target = tmp_path / f"{name}.onnx"
    assert main([str(source), str(target), "--any-size"]) == 0
    assert target.read_bytes() == (DETECTOR.parent / f"{name}.onnx").read_bytes()


def test_another_network_is_refused():
    other = SOURCE.with_name("face_detection_full_range_sparse.tflite")
    with pytest.raises(UnsupportedGraph):
        translate(other.read_bytes())


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "padding"),
    [(128, 5, 2, (1, 2)), (64, 3, 1, (1, 1)), (64, 3, 2, (0, 1)), (64, 2, 2, (0, 0))],
)
def test_same_padding_puts_the_odd_pixel_after(size, kernel, stride, padding):
    assert same_padding(size, kernel, stride) == padding
