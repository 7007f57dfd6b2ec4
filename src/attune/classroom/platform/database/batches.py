"""Delete many rows without blocking other writers: in batches, each in its own transaction."""

from __future__ import annotations

from time import sleep
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Table, delete, select, tuple_

from attune.classroom.platform.database.engine import Base, Database

BATCH_ROWS = 500  # about 50 ms on SQLite with five indexes, on a busy machine
# Another process that finds SQLite's lock taken tries again after at most 100 ms.
PAUSE_SECONDS = 0.12
# Within this process writers queue up in order: the one that waits comes first, without a pause.
SHORT_PAUSE_SECONDS = 0.01

UNSYNCHRONISED = {"synchronize_session": False}  # a new session holds nothing that could be out of date


def delete_in_batches(
    database: Database, table: type[Base], condition: ColumnElement[bool], *, pause: float = PAUSE_SECONDS
) -> int:
    """Delete every row that meets a condition.

    Every batch is committed on its own: when it is interrupted, what was deleted stays deleted, and deleting again
    goes on. The thread must hold no write transaction.

    Args:
        database: Where to delete.
        table: Whose rows; it has a primary key of one column or several.
        condition: Which rows; looked up again for every batch, so where they may be many, by an index.
        pause: Seconds between two batches, in which others write.

    Returns:
        How many rows were deleted.
    """
    mapped = cast(Table, table.__table__)
    key = tuple_(*mapped.primary_key.columns)
    chosen = select(*mapped.primary_key.columns).where(condition).limit(BATCH_ROWS)
    deleted = 0
    while True:
        with database.transaction() as session:
            result = session.execute(delete(table).where(key.in_(chosen)), execution_options=UNSYNCHRONISED)
            count = cast("CursorResult[Any]", result).rowcount
        deleted += count
        if count < BATCH_ROWS:
            return deleted
        sleep(pause)
