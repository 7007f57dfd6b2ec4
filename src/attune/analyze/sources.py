"""Where frames come from: a picture, a folder of them, a video, a camera."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from attune.vision.faces import Image

PICTURES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".webp"})
UNKNOWN_RATE = 25.0  # frames a second of a video that does not say


class SourceError(ValueError):
    """There is nothing to read, or it cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. name: of its file, without a folder.  number: its place in the source.  seconds: since its beginning.

    pixels: (H, W, 3) uint8, BGR.
    """

    name: str
    number: int
    seconds: float
    pixels: Image


@dataclass(frozen=True, slots=True)
class Source:
    """Frames to read. total: how many there are, None for a camera.  rate: frames a second, None for pictures."""

    frames: Iterator[Frame]
    total: int | None
    rate: float | None


def open_source(path: Path, every: int = 1) -> Source:
    """Open a picture, a folder of pictures (in the order of their names) or a video.

    every: take every so-manieth frame of a video.  Raises SourceError.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in PICTURES)
        if not files:
            raise SourceError(f"{path} holds no pictures; those are files ending in {', '.join(sorted(PICTURES))}")
        return Source(_pictures(files), len(files), None)
    if not path.is_file():
        raise SourceError(f"there is no file or folder {path}")
    if path.suffix.lower() in PICTURES:
        return Source(_pictures([path]), 1, None)
    return _open_video(path, every)


def open_camera(number: int) -> Source:
    """Open a camera of this machine; its frames go on until their reader stops. Raises SourceError."""
    capture = cv2.VideoCapture(number)
    if not capture.isOpened():
        raise SourceError(f"there is no camera {number}, or another program uses it; 0 is usually the first one")
    return Source(_captured(capture, f"camera {number}", UNKNOWN_RATE, 1), None, UNKNOWN_RATE)


def _pictures(files: list[Path]) -> Iterator[Frame]:
    for number, file in enumerate(files):
        pixels = cv2.imdecode(np.frombuffer(file.read_bytes(), np.uint8), cv2.IMREAD_COLOR) if _filled(file) else None
        if pixels is None:
            raise SourceError(f"{file} is no picture that can be decoded; remove it or save it again")
        yield Frame(file.name, number, float(number), np.asarray(pixels, np.uint8))


def _filled(file: Path) -> bool:
    return file.stat().st_size > 0


def _open_video(path: Path, every: int) -> Source:
    capture = cv2.VideoCapture(str(path))
    frames = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    if not capture.isOpened() or frames == 0:
        raise SourceError(f"{path} is neither a picture nor a video that can be decoded")
    rate = capture.get(cv2.CAP_PROP_FPS) or UNKNOWN_RATE
    total = -(-frames // every) if frames > 0 else None
    return Source(_captured(capture, path.name, rate, every), total, rate / every)


def _captured(capture: cv2.VideoCapture, name: str, rate: float, every: int) -> Iterator[Frame]:
    number = 0
    try:
        while capture.grab():
            if number % every == 0:
                read, pixels = capture.retrieve()
                if not read:
                    return
                yield Frame(name, number, number / rate, np.asarray(pixels, np.uint8))
            number += 1
    finally:
        capture.release()
