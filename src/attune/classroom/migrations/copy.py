"""A copy of the SQLite file as it is before an upgrade."""

from __future__ import annotations

import filecmp
import os
import sqlite3
import stat
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from attune.classroom.migrations.errors import CopyFailed


def copy_sqlite(file: Path, version: str) -> Path:
    """Copy a SQLite database beside itself, whole and synchronised to the disk, readable by the same people.

    The caller holds the write lock, so that the copy is what the upgrade begins with. A copy that an upgrade at the
    same version left behind is never overwritten; the new one is given a number, unless both are equal.

    Args:
        file: The database, `attune.sqlite` for example.
        version: The version it is at; the copy is then named `attune.0002.sqlite`, or `attune.0002-2.sqlite`.

    Returns:
        The copy's path.

    Raises:
        CopyFailed: There is no room, or the folder cannot be written to.
    """
    unfinished = file.with_name(f"{file.stem}.{version}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        _vacuum_into(file, unfinished)
        return _give_name(unfinished, file, version)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        megabytes = file.stat().st_size / 1e6
        raise CopyFailed(
            f"The database could not be copied before the upgrade ({error}), so nothing was changed. "
            f"Up to {megabytes:.1f} MB are needed in {file.parent}, which must be writable."
        ) from error


def _vacuum_into(file: Path, target: Path) -> None:
    mode = stat.S_IMODE(file.stat().st_mode)
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))  # VACUUM INTO takes an empty file as it is
    with closing(sqlite3.connect(file)) as source:
        source.execute("VACUUM INTO ?", (str(target),))
    _synchronise(target)


def _give_name(unfinished: Path, file: Path, version: str) -> Path:
    for number in count(1):
        suffix = f"-{number}" if number > 1 else ""
        named = file.with_name(f"{file.stem}.{version}{suffix}{file.suffix}")
        if not named.exists():
            break
        if filecmp.cmp(named, unfinished, shallow=False):
            unfinished.unlink()  # an upgrade that was stopped and begins again need not fill the disk
            return named
    unfinished.rename(named)
    _synchronise(named.parent)
    return named


def _synchronise(path: Path) -> None:
    """Wait until the disk has it: VACUUM INTO itself does not."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
