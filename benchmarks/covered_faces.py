"""What is read of faces that something plain covers, and what is not read of faces that nothing covers.

    python benchmarks/covered_faces.py --data FOLDER [--model NAME] [--limit N]

PublicTest pictures on a camera's frame, as in path_accuracy.py, with a part of the face under a plain surface of a
random colour with a little noise: the mouth, the eyes, one half. Printed are the share found, the share that abstains
as covered, and the share of confident readings (0.6 and more) that are wrong, with and without that reason.
"""

from __future__ import annotations

import cv2
import numpy as np

from attune.vision.readings import AbstainReason
from path_accuracy import LEFT, SIDE, TOP, as_camera, open_arguments

CONFIDENT = 0.6
# Top, bottom, left and right of what is covered, as shares of the picture.
COVERS = {
    "nothing": (0.0, 0.0, 0.0, 0.0),
    "the mouth": (0.62, 0.95, 0.2, 0.8),
    "the eyes": (0.2, 0.48, 0.05, 0.95),
    "the lower half": (0.5, 1.0, 0.0, 1.0),
    "the upper half": (0.0, 0.5, 0.0, 1.0),
    "one side": (0.0, 1.0, 0.0, 0.5),
}


def cover(frame: np.ndarray, part: tuple[float, float, float, float], chance: np.random.Generator) -> np.ndarray:
    """A copy of a camera's frame with a part of the picture under a plain surface."""
    top, bottom, left, right = (round(share * SIDE) for share in part)
    covered = frame.copy()
    region = covered[TOP + top : TOP + bottom, LEFT + left : LEFT + right]
    colour = chance.integers(30, 220, 3)
    region[:] = np.clip(colour + chance.normal(0, 6, region.shape), 0, 255).astype(np.uint8)
    return covered


def main() -> None:
    """Read every picture under every cover and print a line for each."""
    cv2.setNumThreads(1)
    analyzer, faces = open_arguments("Faces under a plain cover")
    print(f"{analyzer.bundle.identity}, FER2013 PublicTest, FER+ majority, n = {len(faces.pixels)}")
    for name, part in COVERS.items():
        chance = np.random.default_rng(0)
        readings = [analyzer.analyze(cover(as_camera(picture), part, chance), 0.0) for picture in faces.pixels]
        found = np.array([reading.face for reading in readings])
        covered = np.array([reading.abstain is AbstainReason.COVERED for reading in readings])
        wrong = np.array([np.argmax(reading.p) for reading in readings]) != faces.labels
        sure = np.array([reading.confidence >= CONFIDENT for reading in readings])
        usable = np.array([reading.abstain is None for reading in readings])
        before = ((usable | covered) & sure & wrong).mean()
        print(
            f"{name:>15}: found {found.mean():6.1%}, abstains as covered {covered.mean():6.1%}, confident and wrong "
            f"{(usable & sure & wrong).mean():6.1%} (without that reason {before:6.1%})"
        )


if __name__ == "__main__":
    main()
