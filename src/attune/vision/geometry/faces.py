"""What a detector says about a face: where it is, how sure it is, and six points on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""(H, W, 3) uint8, BGR: a frame as OpenCV reads it."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the frame; x and y are its top left corner and may lie outside of the frame."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> Point:
        """Its centre, in pixels of the frame."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlap(self, other: Box) -> float:
        """Intersection over union with another box, in [0, 1]."""
        width = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        height = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        shared = max(width, 0.0) * max(height, 0.0)
        union = self.width * self.height + other.width * other.height - shared
        return shared / union if union > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Keypoints:
    """BlazeFace's six points, in pixels of the frame; left and right are the person's own."""

    right_eye: Point
    left_eye: Point
    nose: Point
    mouth: Point
    right_ear: Point
    left_ear: Point


@dataclass(frozen=True, slots=True)
class Face:
    """One detection. score: in [0, 1]. keypoints: None from a detector that has none."""

    box: Box
    score: float
    keypoints: Keypoints | None


SAME_FACE = 0.2  # overlap of a face with itself a moment later; at six frames a second a head moves by less


def nearest_face(faces: Sequence[Face], last: Box | None = None) -> Face | None:
    """The student's face: the one where it was last, else the largest, which is the one before the screen.

    last: the box of the reading before. So somebody who steps in front of the camera is not taken for the student
    while the student is still there. None when there is no face.
    """
    if last is not None:
        same = max(faces, key=lambda face: face.box.overlap(last), default=None)
        if same is not None and same.box.overlap(last) >= SAME_FACE:
            return same
    return max(faces, key=lambda face: face.box.width * face.box.height, default=None)
