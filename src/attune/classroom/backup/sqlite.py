"""The database of a SQLite installation in a backup: a copy of its file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from attune.classroom.backup.archive import PART, ArchiveWriter, DatabaseEntry
from attune.classroom.backup.errors import BackupError, DamagedBackup, NotEmpty
from attune.classroom.platform.database.engine import Database

NAME = "database/attune.sqlite"
BESIDE = ("-wal", "-shm")  # files that SQLite keeps beside its own


def add_sqlite(archive: ArchiveWriter, database: Database, scratch: Path) -> DatabaseEntry:
    """Copy the database as it is at one instant, while others read and write it.

    Args:
        archive: To add it to.
        database: The SQLite database.
        scratch: A folder in which there may lie an unsealed copy for a moment: the database's own.
    """
    with TemporaryDirectory(dir=scratch, prefix=".backup-") as folder:
        copy = Path(folder) / "attune.sqlite"
        with closing(sqlite3.connect(file_of(database))) as source:
            source.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as copied:
            (version,) = copied.execute("SELECT version_num FROM alembic_version").fetchone()
        with copy.open("rb") as file:
            archive.add(NAME, copy.stat().st_size, file)
    return DatabaseEntry(dialect="sqlite", version=version)


def refuse_filled_sqlite(database: Database) -> None:
    """Raise NotEmpty where the database's file holds anything."""
    file = file_of(database)
    if not file.exists():
        return
    with closing(sqlite3.connect(file)) as connection:
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables:
        raise NotEmpty(
            f"There is a database already: {file}. A backup is put back where nothing is: name an empty folder "
            "(ATTUNE_STATE_DIR), or move what is there away."
        )


@contextmanager
def restored_sqlite(content: BinaryIO, database: Database) -> Iterator[None]:
    """Write a copy beside where the database will be and look whether it is sound; it is given its name at the end.

    Raises:
        DamagedBackup: SQLite finds it damaged.
        BackupError: it cannot be written.
    """
    file = file_of(database)
    arriving = file.with_name(f".{file.name}.arriving")
    try:
        _write(content, arriving)
        _refuse_unsound(arriving)
        yield
        database.dispose()  # an empty file may have been opened
        for ending in BESIDE:
            file.with_name(file.name + ending).unlink(missing_ok=True)
        arriving.replace(file)
    finally:
        with suppress(OSError):
            arriving.unlink(missing_ok=True)


def _write(content: BinaryIO, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as copy:
            while part := content.read(PART):
                copy.write(part)
            copy.flush()
            os.fsync(copy.fileno())
    except OSError as error:
        raise BackupError(f"The database cannot be written to {target.parent}: {error.strerror or error}.") from error


def _refuse_unsound(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as connection:
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise DamagedBackup(f"The database in the backup cannot be opened: {error}.") from error
    if said != "ok" or broken is not None:
        raise DamagedBackup(f"The database in the backup is damaged: {said if said != 'ok' else broken}.")


def file_of(database: Database) -> Path:
    """The file of a SQLite database.

    Raises:
        BackupError: it is in memory only.
    """
    name = database.engine.url.database
    if not name or name == ":memory:":
        raise BackupError("A database in memory has no file to copy.")
    return Path(name)
