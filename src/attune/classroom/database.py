"""The database: one engine, typed columns that behave the same on SQLite and PostgreSQL, one transaction a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Table,
    Uuid,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

BUSY_TIMEOUT_MS = 5000  # a writer waits this long for another writer on SQLite before giving up
LONGEST_MEMBER = 32  # characters of an enumeration's value


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime; write UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; use the application's clock")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UtcDateTime,
        UUID: Uuid,
        dict[str, Any]: JSON,
        list[Any]: JSON,
    }


class Identified:
    """A row with an id of its own."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)


def one_of(kind: type[StrEnum]) -> Enum:
    """The column type for one member of an enumeration, kept as its value in a text column."""
    return Enum(kind, native_enum=False, length=LONGEST_MEMBER, values_callable=_values)


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


class Database:
    """An engine with two kinds of session: for reading, and for writing.

    On SQLite a writing session takes the write lock when it begins (BEGIN IMMEDIATE), so that two writers queue up
    instead of one failing half-way. `info` is handed to every session (see `events`), with `writes` added.
    """

    def __init__(self, address: str, info: Mapping[str, object] | None = None) -> None:
        self.engine = _create_engine(address)
        writing = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._info = dict(info or {})
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(writing, expire_on_commit=False)

    def session(self, *, writes: bool) -> Session:
        """Return a new session; the caller commits and closes it."""
        maker = self._writing if writes else self._reading
        return maker(info={**self._info, "writes": writes})

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing session, committed at the end of the block and rolled back if it raises."""
        with self.session(writes=True) as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def insert_if_absent(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that do not clash with one already there, and return how many those were.

    Two requests that bring the same row at the same moment both succeed; one of them counts 0.
    """
    if not rows:
        return 0
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(cast(Table, table.__table__)).values([dict(row) for row in rows]).on_conflict_do_nothing()
    result = session.execute(statement, execution_options={"preserve_rowcount": True})
    return cast(CursorResult[Any], result).rowcount


def _create_engine(address: str) -> Engine:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=20, max_overflow=20, pool_pre_ping=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, pool_size=20, max_overflow=50)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own type
    connection.isolation_level = None  # the driver's own BEGIN comes too late; _begin_sqlite emits it
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # of the driver itself: every request begins with it, and needs nothing of what SQLAlchemy does around a statement
    driver = cast(Any, connection.connection.driver_connection)
    driver.execute(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")
