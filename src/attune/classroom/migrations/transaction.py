"""The one transaction in which migrations run."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, Engine, RootTransaction

from attune.classroom.migrations.errors import DatabaseInUse


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """Open a connection and a transaction for migrations; commit at the end of the block, roll back if it raises.

    On SQLite the foreign keys are off: a batch operation makes a table anew and drops the old one, and with foreign
    keys on, dropping a table deletes the rows that refer to it. Whoever uses this checks them at the end
    (`census.Census`). The write lock is taken at the beginning, so that nothing is written in between.

    Args:
        engine: Of the database.

    Yields:
        The connection, in its transaction.

    Raises:
        DatabaseInUse: Another process holds SQLite's write lock.
    """
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        if engine.dialect.name == "sqlite":
            # outside a transaction: inside one SQLite ignores it
            cast(Any, connection.connection.driver_connection).execute("PRAGMA foreign_keys=OFF")
        try:
            with _begin(connection):
                yield connection
        finally:
            connection.invalidate()  # out of the pool: nobody else may get a connection without foreign keys


def _begin(connection: Connection) -> RootTransaction:
    try:
        return connection.begin()
    except sqlite3.OperationalError as error:  # the driver's own: `database` begins without SQLAlchemy
        if "locked" not in str(error):
            raise
        raise DatabaseInUse(
            "The database is in use by another process; stop Attune, then run: attune migrate"
        ) from error
