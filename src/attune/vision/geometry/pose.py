"""Head pose from six points, well enough to know when a face is turned too far to be read.

A rigid head is assumed: the nose stands NOSE_DEPTH half-head-widths before the ears, the ears EAR_DEPTH eye-to-mouth
distances behind the eyes. Angles are in degrees, 0 facing the camera; expect errors of 10 degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from attune.vision.geometry.faces import Keypoints, Point

NOSE_DEPTH = 1.6
EAR_DEPTH = 1.4
LEVEL_EARS = 0.24  # ears below the eyes of a level head, in eye-to-mouth distances: median of 1,488 FER2013 faces
EDGE_ON = 90.0  # the points coincide: the head is seen from the side or from above


@dataclass(frozen=True, slots=True)
class Pose:
    """Degrees. yaw: positive turns to the image's right.  pitch: positive is looking up.  roll: clockwise."""

    yaw: float
    pitch: float
    roll: float

    @property
    def extent(self) -> float:
        """The largest of the three angles, without its sign."""
        return max(abs(self.yaw), abs(self.pitch), abs(self.roll))


FRONTAL = Pose(0.0, 0.0, 0.0)


def head_pose(points: Keypoints) -> Pose:
    """Estimate the pose from the six points of a face."""
    across = _minus(points.left_eye, points.right_eye)
    distance = math.hypot(*across)
    if distance == 0:
        return Pose(EDGE_ON, 0.0, 0.0)
    right = (across[0] / distance, across[1] / distance)
    down = (-right[1], right[0])
    eyes, ears = _between(points.right_eye, points.left_eye), _between(points.right_ear, points.left_ear)
    half_width = _dot(_minus(points.left_ear, points.right_ear), right) / 2
    height = _dot(_minus(points.mouth, eyes), down)
    yaw = pitch = EDGE_ON
    if half_width > 0:
        yaw = math.degrees(math.atan(_dot(_minus(points.nose, ears), right) / half_width / NOSE_DEPTH))
    if height > 0:
        pitch = math.degrees(math.atan((_dot(_minus(ears, eyes), down) / height - LEVEL_EARS) / EAR_DEPTH))
    return Pose(yaw, pitch, math.degrees(math.atan2(right[1], right[0])))


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def _between(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1]
