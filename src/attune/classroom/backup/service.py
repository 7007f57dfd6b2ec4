"""Make a backup while the platform serves, and put one back where nothing is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sqlalchemy import Connection

import attune
from attune.classroom.backup import archive, postgresql, sqlite
from attune.classroom.backup.archive import ArchiveWriter, Manifest
from attune.classroom.backup.errors import BackupError, DamagedBackup, NotEmpty
from attune.classroom.courses.files import FOLDER as COURSE_FILES
from attune.classroom.learning.uploads.service import FOLDER as HANDED_IN
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.media.contract import MediaMissing, MediaStore

FILES = "files/"  # in the archive, before the name in the media store
NAMED = re.compile(r"attune-(\d{4}-\d\d-\d\dT\d{6}Z)\.backup")
FOLDERS = (COURSE_FILES, HANDED_IN)  # of the media store


class Versions(NamedTuple):
    """What the migrations do for a restore.

    Attributes:
        knows: whether this program has the migrations up to a version.
        build: makes the tables of a version, in a transaction of the caller's.
        upgrade: brings the database to the newest version.
    """

    knows: Callable[[str], bool]
    build: Callable[[Connection, str], None]
    upgrade: Callable[[Database], object]


def make_backup(
    database: Database, media: MediaStore, target: Path, *, now: datetime, scratch: Path, key: bytes | None = None
) -> Manifest:
    """Write everything into one file, readable by its owner only; it has its name once it is whole and on the disk.

    Args:
        database: As it is at one instant; others go on reading and writing.
        media: The files come after the database, so that every file that it names was there.
        target: A file that does not exist yet.
        now: The present.
        scratch: A folder for what has to lie on the disk for a moment, unsealed: where the platform's own data is.
        key: Seals the backup.

    Raises:
        BackupError: there is such a file, or it cannot be written.
    """
    if target.exists():
        raise BackupError(f"{target} exists already, and no backup is overwritten: choose another name.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        with open(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            manifest = _write(file, database, media, now, scratch, key)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
        _synchronise(target.parent)
    except OSError as error:
        raise BackupError(f"The backup cannot be written to {target.parent}: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return manifest


def _write(
    file: BinaryIO, database: Database, media: MediaStore, now: datetime, scratch: Path, key: bytes | None
) -> Manifest:
    add_database = sqlite.add_sqlite if _is_sqlite(database) else postgresql.add_postgresql
    with archive.writing(file, key) as writer:
        known = add_database(writer, database, scratch)
        missing = _add_files(writer, media)
        manifest = Manifest(made_at=now, program=attune.__version__, database=known, missing=missing)
        return writer.finish(manifest)


def _add_files(writer: ArchiveWriter, media: MediaStore) -> list[str]:
    """Add every stored file.

    Returns:
        The names of those that went while the others were added.
    """
    missing = []
    for folder in FOLDERS:
        for stored in sorted(media.list_below(folder), key=lambda each: each.name):
            try:
                with media.open(stored.name) as content:
                    writer.add(FILES + stored.name, stored.bytes, content)
            except MediaMissing:
                missing.append(stored.name)
    return missing


def restore(path: Path, database: Database, media: MediaStore, versions: Versions, key: bytes | None) -> Manifest:
    """Put a backup back, whole or not at all, and bring it to the newest version.

    The backup is read to its end before anything is written. Files come first and the database last: a restore that was
    interrupted can be begun again.

    Args:
        path: The backup.
        database: Empty, and of the kind that the backup was made from.
        media: Without files that differ from those of the backup.
        versions: What the migrations do for it.
        key: What it is sealed with.

    Raises:
        BackupError: it cannot be read, was made from another kind of database, or by a newer program.
        DamagedBackup: it is not as it was written.
        NotEmpty: there is something where it is to be put back.
    """
    manifest = archive.check(path, key)
    known, dialect = manifest.database, database.engine.dialect.name
    if known.dialect != dialect:
        raise BackupError(f"The backup is of a {known.dialect} database, and cannot be put back into {dialect}.")
    if not versions.knows(known.version):
        raise BackupError(
            f"The backup is at version {known.version}, which this program does not know. Use a newer one."
        )
    if _is_sqlite(database):
        sqlite.refuse_filled_sqlite(database)
        _restore_sqlite(path, key, database, media)
    else:
        postgresql.refuse_filled_postgresql(database)
        _restore_postgresql(path, key, manifest, database, media, versions)
    versions.upgrade(database)
    return manifest


def _restore_sqlite(path: Path, key: bytes | None, database: Database, media: MediaStore) -> None:
    with ExitStack() as stack:
        for name, content in archive.entries(path, key):
            if name == sqlite.NAME:
                stack.enter_context(sqlite.restored_sqlite(content, database))
            else:
                _restore_file(name, content, media)


def _restore_postgresql(
    path: Path, key: bytes | None, manifest: Manifest, database: Database, media: MediaStore, versions: Versions
) -> None:
    with (
        database.engine.connect() as connection,
        connection.begin(),
        postgresql.loading_postgresql(connection, manifest.database, versions.build) as load,
    ):
        for name, content in archive.entries(path, key):
            if name.startswith(postgresql.FOLDER):
                load(name, content)
            else:
                _restore_file(name, content, media)


def _restore_file(name: str, content: BinaryIO, media: MediaStore) -> None:
    if name == archive.MANIFEST:
        return
    stored = name.removeprefix(FILES)
    if not name.startswith(FILES) or stored.split("/")[0] not in FOLDERS:
        raise DamagedBackup(f"The backup holds what does not belong into one: {name}.")
    if media.find(stored) is None:
        media.put(stored, content)
    elif not _is_same(media, stored, content):
        raise NotEmpty(
            f"There is another file under the name {stored}. A backup is put back where nothing is: name an empty "
            "folder (ATTUNE_STATE_DIR), or move what is there away."
        )


def _is_same(media: MediaStore, name: str, content: BinaryIO) -> bool:
    with media.open(name) as file:
        read, read_there = partial(content.read, archive.PART), partial(file.read, archive.PART)
        while part := read():
            if part != read_there():
                return False
        return not file.read(1)


def find_backups(folder: Path) -> Sequence[Path]:
    """The backups in a folder that were named by `name_at`, oldest first."""
    return sorted(path for path in folder.iterdir() if NAMED.fullmatch(path.name))


def name_at(now: datetime) -> str:
    """The name of a backup made at an instant in UTC: in alphabetical order the oldest comes first."""
    return f"attune-{now:%Y-%m-%dT%H%M%SZ}.backup"


def made_at(path: Path) -> datetime:
    """When a backup that `name_at` named was made, by its name."""
    return datetime.strptime(path.name, "attune-%Y-%m-%dT%H%M%S%z.backup")


def delete_all_but(folder: Path, count: int) -> Sequence[Path]:
    """Delete all but the newest backups in a folder.

    Returns:
        Those that were deleted.
    """
    gone = find_backups(folder)[:-count]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def _is_sqlite(database: Database) -> bool:
    return database.engine.dialect.name == "sqlite"


def _synchronise(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
