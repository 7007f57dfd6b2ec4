"""Decode the pictures of a data set into one array of the model's size, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.training.progress import map_in_threads
from attune.training.sources import Entry, Picture
from attune.vision.crop import resample
from attune.vision.faces import Box

Allocate = Callable[[tuple[int, ...]], NDArray[np.uint8]]


def fit_picture(picture: Picture, size: int) -> Picture:
    """Resample a picture to size x size exactly as the crop contract resamples a camera's face.

    picture: (H, W) or (H, W, 3) uint8.  Returns (size, size) or (size, size, 3) uint8, with the same channels.
    One that is not square is seen in a square of its longer side with the border replicated, as the contract sees a
    face at the edge of a frame: nothing of it is cut off, and nothing stretched.
    """
    height, width = picture.shape[:2]
    if (height, width) == (size, size):
        return picture
    side = float(max(height, width))
    square = Box((width - side) / 2, (height - side) / 2, side, side)
    if picture.ndim == 2:
        return resample(picture, square, size)
    return np.stack([resample(picture[:, :, channel], square, size) for channel in range(3)], axis=2)


def to_grey(picture: Picture) -> Picture:
    """(H, W) or (H, W, 3) BGR -> (H, W), grey by Rec. 601 as the crop contract has it."""
    return picture if picture.ndim == 2 else np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def read_pixels(entries: Sequence[Entry], size: int, channels: int, allocate: Allocate) -> NDArray[np.uint8]:
    """Decode and resample pictures.

    Returns (N, size, size) uint8 grey, or (N, size, size, 3) red, green, blue when channels is 3 and any picture has
    colour: grey data is not stored three times.
    allocate: makes the array of a shape, in memory or in a file.  Raises DatasetError naming the file.
    """
    if channels == 3:
        try:
            return _fill(entries, size, _grey_only, allocate((len(entries), size, size)))
        except _HasColour:
            return _fill(entries, size, _to_rgb, allocate((len(entries), size, size, 3)))
    return _fill(entries, size, to_grey, allocate((len(entries), size, size)))


class _HasColour(Exception):
    """A colour picture among what looked like grey ones; nearly always the very first, so that nothing is lost."""


def _grey_only(picture: Picture) -> Picture:
    if picture.ndim == 3:
        raise _HasColour
    return picture


def _to_rgb(picture: Picture) -> Picture:
    code = cv2.COLOR_GRAY2RGB if picture.ndim == 2 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(picture, code), dtype=np.uint8)


def _fill(
    entries: Sequence[Entry], size: int, convert: Callable[[Picture], Picture], pixels: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    def fitted(entry: Entry) -> Picture:
        return fit_picture(convert(entry.read()), size)

    for index, picture in enumerate(map_in_threads(fitted, entries, "Reading pictures")):
        pixels[index] = picture
    return pixels
