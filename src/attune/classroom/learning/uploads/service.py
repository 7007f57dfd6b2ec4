"""Files that students hand in: checked by content, kept outside the database, read by their owner and who grades."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block, graded_by
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.learning.assignments.models import HandIn
from attune.classroom.learning.locking import refuse_closed
from attune.classroom.learning.quiz.schemas import WorkFileOut
from attune.classroom.learning.uploads.models import WorkFile
from attune.classroom.platform.errors import Conflict, InvalidInput, NotFound
from attune.classroom.platform.media.contract import MediaStore, StoredMedia
from attune.classroom.platform.media.sweeping import discard_unnamed
from attune.classroom.platform.permissions import Actor
from attune.classroom.platform.schemas import control_character_in

LARGEST_BYTES = 20_000_000
MOST_FILES = 60  # of one student at one block; a client that goes wrong does not fill the disk
FOLDER = "work"  # in the media store
_ZIP = b"PK\x03\x04"
# what each type begins with, after how many bytes; None: text in UTF-8
_TYPES: Mapping[str, tuple[str, int, bytes | None]] = {
    ".pdf": ("application/pdf", 0, b"%PDF-"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0, _ZIP),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 0, _ZIP),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", 0, _ZIP),
    ".odt": ("application/vnd.oasis.opendocument.text", 0, _ZIP),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", 0, _ZIP),
    ".zip": ("application/zip", 0, _ZIP),
    ".png": ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", 0, b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", 0, b"\xff\xd8\xff"),
    ".gif": ("image/gif", 0, b"GIF8"),
    ".webp": ("image/webp", 8, b"WEBP"),
    ".mp3": ("audio/mpeg", 0, None),
    ".mp4": ("video/mp4", 4, b"ftyp"),
    ".webm": ("video/webm", 0, b"\x1a\x45\xdf\xa3"),
    ".txt": ("text/plain", 0, None),
    ".md": ("text/markdown", 0, None),
    ".csv": ("text/csv", 0, None),
    ".py": ("text/x-python", 0, None),
    ".r": ("text/plain", 0, None),
    ".tex": ("text/x-tex", 0, None),
    ".ipynb": ("application/json", 0, None),
    ".json": ("application/json", 0, None),
}
_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")


class UnknownWorkFile(InvalidInput):
    """A file of a type that is not taken, or that is not what its name says."""

    code = "unknown_file_type"


class WorkFileTooLarge(InvalidInput):
    """A file with more bytes than are taken."""

    code = "file_too_large"


class TooManyFiles(Conflict):
    """So many files have been uploaded here that one of them has to be used first."""

    code = "too_many_files"


def save_file(
    session: Session, actor: Actor, block_id: UUID, name: str, content: bytes, store: MediaStore, now: datetime
) -> WorkFileOut:
    """Keep a file for work at a block, by the last part of its `name`.

    Raises:
        NotFound: the block is none of the actor's.
        LessonLocked, CourseNotOpen, CourseEnded: see `refuse_closed`.
        UnknownWorkFile, WorkFileTooLarge, TooManyFiles: see there.
    """
    block, lesson = find_block(session, actor, block_id)
    refuse_closed(session, actor, lesson, now)
    shown = _clean(name)
    if len(content) > LARGEST_BYTES:
        raise WorkFileTooLarge(
            f"'{shown}' is larger than 20 MB; make it smaller, or hand it in in parts.", most=LARGEST_BYTES
        )
    media_type = _type_of(shown, content)
    own = WorkFile.user_id == actor.id, WorkFile.block_id == block.id
    if (session.scalar(select(func.count()).select_from(WorkFile).where(*own)) or 0) >= MOST_FILES:
        raise TooManyFiles(f"You have uploaded {MOST_FILES} files here; use some of them.", most=MOST_FILES)
    stored = f"{hashlib.sha256(content).hexdigest()}{PurePosixPath(shown).suffix.lower()}"
    store.put(_media_name(block.id, actor.id, stored), io.BytesIO(content))
    file = WorkFile(
        user_id=actor.id,
        block_id=block.id,
        name=shown,
        stored_name=stored,
        media_type=media_type,
        bytes=len(content),
        uploaded_at=now,
    )
    session.add(file)
    session.flush()
    return show_file(file)


def find_file(session: Session, actor: Actor, file_id: UUID, store: MediaStore) -> tuple[StoredMedia, WorkFile]:
    """A file that the actor uploaded, or their group handed in, or that they may grade.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    file = session.get(WorkFile, file_id)
    missing = NotFound(f"There is no file {file_id} of yours.", file_id=str(file_id))
    if file is None:
        raise missing
    if file.user_id != actor.id and not _is_of_group(session, actor.id, file):
        _refuse_unless_graded(session, actor, file.block_id, missing)
    stored = store.find(_media_name(file.block_id, file.user_id, file.stored_name))
    if stored is None:
        raise missing
    return stored, file


def _refuse_unless_graded(session: Session, actor: Actor, block_id: UUID, missing: NotFound) -> None:
    graded = graded_by(actor).join(Lesson, Lesson.course_id == Course.id).join(Block, Block.lesson_id == Lesson.id)
    if session.scalar(graded.where(Block.id == block_id).with_only_columns(Course.id).order_by(None)) is None:
        raise missing


def _media_name(block_id: UUID, user_id: UUID, stored_name: str) -> str:
    return f"{FOLDER}/{block_id}/{user_id}/{stored_name}"


def _is_of_group(session: Session, user_id: UUID, file: WorkFile) -> bool:
    """Whether a file is in what a group of this student has handed in."""
    groups = select(GroupMember.group_id).where(GroupMember.user_id == user_id)
    handed_in = session.scalars(
        select(HandIn.file_ids).where(
            HandIn.block_id == file.block_id, HandIn.user_id == file.user_id, HandIn.group_id.in_(groups)
        )
    )
    return any(str(file.id) in ids for ids in handed_in)


def files_by_id(session: Session, ids: Sequence[str]) -> dict[str, WorkFile]:
    """The files with these ids; what is no id, or of no file, is left out."""
    known = {each for each in map(_as_id, ids) if each is not None}
    if not known:
        return {}
    return {str(file.id): file for file in session.scalars(select(WorkFile).where(WorkFile.id.in_(known)))}


def refuse_foreign(session: Session, user_id: UUID, block_id: UUID, ids: Sequence[str]) -> None:
    """Raise InvalidInput unless every id is of a file that this student uploaded at this block."""
    files = files_by_id(session, ids)
    for file_id in ids:
        file = files.get(str(file_id))
        if file is None or (file.user_id, file.block_id) != (user_id, block_id):
            raise InvalidInput.at("file_ids", "is no file that you uploaded here; upload it again")


def own_ids(session: Session, user_id: UUID, block_id: UUID, ids: Sequence[str]) -> list[str]:
    """Those of the ids that are of a file that this student uploaded at this block."""
    own = {
        key for key, file in files_by_id(session, ids).items() if (file.user_id, file.block_id) == (user_id, block_id)
    }
    return [each for each in ids if str(_as_id(each)) in own]


def discard_unnamed_files(session: Session, store: MediaStore, now: datetime) -> int:
    """Delete files whose rows are gone, with their student, their block or their course."""
    rows = session.execute(select(WorkFile.block_id, WorkFile.user_id, WorkFile.stored_name))
    return discard_unnamed(store, store.list_below(FOLDER), {_media_name(*row) for row in rows}, now)


def show_file(file: WorkFile) -> WorkFileOut:
    """A file as it goes out."""
    return WorkFileOut(id=file.id, name=file.name, bytes=file.bytes, url=f"/api/v1/work-files/{file.id}")


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _clean(name: str) -> str:
    """The last part of a name, composed, without what no name may hold."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not last or len(last) > 200 or control_character_in(last) is not None:
        raise UnknownWorkFile("The file's name is empty, too long, or holds a control character; rename it.")
    return last


def _type_of(name: str, content: bytes) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _TYPES:
        known = ", ".join(sorted(_TYPES))
        raise UnknownWorkFile(f"'{name}' is of a type that is not taken here; hand in {known}.", known=sorted(_TYPES))
    media_type, offset, beginning = _TYPES[suffix]
    if suffix == ".mp3":
        sound = content.startswith(_MP3)
    elif beginning is None:
        sound = _is_text(content)
    else:
        sound = content[offset:].startswith(beginning)
    if not sound or not content:
        raise UnknownWorkFile(f"'{name}' is empty, or not what its name says; save it again as {suffix}.")
    return media_type


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return b"\0" not in content  # an older encoding; it is only downloaded
