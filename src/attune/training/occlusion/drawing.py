"""Drawn occlusions: something in front of a face, of a random shape, place and surface.

They stand for hands, masks, scarves, cups and hair, of which there are no labelled images here. The surfaces are
plain, shaded, striped or blotched, or cut out of another image, which is the most like a real thing.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.vision.models.occlusion import OCCLUSION_SIDE

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

SIDE = OCCLUSION_SIDE
CORE = np.s_[8:42, 8:40]  # where the features of a face are: what hides no part of it is no occlusion
LEAST, MOST = 0.12, 0.75  # of the core that an occlusion hides
DOWN, ACROSS = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)

Surface = Callable[[NDArray[np.uint8], np.random.Generator], Floats]


def draw_occlusion(image: NDArray[np.uint8], others: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """A copy of an image with a random occlusion in front of the face.

    image: (48, 48) uint8.  others: (N, 48, 48) uint8, from which surfaces may be cut.
    """
    edge = draw_shape(rng).astype(np.float32)
    if rng.random() < 0.7:
        edge = np.asarray(cv2.GaussianBlur(edge, (0, 0), rng.uniform(0.3, 1.2)), dtype=np.float32)
    surface = SURFACES[rng.integers(len(SURFACES))](others, rng)
    grain = rng.normal(0, rng.uniform(0, 6), surface.shape)
    return np.clip(image * (1 - edge) + (surface + grain) * edge, 0, 255).astype(np.uint8)


def put_before_background(
    image: NDArray[np.uint8], others: NDArray[np.uint8], rng: np.random.Generator
) -> NDArray[np.uint8]:
    """A copy of an image made smaller by up to a fifth, with a random surface around it, which is no occlusion.

    image and others: as in draw_occlusion.
    """
    side = int(rng.integers(round(0.8 * SIDE), SIDE))
    left, top = rng.integers(0, SIDE - side + 1, 2)
    background = np.clip(SURFACES[rng.integers(len(SURFACES))](others, rng), 0, 255).astype(np.uint8)
    background[top : top + side, left : left + side] = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
    return background


def draw_shape(rng: np.random.Generator) -> Mask:
    """A rectangle, an ellipse or a whole side of the image, (48, 48), which hides enough of a face and not all."""
    while True:
        shape = _side(rng) if rng.random() < 0.25 else _thing(rng)
        if LEAST < shape[CORE].mean() < MOST:
            return shape


def _thing(rng: np.random.Generator) -> Mask:
    along, across = _turned(rng, math.radians(rng.uniform(-30, 30)))
    width, height = rng.uniform(0.2, 0.6) * SIDE, rng.uniform(0.12, 0.35) * SIDE
    if rng.random() < 0.3:
        width, height = height, width
    if rng.random() < 1 / 3:
        return np.asarray((along / width) ** 2 + (across / height) ** 2 < 1)
    return np.asarray((np.abs(along) < width) & (np.abs(across) < height))


def _side(rng: np.random.Generator) -> Mask:
    along, _ = _turned(rng, rng.integers(4) * math.pi / 2 + math.radians(rng.uniform(-20, 20)))
    return np.asarray(along > 0)


def _turned(rng: np.random.Generator, angle: float) -> tuple[Floats, Floats]:
    """Coordinates of every pixel along and across a direction, from a random point in the middle of the face."""
    x, y = ACROSS - rng.uniform(0.25, 0.75) * SIDE, DOWN - rng.uniform(0.25, 0.85) * SIDE
    return x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)


def _plain(_others: NDArray[np.uint8], rng: np.random.Generator) -> Floats:
    return np.full((SIDE, SIDE), rng.uniform(10, 245), np.float32)


def _shaded(_others: NDArray[np.uint8], rng: np.random.Generator) -> Floats:
    along, _ = _turned(rng, rng.uniform(0, 2 * math.pi))
    return np.asarray(rng.uniform(30, 220) + along * rng.uniform(0, 3), dtype=np.float32)


def _cut_out(others: NDArray[np.uint8], rng: np.random.Generator) -> Floats:
    """A piece of another image, enlarged one to three times, with another contrast and another light."""
    side = int(SIDE / rng.uniform(1, 3))
    left, top = rng.integers(0, SIDE - side + 1, 2)
    piece = others[rng.integers(len(others)), top : top + side, left : left + side].astype(np.float32)
    piece = (piece - piece.mean()) * rng.uniform(0.3, 1.2) + rng.uniform(40, 210)
    enlarged = np.asarray(cv2.resize(piece, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR), dtype=np.float32)
    return np.rot90(enlarged, int(rng.integers(4)))


def _striped(_others: NDArray[np.uint8], rng: np.random.Generator) -> Floats:
    along, _ = _turned(rng, rng.uniform(0, math.pi))
    stripes = np.sign(np.sin(2 * math.pi / rng.uniform(3, 16) * along)) * rng.uniform(5, 60)
    softened = cv2.GaussianBlur(stripes.astype(np.float32), (0, 0), rng.uniform(0.3, 1.5))
    return np.asarray(rng.uniform(50, 200) + softened, dtype=np.float32)


def _blotched(_others: NDArray[np.uint8], rng: np.random.Generator) -> Floats:
    coarse = rng.normal(0, 1, (int(rng.integers(3, 25)),) * 2).astype(np.float32)
    blotches = cv2.resize(coarse, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    return np.asarray(rng.uniform(40, 210) + blotches * rng.uniform(5, 45), dtype=np.float32)


SURFACES: tuple[Surface, ...] = (_plain, _shaded, _cut_out, _cut_out, _striped, _blotched)
