"""Media in a folder: each part of a name is a folder, the last one the file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from attune.classroom.platform.media.contract import MediaMissing, MediaStore, StoredMedia, segments_of


class FolderStore(MediaStore):
    """A media store that is a folder, on a disk that all processes share."""

    def __init__(self, root: Path) -> None:
        self._root = root.absolute()

    def put(self, name: str, content: BinaryIO) -> None:
        """Write beside its place, then move there: a reader never sees a part."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".arriving-", delete=False) as file:
            arriving = Path(file.name)
            try:
                shutil.copyfileobj(content, file, 1 << 20)
                file.close()
                arriving.chmod(0o644)
                arriving.replace(path)
            except BaseException:
                arriving.unlink(missing_ok=True)
                raise

    def open(self, name: str) -> BinaryIO:
        """Open the file."""
        try:
            return self._path(name).open("rb")
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise MediaMissing(name) from None

    def find(self, name: str) -> StoredMedia | None:
        """Look at the file."""
        path = self._path(name)
        try:
            return self._describe(path) if path.is_file() else None
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        """Remove the file, with folders that this leaves empty."""
        path = self._path(name)
        if path.is_file():
            path.unlink(missing_ok=True)
            self._discard_empty(path.parent)

    def list_below(self, prefix: str) -> Iterator[StoredMedia]:
        """Walk through the folder; what goes in the meantime is left out."""
        for folder, _, names in os.walk(self._path(prefix)):
            for name in names:
                try:
                    yield self._describe(Path(folder) / name)
                except FileNotFoundError:
                    continue

    def delete_below(self, prefix: str) -> None:
        """Remove the folder."""
        path = self._path(prefix)
        shutil.rmtree(path, ignore_errors=True)
        self._discard_empty(path.parent)

    def _path(self, name: str) -> Path:
        return self._root.joinpath(*segments_of(name))

    def _describe(self, path: Path) -> StoredMedia:
        about = path.stat()
        name = path.relative_to(self._root).as_posix()
        return StoredMedia(name, about.st_size, datetime.fromtimestamp(about.st_mtime, UTC))

    def _discard_empty(self, folder: Path) -> None:
        """Remove folders that hold nothing, up to that of the name's first part, which stays."""
        while folder.parent not in (self._root, folder):
            try:
                folder.rmdir()
            except OSError:  # it holds something, or is gone already
                return
            folder = folder.parent
