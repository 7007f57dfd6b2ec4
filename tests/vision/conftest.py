from pathlib import Path

import cv2
import pytest

from attune.vision.detection.detectors import BlazeFace
from attune.vision.geometry.faces import Image
from tests.vision.bundles import write_bundle

ROOT = Path(__file__).parents[2]
DETECTOR = ROOT / "models" / "blazeface" / "model.onnx"
OCCLUSION = ROOT / "models" / "occlusion" / "model.onnx"


@pytest.fixture(scope="session")
def astronaut() -> Image:
    """Eileen Collins, NASA, public domain: one frontal, smiling face in 240x180."""
    return cv2.imread(str(ROOT / "tests" / "contract" / "pictures" / "astronaut.png"))


@pytest.fixture(scope="session")
def detector() -> BlazeFace:
    return BlazeFace(DETECTOR)


@pytest.fixture
def bundle_folder(tmp_path: Path) -> Path:
    return write_bundle(tmp_path / "linear")
