"""Migrations of the database: bring it to the newest version, or say which version it is at.

They run in one transaction, forward and back: either all of them are done or none. A revision that removes data on
purpose says so in `EXPLAINED_LOSSES`, a mapping of "table" or "table.column" to the reason; any other loss of rows or
values stops the migration (`census`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from attune.classroom.migrations.copy import copy_sqlite
from attune.classroom.migrations.errors import CopyFailed, DatabaseInUse, DataLoss, NotMigrated
from attune.classroom.migrations.transaction import migrating
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.sqlite_file import prepare_to_give_space_back

__all__ = [
    "CopyFailed",
    "DataLoss",
    "DatabaseInUse",
    "NotMigrated",
    "build_at",
    "configure",
    "current_version",
    "knows",
    "newest_version",
    "refuse_outdated",
    "upgrade",
]


def configure(database: Database) -> Config:
    """The Alembic configuration for this database; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, announce: Callable[[str], None] = lambda _text: None) -> str | None:
    """Bring the database to the newest version.

    A SQLite file that holds anything is copied first, beside itself, with the version it was at in the name.

    Args:
        database: To upgrade; nothing is done when it is at the newest version.
        announce: Called with a line for the user: as soon as there is a copy, and when the file was rewritten.

    Returns:
        The version that the database is at now.

    Raises:
        CopyFailed: The file could not be copied; nothing was changed.
        DataLoss: A revision would have lost data that it does not name; everything was rolled back.
        DatabaseInUse: Another process is writing to the SQLite file.
        NotMigrated: A newer program has used the database.
    """
    config, current = configure(database), current_version(database)
    _refuse_newer(database, current)
    if current != newest_version(database):
        with migrating(database.engine) as connection:
            _copy_first(connection, announce)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    _prepare_file(database, announce)
    return current_version(database)


def knows(database: Database, version: str) -> bool:
    """Whether this program has the migrations up to a version."""
    scripts = ScriptDirectory.from_config(configure(database))
    return version in {script.revision for script in scripts.walk_revisions()}


def build_at(database: Database, connection: Connection, version: str) -> None:
    """Make the tables of a version in an empty database, in a transaction of the caller's."""
    config = configure(database)
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _refuse_newer(database: Database, current: str | None) -> None:
    """Raise NotMigrated where a later program made the database: this one does not know its version."""
    if current is not None and not knows(database, current):
        raise NotMigrated(
            f"The database is at version {current}, which this program does not know: a newer Attune has used it. "
            "Run that one, or put back the copy that its upgrade made."
        )


def _prepare_file(database: Database, announce: Callable[[str], None]) -> None:
    try:
        if prepare_to_give_space_back(database):
            announce("Rewrote the database file: from now on it becomes smaller when rows are deleted.")
    except sqlite3.OperationalError as error:
        announce(f"The database file cannot become smaller yet ({error}). Run again later: attune migrate")


def _copy_first(connection: Connection, announce: Callable[[str], None]) -> None:
    version, name = _version_of(connection), connection.engine.url.database
    if connection.dialect.name != "sqlite" or version is None or not name or name == ":memory:":
        return
    copied = copy_sqlite(Path(name), version)
    announce(f"Copied the database as it was, at version {version}, to {copied}.")


def current_version(database: Database) -> str | None:
    """The version the database is at; None when it is empty."""
    with database.engine.connect() as connection:
        return _version_of(connection)


def _version_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def newest_version(database: Database) -> str | None:
    """The version this program needs."""
    return ScriptDirectory.from_config(configure(database)).get_current_head()


def refuse_outdated(database: Database) -> None:
    """Raise NotMigrated unless the database is at the newest version."""
    current, newest = current_version(database), newest_version(database)
    _refuse_newer(database, current)
    if current is None:
        raise NotMigrated("The database is empty. Run: attune migrate")
    if current != newest:
        raise NotMigrated(f"The database is at version {current}, this program needs {newest}. Run: attune migrate")
