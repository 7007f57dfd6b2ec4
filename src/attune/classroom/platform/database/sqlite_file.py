"""What concerns SQLite's one file: giving the room of deleted rows back to the disk, and being whole after a stop."""

from __future__ import annotations

from contextlib import closing
from time import sleep
from typing import Any, cast

from sqlalchemy import Connection

from attune.classroom.platform.database.batches import PAUSE_SECONDS
from attune.classroom.platform.database.engine import Database

INCREMENTAL = 2  # what PRAGMA auto_vacuum answers where it is on
PAGES_PER_STEP = 500  # of 4 KiB: 2 MB, some ten milliseconds


def give_space_back(database: Database) -> int:
    """Return the room of deleted rows to the disk, some pages at a time, with pauses in which others write.

    Args:
        database: Nothing is done on PostgreSQL, which looks after it by itself, nor in a SQLite file from before
            incremental vacuum, until `attune migrate` has prepared it.

    Returns:
        How many pages were given back.
    """
    if database.engine.dialect.name != "sqlite":
        return 0
    given = 0
    while True:
        with database.transaction() as session:
            freed = _free_pages(session.connection())
        given += freed
        if freed < PAGES_PER_STEP:
            return given
        sleep(PAUSE_SECONDS)


def prepare_to_give_space_back(database: Database) -> bool:
    """Turn on incremental vacuum in a file from before it, which rewrites the whole file once.

    Args:
        database: Nothing is done on PostgreSQL or where it is on already. No other process may use the file.

    Returns:
        Whether the file was rewritten.

    Raises:
        sqlite3.OperationalError: The file is in use, or there is no room for it a second time; it stays as it was.
    """
    if database.engine.dialect.name != "sqlite":
        return False
    with closing(database.engine.raw_connection()) as connection:
        driver = cast(Any, connection.driver_connection)
        if driver.execute("PRAGMA auto_vacuum").fetchone()[0] == INCREMENTAL:
            return False
        driver.execute("PRAGMA auto_vacuum=INCREMENTAL")
        driver.execute("VACUUM")
    return True


def checkpoint(database: Database) -> bool:
    """Write everything that was committed into the file itself, so that a copy of it alone is whole.

    Until then the newest transactions are in the file `-wal` beside it.

    Args:
        database: Nothing is done on PostgreSQL.

    Returns:
        False when another process still reads or writes: the file may then lack its newest transactions.
    """
    if database.engine.dialect.name != "sqlite":
        return True
    with closing(database.engine.raw_connection()) as connection:
        busy, *_ = cast(Any, connection.driver_connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _free_pages(connection: Connection) -> int:
    driver = cast(Any, connection.connection.driver_connection)
    before = _free_count(driver)
    for _ in range(min(before, PAGES_PER_STEP)):
        driver.execute("PRAGMA incremental_vacuum(1)")  # Python's module takes one step a statement: one page
    return before - _free_count(driver)


def _free_count(driver: Any) -> int:  # noqa: ANN401 - the driver's own connection
    return int(driver.execute("PRAGMA freelist_count").fetchone()[0])
