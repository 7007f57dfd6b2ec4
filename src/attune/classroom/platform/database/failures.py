"""What it means when the database does not do as it is told: a race lost, no room left, nobody there, or our fault."""

from __future__ import annotations

import errno
import sqlite3
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm.exc import StaleDataError

# PostgreSQL's states: unique and foreign key violation, serialization failure, deadlock
POSTGRESQL_RACES = frozenset({"23505", "23503", "40001", "40P01"})
# connection trouble, shutting down, starting up, too many connections, a server that only reads
POSTGRESQL_AWAY = ("08", "57P", "53300", "25006")
POSTGRESQL_FULL = "53100"

SQLITE_RACES = frozenset({"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
SQLITE_AWAY = frozenset(
    {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY}
)
PRIMARY_CODE = 0xFF  # of SQLite's extended result codes

StorageError = SQLAlchemyError | sqlite3.Error | OSError
STORAGE_ERRORS = (SQLAlchemyError, sqlite3.Error, OSError)
"""What can come of a statement or of writing a file; a transaction that cannot begin is the driver's own error."""


class DatabaseFailure(StrEnum):
    """Why a statement failed, where that is not a mistake of ours."""

    RACE = "race"  # the same request alone, a moment earlier or later, would have found nothing in its way
    AWAY = "away"
    FULL = "full"


def failure_of(error: StorageError) -> DatabaseFailure | None:
    """Say why a statement, or writing a file, failed; None where the request itself or our code is wrong."""
    if isinstance(error, OSError):
        return DatabaseFailure.FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    if isinstance(error, sqlite3.Error):
        return _failure_of_sqlite(error)
    if isinstance(error, StaleDataError):
        return DatabaseFailure.RACE
    if isinstance(error, PoolExhausted):
        return DatabaseFailure.AWAY
    if not isinstance(error, DBAPIError):
        return None
    if isinstance(error.orig, sqlite3.Error):
        return _failure_of_sqlite(error.orig)
    return _failure_of_postgresql(error)


def _failure_of_sqlite(error: sqlite3.Error) -> DatabaseFailure | None:
    """Where writers follow each other, a reference to what is gone is a fault of ours and no race."""
    if getattr(error, "sqlite_errorname", None) in SQLITE_RACES:
        return DatabaseFailure.RACE
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & PRIMARY_CODE == sqlite3.SQLITE_FULL:
        return DatabaseFailure.FULL
    return DatabaseFailure.AWAY if code & PRIMARY_CODE in SQLITE_AWAY else None


def _failure_of_postgresql(error: DBAPIError) -> DatabaseFailure | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state in POSTGRESQL_RACES:
        return DatabaseFailure.RACE
    if state == POSTGRESQL_FULL:
        return DatabaseFailure.FULL
    if state is not None and state.startswith(POSTGRESQL_AWAY):
        return DatabaseFailure.AWAY
    # nobody at the address has no state to tell, and neither has a connection that broke under way
    unreachable = state is None and type(error.orig).__name__ == "OperationalError"
    return DatabaseFailure.AWAY if error.connection_invalidated or unreachable else None
