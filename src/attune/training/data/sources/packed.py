"""A data set in one file, to take elsewhere: lossless WebP images, labels, splits, rows, FER+ votes.

It is an .npz of plain arrays; nothing is unpickled. The 32,298 images of the shared FER2013 take 55 MB.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS, Expression
from attune.training.data.sources.entries import Affect, Entry, Fault, ImageArray, Source
from attune.training.data.sources.tree import file_stamp
from attune.training.errors import DatasetError

VERSION = 1
NO_LABEL = -1
LARGEST = 16_383  # px, what WebP takes
LOSSLESS = [cv2.IMWRITE_WEBP_QUALITY, 101]  # above 100 is OpenCV's way to say lossless

FORMER = {"images": "pictures"}
"""What earlier releases called an array."""


class Packed(NamedTuple):
    """The arrays of a packed file, N images in the order of their splits.

    images: (B,) uint8, the encoded images one after another.  ends: (N,) int64, where each ends.
    grey: (N,) bool.  labels: (N,) int8, indices into expressions or NO_LABEL.  splits: (N,) int8, indices into
    split_names.  affect: (N, 2) float32 or (0, 2).  votes: (R, 10) uint8 by row of fer2013.csv, and usages: (R,), or
    both empty.
    """

    version: NDArray[np.int64]
    images: NDArray[np.uint8]
    ends: NDArray[np.int64]
    grey: NDArray[np.bool_]
    labels: NDArray[np.int8]
    splits: NDArray[np.int8]
    rows: NDArray[np.int64]
    affect: NDArray[np.float32]
    votes: NDArray[np.uint8]
    usages: NDArray[np.str_]
    split_names: NDArray[np.str_]
    expressions: NDArray[np.str_]
    keeps_rows: NDArray[np.bool_]
    is_fer2013: NDArray[np.bool_]


def open_packed(path: Path) -> Source:
    """Open a packed file as a source.

    Raises:
        DatasetError: for one that was cut off or is something else.
    """
    packed = Packed(*_arrays(path, Packed._fields))
    if packed.version.item() != VERSION:
        raise DatasetError(f"{path} was packed as version {packed.version}, this is {VERSION}; pack it again")
    names = tuple(map(str, packed.split_names))
    return Source(
        root=path,
        format="a file of `attune data pack`",
        expressions=tuple(Expression(str(name)) for name in packed.expressions),
        splits=names,
        scan=lambda split: _scan(path, packed, names.index(split)),
        keeps_rows=bool(packed.keeps_rows),
        is_fer2013=bool(packed.is_fer2013),
    )


def read_packed_votes(path: Path) -> tuple[NDArray[np.int64], list[str]]:
    """Return the FER+ votes of a packed file (R, 10) and their splits (R,), both empty where it has none."""
    votes, usages = _arrays(path, ("votes", "usages"))
    return votes.astype(np.int64), usages.tolist()


def _arrays(path: Path, names: Sequence[str]) -> list[Any]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return [arrays[name if name in arrays else FORMER.get(name, name)] for name in names]
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise DatasetError(f"{path} is not a whole file of `attune data pack` ({error}); pack it again") from None


def _scan(path: Path, packed: Packed, split: int) -> Iterator[Entry | Fault]:
    starts = np.concatenate([[0], packed.ends[:-1]])
    stamp = partial(file_stamp, path)
    for index in np.flatnonzero(packed.splits == split).tolist():
        label = None if packed.labels[index] == NO_LABEL else EXPRESSIONS[packed.labels[index]]
        where = f"{path}, image {index}"
        encoded = packed.images[starts[index] : packed.ends[index]]
        read = partial(_decode, encoded, bool(packed.grey[index]), where)
        affect = Affect(*packed.affect[index].tolist()) if len(packed.affect) else None
        yield Entry(int(packed.rows[index]), label, where, read, stamp, affect)


def _decode(encoded: NDArray[np.uint8], grey: bool, where: str) -> ImageArray:
    image = cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE if grey else cv2.IMREAD_COLOR) if len(encoded) else None
    if image is None:
        raise DatasetError(f"{where}: damaged; pack it again")
    return np.asarray(image, dtype=np.uint8)


def encode_image(image: ImageArray) -> bytes:
    """Encode an image without loss; grey ones too, which WebP keeps as three equal channels at no cost."""
    if max(image.shape[:2]) > LARGEST:
        raise DatasetError(f"{image.shape[1]}x{image.shape[0]} px; a packed file takes up to {LARGEST} px a side")
    return bytes(cv2.imencode(".webp", image, LOSSLESS)[1])
