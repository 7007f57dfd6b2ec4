"""The crop contract: from a detector's box to the square grey face a model was trained on.

Two resizers that differ only in antialiasing already turn one published model's "fear" into "happiness", so the
resampling is defined here, exactly, and not left to a library: grey by Rec. 601 in OpenCV's fixed point, then
separable, in float64, by area when shrinking and bilinear when enlarging, border replicated, one rounding at the end.
The TypeScript twin is web/src/vision/geometry/crop.ts; tests/contract proves them equal to one grey level.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.vision.geometry.faces import Box, Image

GreyFace = NDArray[np.uint8]
"""(size, size) uint8."""


@dataclass(frozen=True, slots=True)
class CropContract:
    """How a detector's box of width w becomes the model's frame: a square of side scale * w.

    shift_y moves the square's centre, in units of w; negative is up.
    """

    detector: str
    scale: float
    shift_y: float


# Measured on FER2013 images shown whole to each detector (benchmarks/accuracy/path_accuracy.py repeats it).
FER_FROM_BLAZEFACE = CropContract("blazeface", scale=1.20, shift_y=-0.11)
FER_FROM_HAAR = CropContract("haar", scale=1.0, shift_y=0.0)
FER_FROM_YUNET = CropContract("yunet", scale=1.0, shift_y=0.0)  # reasoned, not measured: no weights come along


def crop_square(box: Box, contract: CropContract) -> Box:
    """The square of the frame that the model should see, in pixels; it may reach over the frame's border."""
    side = contract.scale * box.width
    x, y = box.centre
    return Box(x - side / 2, y + contract.shift_y * box.width - side / 2, side, side)


def crop_face(frame: Image, box: Box, contract: CropContract, size: int) -> GreyFace:
    """Cut the face out of a frame as the model expects it.

    Args:
        frame: (H, W, 3) uint8, BGR.
        box: the detector's, in pixels of the frame; it may reach over the border.
        contract: how much is cut out around the box.
        size: side of the result, in pixels.

    Returns:
        (size, size) uint8.

    Raises:
        ValueError: a box without extent.
    """
    if not box.width > 0:
        raise ValueError(f"a face box needs a positive width, not {box.width}")
    square = crop_square(box, contract)
    left, right = _span(square.x, square.width, frame.shape[1])
    top, bottom = _span(square.y, square.height, frame.shape[0])
    grey = np.asarray(cv2.cvtColor(frame[top:bottom, left:right], cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    return resample(grey, Box(square.x - left, square.y - top, square.width, square.height), size)


def resample(grey: NDArray[np.uint8], square: Box, size: int) -> GreyFace:
    """Resample a square of a grey image, whose border is replicated: (H, W) uint8 -> (size, size) uint8."""
    columns, across = sampling(square.x, square.width, grey.shape[1], size)
    rows, down = sampling(square.y, square.height, grey.shape[0], size)
    short = np.einsum("it,itx->ix", down, grey[rows].astype(np.float64))
    face = np.einsum("jt,ijt->ij", across, short[:, columns])
    return np.asarray(np.floor(face + 0.5), dtype=np.uint8)


def _span(start: float, extent: float, source: int) -> tuple[int, int]:
    """The pixels of an axis that a resampling of [start, start + extent) can touch; never none."""
    first = min(max(math.floor(start) - 1, 0), source - 1)
    return first, min(max(math.ceil(start + extent) + 2, first + 1), source)


def sampling(start: float, extent: float, source: int, size: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """How the interval [start, start + extent) of an axis of `source` pixels is resampled to `size` pixels.

    Shrinking, a target pixel is the mean of the interval it covers; enlarging, it is interpolated at its centre.
    Positions outside of the axis take the value of the nearest pixel on it.

    Returns:
        (size, taps) positions on the axis, in order, and (size, taps) weights whose rows sum to 1.
    """
    step = extent / size
    edges = start + step * np.arange(size)[:, None]
    centres = edges + step / 2 - 0.5
    taps = np.arange(math.ceil(max(step, 2.0)) + 1)
    positions = np.floor(edges if step > 1 else centres).astype(np.intp) + taps
    if step > 1:
        weights = (np.minimum(positions + 1, edges + step) - np.maximum(positions, edges)) / step
    else:
        weights = 1.0 - np.abs(centres - positions)
    return np.clip(positions, 0, source - 1), np.maximum(weights, 0.0)
