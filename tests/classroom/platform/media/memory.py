"""A media store in memory: the second implementation, which shows that the contract asks for no folder."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from attune.classroom.platform.media.contract import MediaMissing, MediaStore, StoredMedia, segments_of


class MemoryStore(MediaStore):
    def __init__(self) -> None:
        self._files: dict[tuple[str, ...], tuple[bytes, datetime]] = {}

    def put(self, name: str, content: BinaryIO) -> None:
        self._files[segments_of(name)] = content.read(), datetime.now(UTC)

    def open(self, name: str) -> BinaryIO:
        try:
            return io.BytesIO(self._files[segments_of(name)][0])
        except KeyError:
            raise MediaMissing(name) from None

    def find(self, name: str) -> StoredMedia | None:
        found = self._files.get(segments_of(name))
        return StoredMedia(name, len(found[0]), found[1]) if found is not None else None

    def delete(self, name: str) -> None:
        self._files.pop(segments_of(name), None)

    def list_below(self, prefix: str) -> Iterator[StoredMedia]:
        for segments in self._below(prefix):
            content, at = self._files[segments]
            yield StoredMedia("/".join(segments), len(content), at)

    def delete_below(self, prefix: str) -> None:
        for segments in self._below(prefix):
            del self._files[segments]

    def _below(self, prefix: str) -> list[tuple[str, ...]]:
        beginning = segments_of(prefix)
        return [segments for segments in self._files if segments[: len(beginning)] == beginning]
