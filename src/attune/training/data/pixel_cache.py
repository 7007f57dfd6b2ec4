"""Keep decoded images in one file that is mapped, not read.

It is for data sets that take minutes to decode or do not fit in memory. Off unless `data.cache` names a folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from attune.training.data.pixels import read_pixels
from attune.training.data.sources import Entry

VERSION = 2
"""Goes up when the same file would be decoded or resampled to other pixels."""


def load_pixels(entries: Sequence[Entry], size: int, folder: Path | None) -> NDArray[np.uint8]:
    """Return what read_pixels does, from `folder` where it has been decoded before; None decodes into memory.

    A file that changes (by its size and time, or its checksum in a zip) is decoded again. The array of a cache may be
    written to, but never changes the file.
    """
    if folder is None:
        return read_pixels(entries, size, lambda shape: np.empty(shape, np.uint8))
    file = folder / f"{_key(entries, size)}.npy"
    if not file.is_file():
        _write(file, entries, size)
    return np.asarray(np.load(file, mmap_mode="c"))


def _write(file: Path, entries: Sequence[Entry], size: int) -> None:
    """Write beside the place and move there: a run that is stopped leaves no half cache, and two runs none in two."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=file.parent) as folder:
        part = Path(folder) / file.name
        pixels = read_pixels(entries, size, lambda shape: open_memmap(part, "w+", np.uint8, shape))
        getattr(pixels, "flush")()  # noqa: B009
        os.replace(part, file)


def _key(entries: Sequence[Entry], size: int) -> str:
    digest = hashlib.sha256(f"{VERSION} {size}".encode())
    for entry in entries:
        digest.update(f"\n{entry.where} {entry.stamp()}".encode())
    return digest.hexdigest()[:32]
