"""Following a face between detections, so that the detector need not run on every frame.

What is known of a face when it is detected, a grid of CELLS x CELLS grey cells over its box, is looked for around the
place where the face was last: normalised cross-correlation (Lewis 1995), which does not mind the light, to a fraction
of a cell by a parabola through the best place and its neighbours. Anything that makes the face look different (it
turns, is occluded, goes, or somebody else comes) makes it less like the grid, and then the detector is asked again; it
is asked after DETECT_EVERY_MS in any case, so nothing drifts. The TypeScript twin is
web/src/vision/readings/tracking.ts.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace

import cv2
import numpy as np

from attune.vision.geometry.crop import CropContract, GreyFace, crop_face
from attune.vision.geometry.faces import Box, Face, Image, Keypoints

CELLS = 24  # along each side of the grid over the box
REACH = 6  # cells that a face may have moved between two frames: a quarter of its width
GRID = CropContract("track", scale=1.0, shift_y=0.0)
SEARCHED = CropContract("track", scale=(CELLS + 2 * REACH) / CELLS, shift_y=0.0)
DETECT_EVERY_MS = 400.0  # at six frames a second the detector runs on every third
# Measured on PublicTest images that move, change or go (benchmarks/accuracy/tracking.py).
LIKENESS = 0.9
FLAT = 4.0  # standard deviation of the grid's grey levels below which there is nothing to follow


@dataclass(frozen=True, slots=True)
class Track:
    """A face that is followed.  face: where it was last.  grid: (CELLS, CELLS) uint8, as it was detected.

    detected_at: milliseconds since the epoch.  shape: (height, width) of the stream's frames, in pixels.
    """

    face: Face
    grid: GreyFace
    detected_at: float
    shape: tuple[int, int]


def begin_track(frame: Image, face: Face, t: float) -> Track:
    """Remember how a face looks that was detected in a frame at t, in milliseconds since the epoch."""
    return Track(face, crop_face(frame, face.box, GRID, CELLS), t, (frame.shape[0], frame.shape[1]))


def follow(track: Track, frame: Image, t: float) -> Track | None:
    """Find the face in a later frame; None when that is too late or the face does not look as it did.

    frame: (H, W, 3) uint8, BGR.  t: milliseconds since the epoch.
    """
    if frame.shape[:2] != track.shape or not 0 <= t - track.detected_at < DETECT_EVERY_MS or track.grid.std() < FLAT:
        return None
    searched = crop_face(frame, track.face.box, SEARCHED, CELLS + 2 * REACH)
    alike = cv2.matchTemplate(searched.astype(np.float32), track.grid.astype(np.float32), cv2.TM_CCOEFF_NORMED)
    row, column = (int(at) for at in np.unravel_index(int(alike.argmax()), alike.shape))
    inside = 0 < row < 2 * REACH and 0 < column < 2 * REACH
    if not inside or alike[row, column] < LIKENESS:
        return None
    cell = track.face.box.width / CELLS
    moved_x = column - REACH + _vertex(*alike[row, column - 1 : column + 2].tolist())
    moved_y = row - REACH + _vertex(*alike[row - 1 : row + 2, column].tolist())
    return replace(track, face=_shifted(track.face, moved_x * cell, moved_y * cell))


def _vertex(before: float, best: float, after: float) -> float:
    """Where a parabola through three values at -1, 0 and 1 is greatest, the middle one being the greatest of them."""
    bend = before - 2 * best + after
    return 0.5 * (before - after) / bend if bend < 0 else 0.0


def _shifted(face: Face, x: float, y: float) -> Face:
    box, points = face.box, face.keypoints
    moved = Keypoints(*((px + x, py + y) for px, py in astuple(points))) if points else None
    return Face(Box(box.x + x, box.y + y, box.width, box.height), face.score, moved)
