"""The occlusion detector on a face that it never saw, under things that it never saw."""

import shutil

import numpy as np
import pytest

from attune.vision.errors import DetectorCorrupt, DetectorMissing
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, crop_face
from attune.vision.models.bundle import load_bundle
from attune.vision.models.occlusion import OCCLUSION_SIDE, OcclusionDetector, find_occlusion_model
from attune.vision.pipeline import FrameAnalyzer
from attune.vision.readings.readings import AbstainReason
from tests.vision.bundles import linear_model, write_bundle
from tests.vision.conftest import OCCLUSION


@pytest.fixture(scope="module")
def occlusion():
    return OcclusionDetector(OCCLUSION)


def plain(frame, top, bottom, left, right):
    frame[top:bottom, left:right] = 130


def checked(frame, top, bottom, left, right):
    down, across = np.mgrid[top:bottom, left:right] // 6
    frame[top:bottom, left:right] = np.where((down + across) % 2, 90, 160)[..., None]


def occluded(astronaut, box, surface, top, bottom, left=0.0, right=1.0):
    """The portrait with a part of the face's box under a surface; the part as fractions of the box."""
    frame = astronaut.copy()
    rows = [round(box.y + fraction * box.height) for fraction in (top, bottom)]
    columns = [round(box.x + fraction * box.width) for fraction in (left, right)]
    surface(frame, *rows, *columns)
    return frame


def test_a_face_in_full_view_is_not_occluded(astronaut, detector, occlusion):
    crop = crop_face(astronaut, detector.detect(astronaut)[0].box, FER_FROM_BLAZEFACE, OCCLUSION_SIDE)
    assert occlusion.probability(crop) < 0.25
    assert occlusion.probability(crop[:, ::-1]) < 0.25


@pytest.mark.parametrize("surface", [plain, checked])
@pytest.mark.parametrize(
    "part", [(0.55, 1.1), (0.6, 0.95, 0.2, 0.8), (-0.2, 1.1, -0.1, 0.5), (-0.2, 1.1, 0.5, 1.1)], ids=str
)
def test_what_is_in_front_of_a_face_is_told_plain_or_not(astronaut, detector, occlusion, surface, part):
    box = detector.detect(astronaut)[0].box
    frame = occluded(astronaut, box, surface, *part)
    assert occlusion.probability(crop_face(frame, box, FER_FROM_BLAZEFACE, OCCLUSION_SIDE)) >= 0.5


@pytest.mark.parametrize("size", [48, 64])
def test_an_occluded_face_is_not_read_whatever_size_the_model_takes(tmp_path, astronaut, detector, occlusion, size):
    taken = {"name": "image", "width": size, "height": size, "channels": 1, "scale": "0-1", "mean": [0], "std": [1]}
    folder = write_bundle(tmp_path / "made", linear_model(8, size=size), input=taken)
    analyzer = FrameAnalyzer(load_bundle(folder), detector, occlusion)
    (face,) = detector.detect(astronaut)
    assert analyzer.read(astronaut, face, 0.0).abstain is not AbstainReason.OCCLUDED
    frame = occluded(astronaut, face.box, checked, 0.55, 1.1)
    assert analyzer.read(frame, face, 0.0).abstain is AbstainReason.OCCLUDED


def test_without_its_own_file_nothing_is_guessed(tmp_path):
    with pytest.raises(DetectorMissing, match="restore models/occlusion"):
        OcclusionDetector(tmp_path / "model.onnx")
    damaged = bytearray(OCCLUSION.read_bytes())
    damaged[100] ^= 1
    (tmp_path / "model.onnx").write_bytes(damaged)
    with pytest.raises(DetectorCorrupt, match="damaged or of another version"):
        OcclusionDetector(tmp_path / "model.onnx")


def test_a_folder_of_the_release_before_is_read_with_a_note(tmp_path, astronaut, detector):
    shutil.copytree(OCCLUSION.parent, tmp_path / "covers")
    write_bundle(tmp_path / "linear")
    with pytest.warns(FutureWarning, match=r"covers is called .*occlusion now: rename the folder"):
        analyzer = FrameAnalyzer.load("linear", models=tmp_path, detector=detector)
    frame = occluded(astronaut, detector.detect(astronaut)[0].box, checked, 0.55, 1.1)
    assert analyzer.analyze(frame).abstain is AbstainReason.OCCLUDED


def test_the_present_folder_goes_before_the_former_one_and_is_named_where_there_is_none(tmp_path):
    assert find_occlusion_model(tmp_path) == tmp_path / "occlusion" / "model.onnx"
    for name in ("covers", "occlusion"):
        shutil.copytree(OCCLUSION.parent, tmp_path / name)
    assert find_occlusion_model(tmp_path) == tmp_path / "occlusion" / "model.onnx"
