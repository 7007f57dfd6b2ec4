"""Migrations of the database: bring it to the newest version, or say which version it is at."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from attune.classroom.database import Database


class NotMigrated(RuntimeError):
    """The database is not at the version this program needs."""


def configure(database: Database) -> Config:
    """The Alembic configuration for this database; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database) -> str | None:
    """Bring the database to the newest version, which is returned."""
    command.upgrade(configure(database), "head")
    return current_version(database)


def current_version(database: Database) -> str | None:
    """The version the database is at; None when it is empty."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_version(database: Database) -> str | None:
    """The version this program needs."""
    return ScriptDirectory.from_config(configure(database)).get_current_head()


def refuse_outdated(database: Database) -> None:
    """Raise NotMigrated unless the database is at the newest version."""
    current, newest = current_version(database), newest_version(database)
    if current != newest:
        raise NotMigrated(f"The database is at version {current}, this program needs {newest}. Run: attune migrate")
