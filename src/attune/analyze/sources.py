"""Where frames come from: an image, a folder of them, a video, a camera."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from attune.vision.geometry.faces import Image
from attune.vision.pipeline import decode_image

IMAGE_SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".webp"})
UNKNOWN_RATE = 25.0  # frames a second of a video that does not say
Clock = Callable[[int], float]
"""The number of the frame that was just taken from a source -> its seconds since the beginning."""


class SourceError(ValueError):
    """There is nothing to read, or it cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. name: of its file, without a folder.  number: its index in the source.  seconds: since its beginning.

    pixels: (H, W, 3) uint8, BGR.
    """

    name: str
    number: int
    seconds: float
    pixels: Image


@dataclass(frozen=True, slots=True)
class Source:
    """Frames to read. total: how many there are, None for a camera.  rate: frames a second, None for images.

    alone: whether it is one image, named itself and not as a folder's.  faults: what was left out, and why, as far as
    the frames have been read.
    """

    frames: Iterator[Frame]
    total: int | None
    rate: float | None
    alone: bool = False
    faults: list[str] = field(default_factory=list)


def open_source(path: Path, every: int = 1) -> Source:
    """Open an image, a folder of images (in the order of their names) or a video.

    every: take every so-manieth frame of a video.

    Raises:
        SourceError: there is nothing to read, or it cannot be read. An image of a folder that cannot be read is one of
            the source's faults instead.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in IMAGE_SUFFIXES)
        if not files:
            raise SourceError(f"{path} holds no images; those are files ending in {', '.join(sorted(IMAGE_SUFFIXES))}")
        faults: list[str] = []
        return Source(_images(files, faults), len(files), None, faults=faults)
    if not path.is_file():
        raise SourceError(f"there is no file or folder {path}")
    if path.suffix.lower() in IMAGE_SUFFIXES:
        return Source(iter([Frame(path.name, 0, 0.0, _read_image(path))]), 1, None, alone=True)
    return _open_video(path, every)


def open_camera(number: int) -> Source:
    """Open a camera of this machine; its frames go on until their reader stops.

    Raises:
        SourceError: there is nothing to read, or it cannot be read; the message names it and says what to do.
    """
    capture = cv2.VideoCapture(number)
    if not capture.isOpened():
        raise SourceError(f"there is no camera {number}, or another program uses it; 0 is usually the first one")
    begun = time.monotonic()  # its frames come as fast as they are read, at no rate that could be counted by
    frames = _captured(capture, f"camera {number}", lambda _: time.monotonic() - begun)
    return Source(frames, None, UNKNOWN_RATE)


def _images(files: list[Path], faults: list[str]) -> Iterator[Frame]:
    for number, file in enumerate(files):
        try:
            yield Frame(file.name, number, float(number), _read_image(file))
        except SourceError as fault:
            faults.append(str(fault))


def _read_image(file: Path) -> Image:
    try:
        return decode_image(file.read_bytes())
    except (OSError, ValueError) as problem:
        raise SourceError(f"{file} is no image that can be decoded; remove it or save it again: {problem}") from problem


def _open_video(path: Path, every: int) -> Source:
    capture = cv2.VideoCapture(str(path))
    frames = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
    if not capture.isOpened() or frames == 0:
        raise SourceError(f"{path} is neither an image nor a video that can be decoded")
    rate = capture.get(cv2.CAP_PROP_FPS) or UNKNOWN_RATE
    total = -(-frames // every) if frames > 0 else None
    return Source(_captured(capture, path.name, VideoClock(capture, rate), every), total, rate / every)


class VideoClock:
    """When each frame of a video was taken: as it states, because phones keep no even rate; else by its rate."""

    def __init__(self, capture: cv2.VideoCapture, rate: float) -> None:
        self._capture, self._rate = capture, rate
        self._first = self._last = 0.0

    def __call__(self, number: int) -> float:
        """The seconds of the frame that was just taken; called for every frame, in order."""
        stated = self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if number == 0:
            self._first = stated
            return 0.0
        seconds = stated - self._first
        if not self._last < seconds < math.inf:  # it states nothing, or goes back
            seconds = max(number / self._rate, self._last)
        self._last = seconds
        return seconds


def _captured(capture: cv2.VideoCapture, name: str, clock: Clock, every: int = 1) -> Iterator[Frame]:
    number = 0
    try:
        while capture.grab():
            seconds = clock(number)
            if number % every == 0:
                read, pixels = capture.retrieve()
                if not read:
                    return
                yield Frame(name, number, seconds, np.asarray(pixels, np.uint8))
            number += 1
    finally:
        capture.release()
