"""Scenes: FER2013 faces of PublicTest put on backgrounds, 1 to 40 of them, small, large, turned and cut.

A face's size is the side of its FER2013 frame as a share of the picture's longer side. Sizes are drawn evenly in their
logarithm. None is put under 24 px: the product reads no face under that, whoever finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from benchmarks.accuracy.far_faces.backgrounds import SEED, Background
from benchmarks.accuracy.far_faces.drawn import finish

from attune.vision.geometry.faces import Box, Image

SCENES = 400
SIZES = ((640, 480), (1280, 960), (960, 1280), (1920, 1440), (4000, 3000))
SIZE_WEIGHTS = (0.15, 0.25, 0.1, 0.3, 0.2)
CROWDS = ((1, 1), (2, 5), (6, 15), (16, 40))  # how many faces a scene holds, from and to
CROWD_WEIGHTS = (0.3, 0.35, 0.2, 0.15)
SMALLEST, LARGEST, SMALLEST_PIXELS = 0.02, 0.9, 24
TURN = 30.0  # degrees, to either side
CUT_SHARE, CUT = 0.1, (0.1, 0.3)  # of the faces; how much of their side lies outside of the picture
GAP = 1.05  # no two faces are nearer than this times their sides


@dataclass(frozen=True)
class Placed:
    """A face that was put into a scene. square: its FER2013 frame before it was turned.  turn: degrees."""

    square: Box
    turn: float
    cut: bool
    share: float


@dataclass(frozen=True)
class Scene:
    """A picture and what is in it."""

    frame: Image
    faces: list[Placed]


def draw_scenes(images: np.ndarray, backgrounds: list[Background], packages: Path, count: int) -> Iterator[Scene]:
    """The first `count` scenes; images: (N, 48, 48) grey faces. Each scene depends on SEED and its number alone."""
    for number in range(count):
        rng = np.random.default_rng([SEED, 1, number])
        width, height = SIZES[rng.choice(len(SIZES), p=SIZE_WEIGHTS)]
        background = backgrounds[int(rng.integers(len(backgrounds)))].draw(width, height, packages)
        yield draw_scene(background, images, rng)


def draw_scene(background: Image, images: np.ndarray, rng: np.random.Generator) -> Scene:
    """Put faces on a background, and give the whole a camera's noise and compression."""
    frame = background.astype(np.float32)
    low, high = CROWDS[rng.choice(len(CROWDS), p=CROWD_WEIGHTS)]
    placed = place(background.shape[1], background.shape[0], int(rng.integers(low, high + 1)), rng)
    for face, index in zip(placed, rng.choice(len(images), len(placed), replace=False), strict=True):
        put(frame, images[index], face, rng)
    quality = int(rng.integers(60, 96))
    encoded = cv2.imencode(".jpg", finish(frame, rng), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return Scene(np.asarray(cv2.imdecode(encoded, cv2.IMREAD_COLOR), dtype=np.uint8), placed)


def place(width: int, height: int, count: int, rng: np.random.Generator) -> list[Placed]:
    """Where `count` faces go; fewer, where there is no room."""
    longer, placed = max(width, height), list[Placed]()
    smallest = max(SMALLEST, SMALLEST_PIXELS / longer)
    largest = LARGEST if count == 1 else max(LARGEST * 0.7 / np.sqrt(count), 2 * smallest)
    for _ in range(30 * count):
        if len(placed) == count:
            break
        share = float(np.exp(rng.uniform(np.log(smallest), np.log(largest))))
        side, turn, cut = share * longer, float(rng.uniform(-TURN, TURN)), bool(rng.random() < CUT_SHARE)
        x, y = (rng.uniform(min(side / 2, at / 2), max(at - side / 2, at / 2)) for at in (width, height))
        if cut:
            out = (0.5 - rng.uniform(*CUT)) * side
            x, y = ((out, y), (width - out, y), (x, out), (x, height - out))[rng.integers(4)]
        square = Box(x - side / 2, y - side / 2, side, side)
        if all(apart(square, other.square) for other in placed):
            placed.append(Placed(square, turn, cut, share))
    return placed


def apart(one: Box, other: Box) -> bool:
    """Whether two squares keep their distance."""
    reach = GAP * (one.width + other.width) / 2
    (x, y), (other_x, other_y) = one.centre, other.centre
    return max(abs(x - other_x), abs(y - other_y)) > reach


def put(frame: np.ndarray, image: np.ndarray, face: Placed, rng: np.random.Generator) -> None:
    """Put a grey face into a picture, turned, in the colour of skin, its corners and edges faded out."""
    (x, y), scale = face.square.centre, face.square.width / 48
    turned = cv2.getRotationMatrix2D((23.5, 23.5), face.turn, scale)
    reach = int(face.square.width * 0.75) + 2
    left, top = max(int(x) - reach, 0), max(int(y) - reach, 0)
    x_end, y_end = min(int(x) + reach, frame.shape[1]), min(int(y) + reach, frame.shape[0])
    turned[:, 2] += np.array([x - left - 24, y - top - 24])
    size, kind = (x_end - left, y_end - top), cv2.INTER_CUBIC
    grey = cv2.warpAffine(image.astype(np.float32), turned, size, flags=kind, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpAffine(fade(), turned, size, flags=cv2.INTER_LINEAR)[..., None]
    tint = np.array([rng.uniform(0.6, 0.95), rng.uniform(0.75, 1.0), 1.0], np.float32)
    region = frame[top:y_end, left:x_end]
    region += mask * (np.clip(grey, 0, 255)[..., None] * tint - region)


def fade() -> np.ndarray:
    """(48, 48): 1 in the middle, 0 at the edge, with round corners, over a tenth of the side."""
    at = np.abs((np.arange(48) - 23.5) / 24)
    radius = (at[None] ** 6 + at[:, None] ** 6) ** (1 / 6)
    return np.asarray(np.clip((1 - radius) / 0.12, 0, 1), dtype=np.float32)
