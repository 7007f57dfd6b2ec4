"""The portrait that benchmarks of speed read, as a camera's frame."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from attune.vision.geometry.faces import Image

PORTRAIT = Path(__file__).parents[2] / "tests/contract/pictures/astronaut.png"


def read_portrait() -> Image:
    """Return the portrait at its own size: (H, W, 3) uint8, BGR.

    Raises:
        FileNotFoundError: the file is missing or no image.
    """
    image = cv2.imread(str(PORTRAIT))
    if image is None:
        raise FileNotFoundError(PORTRAIT)
    return image.astype(np.uint8, copy=False)


def camera_frame() -> Image:
    """Return the portrait as a camera of 640×480 would give it: (480, 640, 3) uint8, BGR."""
    return cv2.resize(read_portrait(), (640, 480)).astype(np.uint8, copy=False)
