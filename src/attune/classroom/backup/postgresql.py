"""The database of a PostgreSQL installation in a backup: the rows of every table, as COPY writes and reads them.

No other program is needed (pg_dump has to be as new as the server), and tables, views and constraints come from our own
migrations: what is put back is at the version it was made at, and is then brought to the newest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from psycopg import sql
from sqlalchemy import Connection, inspect, text

from attune.classroom.backup.archive import PART, ArchiveWriter, DatabaseEntry, TableEntry
from attune.classroom.backup.errors import DamagedBackup, NotEmpty
from attune.classroom.platform.database.engine import Database

FOLDER = "database/"
VERSION_TABLE = "alembic_version"  # written by the migrations themselves
SEQUENCES = text(
    "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL"
)


def add_postgresql(archive: ArchiveWriter, database: Database, scratch: Path) -> DatabaseEntry:
    """Add the rows of every table as they are at one instant, while others read and write.

    Args:
        archive: To add them to.
        database: The PostgreSQL database.
        scratch: A folder in which the rows of a table may lie for a moment, in a file without a name.
    """
    at_one_instant = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with database.engine.connect().execution_options(**at_one_instant) as connection, connection.begin():
        version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar_one()  # noqa: S608
        tables: dict[str, TableEntry] = {}
        for table, columns in _tables(connection):
            with TemporaryFile(dir=scratch, prefix=".backup-") as rows:
                count = _copy_out(connection, table, columns, rows)
                size = rows.tell()
                rows.seek(0)
                archive.add(FOLDER + table, size, rows)
            tables[table] = TableEntry(columns=columns, rows=count)
        sequences = {row.sequencename: row.last_value for row in connection.execute(SEQUENCES)}
    return DatabaseEntry(dialect="postgresql", version=version, tables=tables, sequences=sequences)


def _tables(connection: Connection) -> Iterator[tuple[str, list[str]]]:
    """Every table with its columns, each after those that it refers to."""
    inspector = inspect(connection)
    for table, _ in inspector.get_sorted_table_and_fkc_names():
        if table is not None and table != VERSION_TABLE:
            columns = [column["name"] for column in inspector.get_columns(table) if not column.get("computed")]
            yield table, columns


def _copy_out(connection: Connection, table: str, columns: list[str], rows: Any) -> int:  # noqa: ANN401 - a file
    count = 0
    with _cursor(connection) as cursor, cursor.copy(_statement("COPY {} ({}) TO STDOUT", table, columns)) as copy:
        for part in copy:
            rows.write(part)
            count += bytes(part).count(b"\n")  # a line a row: within one they are escaped
    return count


def refuse_filled_postgresql(database: Database) -> None:
    """Raise NotEmpty where the database holds a table."""
    with database.engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty(
                "The database holds something already. A backup is put back where nothing is: make an empty database "
                "(CREATE DATABASE …) and name it in ATTUNE_DATABASE_URL."
            )


@contextmanager
def loading_postgresql(
    connection: Connection, known: DatabaseEntry, build: Callable[[Connection, str], None]
) -> Iterator[Callable[[str, BinaryIO], None]]:
    """Fill an empty database with what a backup holds.

    Args:
        connection: In the transaction in which everything happens.
        known: What the backup says of its database.
        build: Makes the tables of a version.

    Yields:
        What fills a table: called with the name of an entry and its content, in the backup's order.
    """
    build(connection, known.version)
    for table in reversed(known.tables):  # what migrations have written is in the backup as it was then
        with _cursor(connection) as cursor:
            cursor.execute(_statement("DELETE FROM {}", table))

    def load(name: str, content: BinaryIO) -> None:
        table = name.removeprefix(FOLDER)
        entry = known.tables[table]
        with _cursor(connection) as cursor:
            with cursor.copy(_statement("COPY {} ({}) FROM STDIN", table, entry.columns)) as copy:
                while part := content.read(PART):
                    copy.write(part)
            if cursor.rowcount != entry.rows:
                raise DamagedBackup(f"{table} has {cursor.rowcount} rows; {entry.rows} were written.")

    yield load
    for sequence, last in known.sequences.items():
        connection.execute(text("SELECT setval(quote_ident(:name)::regclass, :last)"), {"name": sequence, "last": last})


def _cursor(connection: Connection) -> Any:  # noqa: ANN401 - psycopg's own
    return cast(Any, connection.connection.driver_connection).cursor()


def _statement(template: str, table: str, columns: list[str] | None = None) -> sql.Composed:
    names = [sql.Identifier(table)]
    if columns is not None:
        names.append(cast(Any, sql.SQL(", ").join(sql.Identifier(column) for column in columns)))
    return sql.SQL(cast(Any, template)).format(*names)
