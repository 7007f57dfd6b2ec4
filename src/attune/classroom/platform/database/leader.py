"""Which of several processes does what only one may do: the one that holds an advisory lock of PostgreSQL."""

from __future__ import annotations

import threading

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from attune.classroom.platform.database.engine import Database

log = structlog.get_logger("attune.jobs")

LOCK = 0x61747475  # any number that is always the same: "attu"


class DatabaseLeader:
    """Leads from the first time it is asked and nobody else does, until its process or its connection ends.

    The lock belongs to a connection of its own, and holds for one schema: several installations may share a database.
    On SQLite there is but one process.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._connection: Connection | None = None

    def leads(self) -> bool:
        """Become the leader where there is none, and say whether this process is it."""
        if self._database.engine.dialect.name == "sqlite":
            return True
        with self._lock:
            return self._still_leads() or self._begin_to_lead()

    def resign(self) -> None:
        """Let another process lead."""
        with self._lock:
            self._close()

    def _still_leads(self) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            log.warning("leader_lost_its_connection", reason=str(error))
            self._close()
            return False
        return True

    def _begin_to_lead(self) -> bool:
        connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.scalar(text("SELECT pg_try_advisory_lock(:key, hashtext(current_schema()))"), {"key": LOCK}):
            self._connection = connection
            return True
        connection.close()
        return False

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # closed and not given back to the pool: the lock goes with it
            self._connection.close()
            self._connection = None
