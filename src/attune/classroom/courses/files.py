"""The files of courses: kept below the media folder, one folder per course, named by what they contain."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from uuid import UUID

from attune.classroom.errors import NotFound

MEDIA_TYPES = {
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


class UnknownFileType(ValueError):
    """A file of a type that courses do not take: what a browser might run is kept out."""


def file_url(course_id: UUID, name: str) -> str:
    """Where the client finds a file of a course."""
    return f"/api/v1/courses/{course_id}/files/{name}"


def keep_file(media_dir: Path, course_id: UUID, source: Path) -> str:
    """Copy a file into the course's folder; returns its name there, which changes with its content.

    Raises UnknownFileType.
    """
    suffix = source.suffix.lower()
    if suffix not in MEDIA_TYPES:
        known = ", ".join(sorted(MEDIA_TYPES))
        raise UnknownFileType(f"{source.name}: courses take files of the types {known}.")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
    stem = re.sub(r"[^a-z0-9]+", "-", source.stem.lower()).strip("-") or "file"
    name = f"{stem[:60]}.{digest}{suffix}"
    folder = media_dir / str(course_id)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / name).exists():
        shutil.copyfile(source, folder / name)
    return name


def find_file(media_dir: Path, course_id: UUID, name: str) -> tuple[Path, str]:
    """The path and media type of a course's file; raises NotFound, also for a name that would leave the folder."""
    path = media_dir / str(course_id) / name
    media_type = MEDIA_TYPES.get(path.suffix)
    if not _NAME.fullmatch(name) or media_type is None or not path.is_file():
        raise NotFound(f"This course has no file '{name}'.", name=name)
    return path, media_type
