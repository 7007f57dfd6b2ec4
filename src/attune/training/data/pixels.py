"""Decode the images of a data set into one array of the model's size, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.training.data.progress import map_in_threads
from attune.training.data.sources import Entry, ImageArray
from attune.vision.geometry.crop import resample
from attune.vision.geometry.faces import Box

Allocate = Callable[[tuple[int, ...]], NDArray[np.uint8]]


def fit_image(image: ImageArray, size: int) -> ImageArray:
    """Resample an image to size x size exactly as the crop contract resamples a camera's face.

    image: (H, W) uint8. One that is not square is seen in a square of its longer side with the border replicated, as
    the contract sees a face at the edge of a frame: nothing of it is cut off, and nothing stretched.

    Returns:
        (size, size) uint8.
    """
    height, width = image.shape
    if (height, width) == (size, size):
        return image
    side = float(max(height, width))
    square = Box((width - side) / 2, (height - side) / 2, side, side)
    return resample(image, square, size)


def to_grey(image: ImageArray) -> ImageArray:
    """(H, W) or (H, W, 3) BGR -> (H, W), grey by Rec. 601 as the crop contract has it."""
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def read_pixels(entries: Sequence[Entry], size: int, allocate: Allocate) -> NDArray[np.uint8]:
    """Decode and resample images.

    allocate: makes the array of a shape, in memory or in a file.

    Returns:
        (N, size, size) uint8 grey, as a camera's face is for every model.

    Raises:
        DatasetError: a file cannot be used; it names which.
    """

    def fitted(entry: Entry) -> ImageArray:
        return fit_image(to_grey(entry.read()), size)

    pixels = allocate((len(entries), size, size))
    for index, image in enumerate(map_in_threads(fitted, entries, "Reading images")):
        pixels[index] = image
    return pixels
