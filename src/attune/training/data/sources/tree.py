"""The files of a data set, in a folder or in a zip: relative names and their bytes."""

from __future__ import annotations

import os
import weakref
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Protocol

import cv2
import numpy as np

from attune.training.data.sources.entries import ImageArray
from attune.training.errors import DatasetError

IMAGE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})


class Tree(Protocol):
    """Relative names (`train/happy/1.jpg`) and what is behind them; hidden files are not there."""

    def names(self) -> list[str]:
        """List the files, sorted."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            DatasetError: it cannot be read; the message names it.
        """
        ...

    def where(self, name: str) -> str:
        """Return how a message names the file."""
        ...

    def stamp(self, name: str) -> str:
        """Return a text that changes when the file does."""
        ...


class FolderTree:
    """The files under a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        """List the files, sorted."""
        found: list[str] = []
        for folder, folders, files in os.walk(self._root, followlinks=True):
            folders[:] = [name for name in folders if _is_visible(name)]
            inside = Path(folder).relative_to(self._root)
            found += [(inside / name).as_posix() for name in files if _is_visible(name)]
        return sorted(found)

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            DatasetError: it cannot be read; the message names it.
        """
        try:
            return (self._root / name).read_bytes()
        except OSError as error:
            raise DatasetError(f"{self.where(name)}: cannot be read ({error.strerror})") from None

    def where(self, name: str) -> str:
        """Return the file's path."""
        return str(self._root / name)

    def stamp(self, name: str) -> str:
        """Return the file's size and time."""
        return file_stamp(self._root / name)


class ZipTree:
    """The files in a zip.

    Raises:
        DatasetError: for one that was cut off.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise DatasetError(f"{path} is not a complete zip file; copy it again") from None
        # an error that is kept holds its frames and so this tree: then the collector would meet the file before the zip
        weakref.finalize(self, self._archive.close)

    def names(self) -> list[str]:
        """List the files, sorted."""
        names = (item.filename for item in self._archive.infolist() if not item.is_dir())
        return sorted(name for name in names if all(map(_is_visible, name.split("/"))))

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            DatasetError: it cannot be read; the message names it.
        """
        try:
            return self._archive.read(name)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise DatasetError(f"{self.where(name)}: damaged in the zip file ({error}); copy it again") from None

    def where(self, name: str) -> str:
        """Return the zip's path and the name in it."""
        return f"{self._path}: {name}"

    def stamp(self, name: str) -> str:
        """Return the file's checksum, as the zip keeps it."""
        return str(self._archive.getinfo(name).CRC)


def file_stamp(path: Path) -> str:
    """Return the size and the time of a file, which change when it does."""
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def is_image(name: str) -> bool:
    """Whether a file name says that it is an image."""
    return PurePosixPath(name).suffix.lower() in IMAGE_SUFFIXES


def read_image(tree: Tree, name: str, side: int | None = None) -> ImageArray:
    """Decode a file.  side: what width and height must be, in pixels, where the data set has but one.

    Raises:
        DatasetError: what is no image, an image that was cut off, and one of another shape.
    """
    data = tree.read(name)
    _refuse_cut(data, tree.where(name))
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_ANYCOLOR) if data else None
    if decoded is None:
        raise DatasetError(f"{tree.where(name)}: not an image that can be decoded")
    if side is not None and decoded.shape[:2] != (side, side):
        raise DatasetError(
            f"{tree.where(name)}: {decoded.shape[1]}x{decoded.shape[0]} px, but FER2013 is {side}x{side}"
        )
    return np.asarray(decoded, dtype=np.uint8)


def _refuse_cut(data: bytes, where: str) -> None:
    """Refuse a JPEG or PNG without its end: the decoder fills the missing part with grey and says nothing."""
    is_jpeg, is_png = data.startswith(b"\xff\xd8"), data.startswith(b"\x89PNG")
    if (is_jpeg and b"\xff\xd9" not in data[2:]) or (is_png and b"IEND" not in data):
        raise DatasetError(f"{where}: the file ends before the image does; copy it again")


def _is_visible(name: str) -> bool:
    return not name.startswith((".", "__MACOSX"))
