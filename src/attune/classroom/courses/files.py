"""The files of courses: kept below the media folder, one folder per course, under names that no author chose."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from attune.classroom.courses.pictures import Size, read_size
from attune.classroom.platform.errors import NotFound

MEDIA_TYPES = {
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
VIDEOS = frozenset({".webm", ".mp4"})
CAPTIONS = frozenset({".vtt"})
_BEGINNINGS = {
    ".webm": (0, (b"\x1a\x45\xdf\xa3",)),
    ".mp4": (4, (b"ftyp",)),
    ".pdf": (0, (b"%PDF-",)),
    ".vtt": (0, (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    ".mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
}
_STORED = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
LARGEST_FILE = 250_000_000  # bytes
DIGEST = 40  # hexadecimal digits of a stored name


class UnknownFileType(ValueError):
    """A file of a type that courses do not take: what a browser might run is kept out."""


class WrongFileContent(ValueError):
    """A file that is not what its name says."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the media folder: the name it is stored under, and a picture's size in pixels."""

    stored_name: str
    size: Size | None


def file_url(course_id: UUID, stored_name: str) -> str:
    """Where the client finds a file of a course."""
    return f"/api/v1/courses/{course_id}/files/{quote(stored_name)}"


def check_file(source: Path) -> Size | None:
    """Check that a file is of a type that courses take and begins as that type does.

    Returns:
        A picture's size in pixels, None for everything else.

    Raises:
        UnknownFileType: another type.
        WrongFileContent: the content is not what the name says.
    """
    suffix = source.suffix.lower()
    if suffix not in MEDIA_TYPES:
        known = ", ".join(sorted(MEDIA_TYPES))
        raise UnknownFileType(f"courses take files of the types {known}")
    if suffix in PICTURES:
        size = read_size(source)
        if size is None:
            raise WrongFileContent(f"it is no {suffix[1:].upper()} that can be read")
        return size
    if suffix in _BEGINNINGS:
        place, beginnings = _BEGINNINGS[suffix]
        with source.open("rb") as file:
            start = file.read(32)[place:]
        if not start.startswith(beginnings):
            raise WrongFileContent(f"it is no {suffix[1:].upper()}")
    return None


def save_file(media_dir: Path, course_id: UUID, source: Path, name: str) -> KeptFile:
    """Copy a file into the course's folder under a name that changes with its content and the name people see.

    Args:
        media_dir: the folder of all courses' files.
        course_id: whose file it is.
        source: the file to copy; it is left alone.
        name: what people call it, for example "Übungsblatt 1.pdf".

    Raises:
        UnknownFileType, WrongFileContent: see `check_file`.
    """
    size = check_file(source)
    digest = hashlib.sha256(name.encode() + b"\0")
    with source.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    stored_name = f"{digest.hexdigest()[:DIGEST]}{source.suffix.lower()}"
    folder = media_dir / str(course_id)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / stored_name).exists():
        shutil.copyfile(source, folder / stored_name)
    return KeptFile(stored_name, size)


def discard_files(media_dir: Path, course_id: UUID) -> None:
    """Remove every file of a course that has not come about."""
    shutil.rmtree(media_dir / str(course_id), ignore_errors=True)


def find_file(media_dir: Path, course_id: UUID, stored_name: str) -> tuple[Path, str]:
    """The path and media type of a stored file; raises NotFound, also for a name that would leave the folder."""
    path = media_dir / str(course_id) / stored_name
    media_type = MEDIA_TYPES.get(path.suffix)
    if not _STORED.fullmatch(stored_name) or media_type is None or not path.is_file():
        raise NotFound(f"This course has no file '{stored_name}'.", name=stored_name)
    return path, media_type
