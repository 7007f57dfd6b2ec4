"""What is read of faces that something occludes, and what is not read of faces that nothing occludes.

    python -m benchmarks.accuracy.occluded_faces --data FOLDER [--model NAME] [--limit N]

PublicTest images on a camera's frame, as in path_accuracy.py, with a part of the face under a surface: the mouth, the
eyes, one half. The surface is plain with a little noise, or four fingers side by side, or checked cloth, in a random
colour each time. They are drawn, not photographed: real hands and masks differ. Printed are the share found, the share
that abstains as covered, and the share of confident readings (0.6 and more) that are wrong, with and without that
reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import cv2
import numpy as np
from benchmarks.accuracy.path_accuracy import LEFT, SIDE, TOP, as_camera, open_arguments

from attune.vision.pipeline import FrameAnalyzer
from attune.vision.readings.readings import AbstainReason

CONFIDENT = 0.6
# Top, bottom, left and right of what is occluded, as fractions of the image.
OCCLUSIONS = {
    "the mouth": (0.62, 0.95, 0.2, 0.8),
    "the eyes": (0.2, 0.48, 0.05, 0.95),
    "the lower half": (0.5, 1.0, 0.0, 1.0),
    "the upper half": (0.0, 0.5, 0.0, 1.0),
    "one side": (0.0, 1.0, 0.0, 0.5),
}
FINGERS = 4


def plain(height: int, _width: int, _rng: np.random.Generator) -> np.ndarray:
    """Light of a surface without features: (height, 1), 1 where it is fully lit."""
    return np.ones((height, 1))


def fingers(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Light of fingers side by side: (height, width), round, dark at the gaps, at a slant of up to 20 degrees."""
    slant = np.tan(np.radians(rng.uniform(-20, 20)))
    across = (np.arange(width)[None] + slant * np.arange(height)[:, None]) / width * FINGERS
    light: np.ndarray = 0.35 + 0.65 * np.sqrt(np.abs(np.sin(np.pi * (across + rng.uniform()))))
    return light


def cloth(height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Light of checked cloth: (height, width), checks of 6 to 24 pixels, the dark ones at 55 to 85 % of the light."""
    period, dark = rng.integers(6, 25), rng.uniform(0.55, 0.85)
    checks = (np.arange(height)[:, None] // period + np.arange(width)[None] // period) % 2
    return np.where(checks == 1, dark, 1.0)


Surface = Callable[[int, int, np.random.Generator], np.ndarray]
SURFACES: dict[str, Surface] = {"plain": plain, "fingers": fingers, "cloth": cloth}


def occlude(
    frame: np.ndarray, part: tuple[float, float, float, float], surface: Surface, rng: np.random.Generator
) -> np.ndarray:
    """A copy of a camera's frame with a part of the image under a surface."""
    y0, y1, x0, x1 = (round(fraction * SIDE) for fraction in part)
    occluded = frame.copy()
    region = occluded[TOP + y0 : TOP + y1, LEFT + x0 : LEFT + x1]
    height, width, _ = region.shape
    colour = rng.integers(30, 220, 3)
    lit = colour * surface(height, width, rng)[..., None]
    region[:] = np.clip(lit + rng.normal(0, 6, region.shape), 0, 255).astype(np.uint8)
    return occluded


def report(name: str, analyzer: FrameAnalyzer, frames: Iterable[np.ndarray], labels: np.ndarray) -> None:
    """Read every frame and print a line."""
    readings = [analyzer.analyze(frame, 0.0) for frame in frames]
    found = np.array([reading.face for reading in readings])
    occluded = np.array([reading.abstain is AbstainReason.OCCLUDED for reading in readings])
    wrong = np.array([np.argmax(reading.p) for reading in readings]) != labels
    sure = np.array([reading.confidence >= CONFIDENT for reading in readings])
    usable = np.array([reading.abstain is None for reading in readings])
    before = ((usable | occluded) & sure & wrong).mean()
    print(
        f"{name:>24}: found {found.mean():6.1%}, abstains as covered {occluded.mean():6.1%}, confident and wrong "
        f"{(usable & sure & wrong).mean():6.1%} (without that reason {before:6.1%})",
        flush=True,
    )


def main() -> None:
    """Read every image under every occlusion and print a line for each."""
    cv2.setNumThreads(1)
    analyzer, faces = open_arguments("Faces under an occlusion")
    print(f"{analyzer.bundle.identity}, FER2013 PublicTest, FER+ majority, n = {len(faces.pixels)}")
    report("nothing", analyzer, map(as_camera, faces.pixels), faces.labels)
    for surface in SURFACES:
        for name, part in OCCLUSIONS.items():
            rng = np.random.default_rng(0)
            frames = (occlude(as_camera(image), part, SURFACES[surface], rng) for image in faces.pixels)
            report(f"{name}, {surface}", analyzer, frames, faces.labels)


if __name__ == "__main__":
    main()
