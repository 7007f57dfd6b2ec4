"""What a media store does, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol


class MediaMissing(LookupError):
    """There is no such file in the store."""


class UnfitMediaName(ValueError):
    """A name that could lead out of the store."""


@dataclass(frozen=True, slots=True)
class StoredMedia:
    """A file in the store.

    Attributes:
        name: Under which it is stored.
        bytes: How long it is.
        changed_at: When it was put there.
    """

    name: str
    bytes: int
    changed_at: datetime


class MediaStore(Protocol):
    """Files by name. A name has segments between slashes, such as `media/<course>/<digest>.png`.

    Every method raises UnfitMediaName for a name or prefix with an empty part, a dot alone, or a backslash.
    """

    def put(self, name: str, content: BinaryIO) -> None:
        """Store a content under a name, in place of what was there; who reads sees the one or the other whole."""
        ...

    def open(self, name: str) -> BinaryIO:
        """Open a file to read, from any position.

        Raises:
            MediaMissing: there is none.
        """
        ...

    def find(self, name: str) -> StoredMedia | None:
        """What is known of a file without reading it; None where there is none."""
        ...

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens where there is none."""
        ...

    def list_below(self, prefix: str) -> Iterator[StoredMedia]:
        """All files whose names begin with the segments of `prefix`, in no order."""
        ...

    def delete_below(self, prefix: str) -> None:
        """Remove all files whose names begin with the segments of `prefix`."""
        ...


def segments_of(name: str) -> tuple[str, ...]:
    """The segments of a name or prefix.

    Raises:
        UnfitMediaName: it could lead out of the store.
    """
    segments = tuple(name.split("/"))
    if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in segments):
        raise UnfitMediaName(f"'{name}' is no name in a media store.")
    return segments
