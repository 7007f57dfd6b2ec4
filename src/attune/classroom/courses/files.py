"""The files of courses in the media store: a folder for each course, and names that no author chose."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from uuid import UUID

import puremagic

from attune.classroom.courses.pictures import Size, read_size
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.media.contract import MediaStore, StoredMedia

PDF = "application/pdf"
MEDIA_TYPES = {
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt",
    ".pdf": PDF,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".zip": "application/zip",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
VIDEOS = frozenset({".webm", ".mp4"})
CAPTIONS = frozenset({".vtt"})
RECORDINGS = frozenset({".mp3", ".m4a", ".ogg", ".wav"})
TEXTS = frozenset({".csv", ".txt", ".vtt"})
_ARCHIVE = (0, (b"PK\x03\x04", b"PK\x05\x06"))
_BEGINNINGS = {
    ".webm": (0, (b"\x1a\x45\xdf\xa3",)),
    ".mp4": (4, (b"ftyp",)),
    ".pdf": (0, (b"%PDF-",)),
    ".vtt": (0, (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    ".mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".m4a": (4, (b"ftyp",)),
    ".ogg": (0, (b"OggS",)),
    ".wav": (0, (b"RIFF",)),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".zip"), _ARCHIVE),
}
_STORED = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_COLON = re.compile(":")
_COLON_IN_TEXT = re.compile(r"\s*:\s+")
_DRIVE = re.compile(r"[A-Za-z]:")
_COURSE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # beside the folders of courses lie uploads
FOLDER = "media"  # in the media store
LARGEST_FILE = 250_000_000  # bytes
DIGEST = 40  # hexadecimal digits of a stored name


class UnknownFileType(ValueError):
    """A file of a type that courses do not take: what a browser might run is kept out."""


class WrongFileContent(ValueError):
    """A file that is not what its name says."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the media store: the name it is stored under, and a picture's size in pixels."""

    stored_name: str
    size: Size | None


def file_url(course_id: UUID, stored_name: str) -> str:
    """Where the client finds a file of a course."""
    return f"/api/v1/courses/{course_id}/files/{quote(stored_name)}"


def check_file(source: Path, name: str | None = None) -> Size | None:
    """Check that a file is of a type that courses take and begins as that type does.

    Args:
        source: the file.
        name: what people call it, where that is not the name it lies under.

    Returns:
        A picture's size in pixels, None for everything else.

    Raises:
        UnknownFileType: another type.
        WrongFileContent: the content is not what the name says.
    """
    suffix = PurePosixPath(name or source.name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        known = ", ".join(sorted(MEDIA_TYPES))
        raise UnknownFileType(f"courses take files of the types {known}")
    if suffix in PICTURES:
        size = read_size(source)
        if size is None:
            raise WrongFileContent(f"it is no {suffix[1:].upper()} that can be read{_what_it_is(source)}")
        return size
    if suffix in _BEGINNINGS:
        place, beginnings = _BEGINNINGS[suffix]
        with source.open("rb") as file:
            start = file.read(32)[place:]
        if not start.startswith(beginnings):
            raise WrongFileContent(f"it is no {suffix[1:].upper()}{_what_it_is(source)}")
    if suffix in TEXTS:
        with source.open("rb") as file:
            if b"\0" in file.read(8192):
                raise WrongFileContent(f"it is no text{_what_it_is(source)}")
    return None


def _what_it_is(source: Path) -> str:
    """What a file is by its content, as the end of a sentence; nothing where that cannot be told."""
    try:
        with source.open("rb") as file:
            kind = puremagic.from_string(file.read(4096))
    except (puremagic.PureError, ValueError):
        return ""
    return f"; by its content it is {kind}" if kind else ""


def portable_name(name: str) -> str:
    """A file's name without colons, which stand for a drive on some machines."""
    return _COLON.sub("-", _COLON_IN_TEXT.sub(" - ", name))


def leads_to_drive(name: str) -> bool:
    """Whether a name begins like a drive of Windows."""
    return _DRIVE.match(name) is not None


def folded(name: str) -> str:
    """What names have in common that are one name on machines that do not tell small letters from large ones."""
    return unicodedata.normalize("NFC", name).casefold()


def media_name(course_id: UUID, stored_name: str) -> str:
    """The name of a course's file in the media store."""
    return f"{FOLDER}/{course_id}/{stored_name}"


def save_file(store: MediaStore, course_id: UUID, source: Path, name: str) -> KeptFile:
    """Store a file of a course under a name that changes with its content and the name people see.

    Args:
        store: where the files of courses are.
        course_id: whose file it is.
        source: the file to copy; it is left alone.
        name: what people call it, for example "Übungsblatt 1.pdf".

    Raises:
        UnknownFileType, WrongFileContent: see `check_file`.
    """
    size = check_file(source, name)
    digest = hashlib.sha256(name.encode() + b"\0")
    with source.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    stored_name = f"{digest.hexdigest()[:DIGEST]}{PurePosixPath(name).suffix.lower()}"
    place = media_name(course_id, stored_name)
    if store.find(place) is None:
        with source.open("rb") as file:
            store.put(place, file)
    return KeptFile(stored_name, size)


def discard_files(store: MediaStore, course_id: UUID) -> None:
    """Remove every file of a course that has not come about."""
    store.delete_below(f"{FOLDER}/{course_id}")


def find_file(store: MediaStore, course_id: UUID, stored_name: str) -> tuple[StoredMedia, str]:
    """Find a stored file of a course.

    Returns:
        The file and its media type.

    Raises:
        NotFound: there is none, or its name would lead out of the course's folder.
    """
    media_type = MEDIA_TYPES.get(PurePosixPath(stored_name).suffix)
    fits = _STORED.fullmatch(stored_name) is not None and media_type is not None
    file = store.find(media_name(course_id, stored_name)) if fits else None
    if file is None or media_type is None:
        raise NotFound(f"This course has no file '{stored_name}'.", name=stored_name)
    return file, media_type


def stored_files(store: MediaStore) -> list[StoredMedia]:
    """Everything that is stored for courses; uploads that have not arrived yet lie beside it."""
    return [file for file in store.list_below(FOLDER) if _COURSE.fullmatch(file.name.split("/")[1])]
