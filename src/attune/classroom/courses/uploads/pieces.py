"""Files that come in pieces. Where they stand is known from the disk alone, so that a restart loses nothing.

Below the media folder, `uploads/<id>` holds `about.json` and `content`; the length of `content` is what has arrived.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from attune.classroom.platform.errors import Conflict, InvalidInput, NotFound

PIECE_BYTES = 8 * 1024 * 1024
ABANDONED = timedelta(days=1)


class UploadOffset(Conflict):
    """The piece does not begin where the last one ended; `data.offset` says where that is."""

    code = "upload_offset"


class UploadIncomplete(Conflict):
    """Not everything that was announced has arrived."""

    code = "upload_incomplete"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is arriving."""

    id: UUID
    owner_id: UUID
    course_id: UUID | None
    name: str
    bytes: int
    folder: Path

    @property
    def content(self) -> Path:
        """What has arrived."""
        return self.folder / "content"

    @property
    def offset(self) -> int:
        """How many bytes have arrived."""
        return self.content.stat().st_size


def begin(media_dir: Path, owner_id: UUID, course_id: UUID | None, name: str, size: int) -> Upload:
    """Make room for a file of `size` bytes."""
    upload_id = uuid4()
    folder = _folder(media_dir) / str(upload_id)
    folder.mkdir(parents=True)
    upload = Upload(upload_id, owner_id, course_id, name, size, folder)
    upload.content.touch()
    _describe(upload)
    return upload


def _describe(upload: Upload) -> None:
    about = {key: value for key, value in asdict(upload).items() if key != "folder"}
    (upload.folder / "about.json").write_text(json.dumps(about, default=str), encoding="utf-8")


def announce(upload: Upload) -> Upload:
    """The upload, all of which has come in one go."""
    whole = replace(upload, bytes=upload.offset)
    _describe(whole)
    return whole


def find(media_dir: Path, owner_id: UUID, upload_id: UUID) -> Upload:
    """An upload of the owner's.

    Raises:
        NotFound: there is none, or it was abandoned for too long.
    """
    folder = _folder(media_dir) / str(upload_id)
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        about = None
    if about is None or about["owner_id"] != str(owner_id):
        raise NotFound("This upload is not there any more; begin it again.", upload_id=str(upload_id))
    course_id = UUID(about["course_id"]) if about["course_id"] else None
    return Upload(upload_id, owner_id, course_id, about["name"], about["bytes"], folder)


def append(upload: Upload, offset: int, piece: bytes) -> int:
    """Add a piece, and return how much there is now. A piece that has arrived already is not added twice.

    Raises:
        UploadOffset: it begins elsewhere than the last one ended.
        InvalidInput: more would arrive than was announced.
    """
    with _alone(upload):
        there = upload.offset
        if offset + len(piece) <= there:
            return there
        if offset != there:
            raise UploadOffset(f"The next piece begins at {there}; send it from there.", offset=there)
        if there + len(piece) > upload.bytes:
            raise InvalidInput.at("offset", f"the file was announced with {upload.bytes} bytes, and this is more")
        with upload.content.open("ab") as file:
            file.write(piece)
        return upload.offset


def completed(upload: Upload) -> Path:
    """The file, once all of it has arrived.

    Raises:
        UploadIncomplete: not everything that was announced has arrived.
    """
    if upload.offset != upload.bytes:
        message = f"{upload.offset} of {upload.bytes} bytes have arrived; send the rest first."
        raise UploadIncomplete(message, offset=upload.offset)
    return upload.content


def discard(upload: Upload) -> None:
    """Delete what has arrived."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def discard_abandoned(media_dir: Path, now: datetime) -> int:
    """Delete uploads to which nothing was added for a day, and return how many there were."""
    found = 0
    for folder in _folder(media_dir).glob("*"):
        try:
            touched = max(path.stat().st_mtime for path in (folder, *folder.glob("*")))
        except OSError:
            continue
        if touched < (now - ABANDONED).timestamp():
            shutil.rmtree(folder, ignore_errors=True)
            found += 1
    return found


def _folder(media_dir: Path) -> Path:
    return media_dir / "uploads"


@contextmanager
def _alone(upload: Upload) -> Iterator[None]:
    """Hold the upload, so that a piece that is sent twice at once is added once, whichever processes take the two."""
    with (upload.folder / "about.json").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
