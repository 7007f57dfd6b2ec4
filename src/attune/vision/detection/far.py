"""Faces at any distance: both BlazeFaces over the picture at several sizes, and a second look where they disagree.

The network for near faces sees those that take a fifth of its input or more. The one for far faces was trained on heads
a few metres away: it makes next to no false face, and it misses faces that have no head around them. Neither knows a
place, so instead of tiles, whose overlaps would be read twice, each runs once over the whole picture at each size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from attune.vision.detection.blazeface import MIN_OVERLAP, Floats, Letterbox, decode
from attune.vision.detection.detectors import REMEDY, BlazeFace
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE
from attune.vision.geometry.faces import Box, Face, Image
from attune.vision.onnx_session import open_verified

if TYPE_CHECKING:
    import onnxruntime

# Of models/blazeface/near-any.onnx and far.onnx, which the build makes byte for byte the same everywhere.
NEAR_SHA256 = "f6d929797f5b39132bfc208eecce83f2ccb8af29feb860a567e43e96b4fecb6a"
FAR_SHA256 = "a9dce0cf531016934c870d0229d0fa9e437f86dc6d385342850cec8dd548bbe8"
# Longer sides that the picture is brought to: a face of 2.5 % is 26 pixels for the near network in the largest.
NEAR_SIDES, FAR_SIDES = (128, 256, 512, 1024), (192, 384, 768)
NEAR_CELLS, FAR_CELLS = ((8, 2), (16, 6)), ((4, 1),)  # pixels a cell, anchors a cell
ABOUT_TWICE = 1.9  # a picture of 4,000 pixels is halved, and that gives the largest size
MULTIPLE = 32  # of the sides of an input, in pixels: the coarsest cell of either network
# The far network's boxes lie higher than the near one's by this much of their width: median over 98 pairs on
# photographs 0.045, over 333 FER2013 training images 0.075. With it one crop contract serves both.
FAR_SHIFT = 0.05
LOOK = 0.4  # of a second look's side is the face
# Mean of a near detection's score and the second look's; chosen on training faces on other crops and rooms than the
# benchmark's. On the whole frame, as near as the network is made for, less is enough.
MIN_SURE, MIN_SURE_ON_FRAME = 0.7, 0.6
INSIDE = 0.7  # of the smaller of two detections lies in the other one: one face


class FarBlazeFace:
    """Faces of 2.5 % of the picture's longer side and more; many times the time of the near network alone."""

    framing = FER_FROM_BLAZEFACE

    def __init__(self, folder: Path) -> None:
        """Open the three models of models/blazeface, which `python -m attune.vision.detection.blazeface_onnx` built.

        Raises:
            DetectorMissing: without one of them.
            DetectorCorrupt: the bytes of one are not the ones that the build makes.
        """
        self.near = BlazeFace(folder / "model.onnx")
        self._near_any = open_verified(folder / "near-any.onnx", NEAR_SHA256, REMEDY)
        self._far = open_verified(folder / "far.onnx", FAR_SHA256, REMEDY)

    def detect(self, frame: Image) -> list[Face]:
        """All faces in the frame, best score first, each once."""
        longer = max(frame.shape[:2])
        far: list[Face] = []
        near: list[tuple[Face, float]] = []
        for side, shrunk, mapping in sizes(frame, {*FAR_SIDES, *NEAR_SIDES}):
            if side in FAR_SIDES:
                found = _run(self._far, shrunk, mapping, FAR_CELLS)
                far += [Face(_moved(face.box), face.score, face.keypoints) for face in found]
            elif side == NEAR_SIDES[0] or side < 2 * longer:
                least = MIN_SURE_ON_FRAME if side == NEAR_SIDES[0] else MIN_SURE
                near += [(face, least) for face in _run(self._near_any, shrunk, mapping, NEAR_CELLS)]
        faces = once(far)
        unseen = once([face for face, _ in near], faces)
        sure = {id(face): least for face, least in near}
        looked = [self._look(frame, face, sure[id(face)]) for face in unseen]
        return once([*faces, *(face for face in looked if face)])

    def _look(self, frame: Image, face: Face, least: float) -> Face | None:
        """Look at a detection again, at the size that the near network knows best; None when it is no face then."""
        reach = face.box.width / LOOK / 2
        x, y = face.box.centre
        left, top = max(int(x - reach), 0), max(int(y - reach), 0)
        part = frame[top : int(y + reach) + 1, left : int(x + reach) + 1]
        moved = Box(face.box.x - left, face.box.y - top, face.box.width, face.box.height)
        again = max(self.near.detect(part), key=lambda seen: seen.box.overlap(moved), default=None)
        if again is None or again.box.overlap(moved) < MIN_OVERLAP or face.score + again.score < 2 * least:
            return None
        return Face(face.box, (face.score + again.score) / 2, face.keypoints)


def sizes(frame: Image, sides: set[int]) -> Iterator[tuple[int, Image, Letterbox]]:
    """The frame at each size, the largest first, black at its right and bottom up to a multiple of the cells.

    Each is shrunk from the smallest one before that is about twice as large, and a large frame is halved first, which
    is what OpenCV is quick at: a fraction of the cost, and next to no difference.
    """
    height, width = frame.shape[:2]
    made = [frame]
    while max(made[-1].shape[:2]) >= 2 * ABOUT_TWICE * max(sides):
        made.append(_shrink(made[-1], made[-1].shape[1] // 2, made[-1].shape[0] // 2))
    for side in sorted(sides, reverse=True):
        scale = side / max(height, width)
        inner = max(round(width * scale), 1), max(round(height * scale), 1)
        source = next((one for one in reversed(made) if max(one.shape[:2]) >= ABOUT_TWICE * side), frame)
        made.append(_shrink(source, *inner))
        canvas = np.zeros((*(-(-at // MULTIPLE) * MULTIPLE for at in inner[::-1]), 3), np.uint8)
        canvas[: inner[1], : inner[0]] = made[-1]
        yield side, canvas, Letterbox(inner[0] / width, inner[1] / height, 0, 0)


def _shrink(frame: Image, width: int, height: int) -> Image:
    method = cv2.INTER_AREA if width < frame.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(frame, (width, height), interpolation=method), dtype=np.uint8)


def anchors(height: int, width: int, cells: Sequence[tuple[int, int]]) -> Floats:
    """(N, 2) centres of the anchors of an input, in its pixels, row by row; cells: (pixels, anchors) of each cell."""
    centres = []
    for pixels, each in cells:
        y, x = np.meshgrid(
            *(np.arange(side // pixels) * pixels + pixels / 2 for side in (height, width)), indexing="ij"
        )
        centres.append(np.repeat(np.stack([x, y], axis=-1).reshape(-1, 2), each, axis=0))
    return np.concatenate(centres).astype(np.float32)


def once(faces: Sequence[Face], known: Sequence[Face] = ()) -> list[Face]:
    """The faces, best first, without those that are one of the known ones or a better one's, seen at another size."""
    kept = list(known)
    for face in sorted(faces, key=lambda each: -each.score):
        if not any(_same(face.box, other.box) for other in kept):
            kept.append(face)
    return kept[len(known) :]


def _same(one: Box, other: Box) -> bool:
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    smaller = min(one.width * one.height, other.width * other.height)
    inside = width > 0 and height > 0 and width * height > INSIDE * smaller
    return inside or one.overlap(other) > MIN_OVERLAP


def _run(
    session: onnxruntime.InferenceSession, canvas: Image, mapping: Letterbox, cells: Sequence[tuple[int, int]]
) -> list[Face]:
    pixels = cv2.dnn.blobFromImage(canvas, 1 / 127.5, mean=(127.5, 127.5, 127.5), swapRB=True)
    regressors, logits = session.run(["regressors", "classificators"], {"input": pixels})
    height, width = canvas.shape[:2]
    return decode(regressors[0], logits[0, :, 0], mapping, anchors(height, width, cells))


def _moved(box: Box) -> Box:
    return Box(box.x, box.y + FAR_SHIFT * box.width, box.width, box.height)
