"""Pictures as a camera shows them, on a frame that trembles a little, read by the real detector and model."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.affect.evidence import Instant
from attune.simulation.replay.scenario import Segment
from attune.vision.geometry.faces import Image
from attune.vision.pipeline import FrameAnalyzer, decode_image
from attune.vision.readings.readings import Reading

WIDTH, HEIGHT = 640, 480
SIDE = 240  # pixels that a picture's height is enlarged to: a face at arm's length
GREY = 128

# How a still picture trembles as a face does in front of a webcam: it moves, breathes, and the light flickers.
SHIFT = 0.02  # of the side, standard deviation
SCALE = 0.02
LIGHT = 6.0  # grey levels
GRAIN = 3.0  # grey levels


class Camera:
    """Reads the pictures of segments. folder: what relative paths start from."""

    def __init__(self, analyzer: FrameAnalyzer, folder: Path) -> None:
        self._analyzer, self._folder = analyzer, folder

    def read(self, segment: Segment, instants: tuple[Instant, ...], seed: int) -> Iterator[Reading]:
        """Read a segment at some instants; each of its pictures is in view for an equal part of them."""
        rng = np.random.default_rng(seed)
        for place, at in enumerate(instants):
            image = self._image(segment.pictures[place * len(segment.pictures) // len(instants)])
            yield self._analyzer.analyze(as_frame(image, rng), at.timestamp() * 1000)

    @lru_cache(maxsize=256)  # noqa: B019 - a camera lives as long as its replay
    def _image(self, name: str) -> Image:
        archive, colon, member = name.rpartition(":")
        path = self._folder / (archive if colon else name)
        if not path.is_file():
            raise FileNotFoundError(f"{path} is not there; paths start from the scenario's folder, or from --data")
        if not colon:
            return decode_image(path.read_bytes())
        with zipfile.ZipFile(path) as opened:
            return decode_image(opened.read(member))


def as_frame(image: Image, rng: np.random.Generator | None = None) -> Image:
    """A picture on a grey frame, enlarged; trembling where `rng` is given.

    picture: (H, W, 3) uint8.

    Returns:
        (480, 640, 3) uint8.
    """
    shift, scale, light = (0.0, 0.0), SIDE / image.shape[0], 0.0
    if rng is not None:
        shift = tuple(rng.normal(0, SHIFT * SIDE, 2))
        scale *= 1 + rng.normal(0, SCALE)
        light = rng.normal(0, LIGHT)
    left = (WIDTH - scale * image.shape[1]) / 2 + shift[0]
    top = (HEIGHT - scale * image.shape[0]) / 2 + shift[1]
    matrix = np.array([[scale, 0, left], [0, scale, top]])
    frame = np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)
    cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), dst=frame, borderMode=cv2.BORDER_TRANSPARENT)
    if rng is None:
        return frame
    rows, columns = rng.integers(0, (HEIGHT, WIDTH))
    grain = np.roll(_sensor(), (rows, columns), axis=(0, 1)) + np.int16(round(light))
    return np.asarray(cv2.add(frame, cv2.merge([grain] * 3), dtype=cv2.CV_8U), dtype=np.uint8)


@cache
def _sensor() -> NDArray[np.int16]:
    """(480, 640): one field of grain. Shifted anew for every frame it is as good as another, and ten times as quick."""
    return np.rint(np.random.default_rng(0).normal(0, GRAIN, (HEIGHT, WIDTH))).astype(np.int16)
