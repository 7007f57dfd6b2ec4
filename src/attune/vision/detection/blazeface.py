"""BlazeFace (short range): letterbox, anchors, decoding and suppression, as MediaPipe's published graph has them.

Bazarevsky et al. 2019, "BlazeFace: Sub-millisecond Neural Face Detection on Mobile GPUs". The TypeScript twin is
web/src/vision/models/blazeface.ts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.vision.geometry.faces import Box, Face, Image, Keypoints

SIDE = 128  # of the network's square input
# Of models/blazeface/model.onnx, which the build makes byte for byte the same everywhere.
SHA256 = "1811168b2ae410742b0c4c0e4da1de829c5935a21aed677204fa5fd03bc236be"
MIN_SCORE = 0.5
MIN_LOGIT = math.log(MIN_SCORE / (1 - MIN_SCORE))
MIN_OVERLAP = 0.3  # detections that share more than this are one face
GRIDS = ((16, 2), (8, 6))  # cells per side, anchors per cell

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Where the frame lies in the network's input: scaled by (across, down), then moved by (left, top)."""

    across: float
    down: float
    left: int
    top: int

    def to_frame(self, points: Floats) -> Floats:
        """Map (..., 2) points from pixels of the input to pixels of the frame."""
        offset, scale = np.array([self.left, self.top]), np.array([self.across, self.down])
        return np.asarray((points - offset) / scale)


def anchor_centres() -> Floats:
    """(896, 2) centres of the anchors, in pixels of the input, row by row, cell by cell."""
    centres = []
    for cells, per_cell in GRIDS:
        at = (np.arange(cells) + 0.5) * (SIDE / cells)
        y, x = np.meshgrid(at, at, indexing="ij")
        centres.append(np.repeat(np.stack([x, y], axis=-1).reshape(-1, 2), per_cell, axis=0))
    return np.concatenate(centres).astype(np.float32)


ANCHORS = anchor_centres()


def letterbox(frame: Image) -> tuple[Floats, Letterbox]:
    """Fit a frame into the network's input, its proportions kept, black around it.

    frame: (H, W, 3) uint8, BGR.

    Returns:
        (1, 3, 128, 128) float32 RGB in [-1, 1], and the mapping back.
    """
    height, width = frame.shape[:2]
    scale = SIDE / max(height, width)
    inner_width, inner_height = (max(int(side * scale + 0.5), 1) for side in (width, height))
    left, top = (SIDE - inner_width) // 2, (SIDE - inner_height) // 2
    canvas = np.zeros((SIDE, SIDE, 3), np.uint8)
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    inner = cv2.resize(frame, (inner_width, inner_height), interpolation=interpolation)
    canvas[top : top + inner_height, left : left + inner_width] = inner
    pixels = canvas[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1
    return pixels, Letterbox(inner_width / width, inner_height / height, left, top)


def decode(regressors: Floats, logits: Floats, mapping: Letterbox, anchors: Floats = ANCHORS) -> list[Face]:
    """Turn the network's outputs into faces in pixels of the frame, best first, each face once.

    regressors: (896, 16): centre x, y, width, height, then six points, in pixels of the input, relative to the anchor.
    logits: (896,).  anchors: (896, 2) their centres.  Of an input of another size there are as many as it has anchors.
    """
    kept = np.flatnonzero(logits >= MIN_LOGIT)
    kept = kept[np.argsort(-logits[kept], kind="stable")]
    scores = 1 / (1 + np.exp(-np.clip(logits[kept], -80, 80)))
    raw = regressors[kept].reshape(-1, 8, 2)
    points = raw + anchors[kept][:, None, :]
    half = raw[:, 1] / 2
    corners = np.stack([points[:, 0] - half, points[:, 0] + half], axis=1)
    found = mapping.to_frame(np.concatenate([corners, points[:, 2:]], axis=1))
    return suppress(found, scores)


def suppress(found: Floats, scores: Floats) -> list[Face]:
    """Weighted suppression: detections that overlap the best one are averaged with it, weighted by their scores.

    found: (n, 8, 2): top left, bottom right and six points of each detection, best first.  scores: (n,).
    """
    faces: list[Face] = []
    boxes = [_box(corners) for corners in found]
    left = list(range(len(found)))
    while left:
        best = boxes[left[0]]
        group = [i for i in left if boxes[i].overlap(best) > MIN_OVERLAP] or left[:1]
        mean = np.tensordot(scores[group] / scores[group].sum(), found[group], axes=1)
        points = [(float(x), float(y)) for x, y in mean[2:]]
        faces.append(Face(_box(mean), float(scores[left[0]]), Keypoints(*points)))
        left = [i for i in left if i not in group]
    return faces


def _box(corners: Floats) -> Box:
    (x, y), (right, bottom) = corners[0].tolist(), corners[1].tolist()
    return Box(x, y, right - x, bottom - y)
