"""The database: one engine, typed columns that behave the same on SQLite and PostgreSQL, one transaction a request."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4
from weakref import WeakValueDictionary

import structlog
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
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, SessionTransaction, mapped_column, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

log = structlog.get_logger("attune.database")

BUSY_TIMEOUT_MS = 5000  # a writer waits this long for a writer of another process on SQLite before giving up
MOST_CONNECTIONS = 40  # a request holds one while it works with the database; the others wait for their turn
KEPT_OPEN = 20  # of them, when all is quiet
WRITE_QUEUE, WAITED, WHEN_COMMITTED, COMMITTED = "write_queue", "write_queue_waited", "when_committed", "committed"
WRITES_OF = "writes_of"
HANDED_OVER = 0  # is no thread's number
LONGEST_MEMBER = 32  # characters of an enumeration's value


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC in Python, however the database stores it."""

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


class WriterStuck(RuntimeError):
    """A write transaction can never begin, or has waited for longer than any other may take."""


class WriteQueue:
    """Lets the writers of this process through one at a time, in the order in which they came.

    SQLite has one write lock and no queue before it: who finds it taken sleeps and tries again, and under load some
    give up ("database is locked"). A writer that waits here holds neither a connection nor any other lock.
    """

    def __init__(self, patience_seconds: float = 60.0) -> None:
        self._patience = patience_seconds
        self._lock = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._writer: int | None = None

    def enter(self) -> None:
        """Wait for this thread's turn to write.

        Raises:
            WriterStuck: the turn does not come in time, or cannot, because this thread is writing already.
        """
        turn = threading.Event()
        with self._lock:
            if self._writer == threading.get_ident():
                raise WriterStuck("this thread writes already: end its first transaction before it begins another")
            if self._writer is None:
                self._writer = threading.get_ident()
                return
            self._waiting.append(turn)
        if not turn.wait(self._patience):
            with self._lock:
                if not turn.is_set():  # else it came at the last moment
                    self._waiting.remove(turn)
                    raise WriterStuck(f"another transaction has been writing for over {self._patience:g} seconds")
        self._writer = threading.get_ident()

    def leave(self) -> None:
        """Let the next one through."""
        with self._lock:
            self._writer = None
            if self._waiting:
                self._writer = HANDED_OVER
                self._waiting.popleft().set()


class Database:
    """An engine with two kinds of session: for reading, and for writing.

    On SQLite a writing session waits for its turn (see `WriteQueue`) before it takes a connection, and takes the write
    lock when it begins (BEGIN IMMEDIATE), so that no writer fails half-way. On PostgreSQL writers go side by side, but
    those of one user one after the other, in this process and in others: what a request has read of its user (consent,
    limits, what was sent before) stays true until it has committed. `info` is handed to every session (see `events`),
    with `writes` added.
    """

    def __init__(
        self, address: str, info: Mapping[str, object] | None = None, *, connections: int = MOST_CONNECTIONS
    ) -> None:
        self.engine = _create_engine(address, connections)
        writing = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._info = dict(info or {})
        self._queue = WriteQueue() if self.engine.dialect.name == "sqlite" else None
        self._queues: WeakValueDictionary[UUID, WriteQueue] = WeakValueDictionary()
        self._queues_lock = threading.Lock()
        self._reading = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = sessionmaker(writing, expire_on_commit=False)

    def session(self, *, writes: bool, user_id: UUID | None = None) -> Session:
        """Return a new session; the caller commits and closes it.

        Args:
            writes: Whether it may write.
            user_id: Whose request it is; no other writing session of the same user is under way at the same time.
        """
        maker = self._writing if writes else self._reading
        info = {**self._info, "writes": writes, WRITE_QUEUE: self._queue if writes else None}
        if writes and user_id is not None and self._queue is None:
            info |= {WRITE_QUEUE: self._queue_of(user_id), WRITES_OF: user_id}
        return maker(info=info)

    def _queue_of(self, user_id: UUID) -> WriteQueue:
        """Return the queue of a user's writers in this process: who waits in it holds no connection."""
        with self._queues_lock:
            return self._queues.setdefault(user_id, WriteQueue())

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing session, committed at the end of the block and rolled back if it raises."""
        with self.session(writes=True) as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def when_committed(session: Session, action: Callable[[], object]) -> None:
    """Call `action` once the session's transaction is committed and its connection given back; never if it is undone.

    So an action may wait, for a lock or for a connection of its own, without keeping a connection from others. What it
    raises is logged: the transaction has succeeded, and its caller must learn that.
    """
    session.info.setdefault(WHEN_COMMITTED, []).append(action)


@event.listens_for(Session, "after_transaction_create")
def _wait_to_write(session: Session, transaction: SessionTransaction) -> None:
    queue: WriteQueue | None = session.info.get(WRITE_QUEUE)
    if queue is not None and transaction.parent is None:
        queue.enter()
        session.info[WAITED] = True


@event.listens_for(Session, "after_begin")
def _wait_for_other_processes(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    user_id: UUID | None = session.info.get(WRITES_OF)
    if user_id is not None and not session.in_nested_transaction():
        # lasts until the transaction ends, however it ends; both numbers are 32 bits wide
        high, low = (int.from_bytes(user_id.bytes[at : at + 4], "big", signed=True) for at in (0, 4))
        connection.execute(select(func.pg_advisory_xact_lock(high, low)))


def take_turns(session: Session, name: str) -> None:
    """Wait until no other transaction takes its turn under this name; the turn lasts until the session's ends.

    For what reads and then decides: of two requests at the same moment the second reads what the first has committed.
    SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


@event.listens_for(Session, "after_commit")
def _mark_committed(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info[COMMITTED] = True


@event.listens_for(Session, "after_transaction_end")
def _let_others_write(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is not None:
        return
    if session.info.pop(WAITED, False):
        session.info[WRITE_QUEUE].leave()
    actions, committed = session.info.pop(WHEN_COMMITTED, []), session.info.pop(COMMITTED, False)
    for action in actions if committed else ():
        try:
            action()
        except Exception:
            log.exception("after_commit_failed")


def insert_if_absent(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that do not clash with one already there, and return how many those were.

    Two requests that bring the same row at the same moment both succeed; one of them counts 0.
    """
    if not rows:
        return 0
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(cast(Table, table.__table__)).on_conflict_do_nothing()
    if len(rows) == 1:  # as most do: given apart from it, the row leaves a statement that is compiled only once
        result = session.execute(statement, dict(rows[0]), execution_options={"preserve_rowcount": True})
    else:
        several = statement.values([dict(row) for row in rows])
        result = session.execute(several, execution_options={"preserve_rowcount": True})
    return cast(CursorResult[Any], result).rowcount


def _create_engine(address: str, connections: int) -> Engine:
    url, kept_open = make_url(address), min(KEPT_OPEN, connections)
    pool: dict[str, Any] = {"pool_size": kept_open, "max_overflow": connections - kept_open}
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, **pool)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False}, **pool)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's own type
    connection.isolation_level = None  # the driver's own BEGIN comes too late; _begin_sqlite emits it
    if connection.execute("PRAGMA page_count").fetchone()[0] == 0:
        # for a new file only, before anything else: where it holds already, saying it again takes the write lock
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # of the driver itself: every request begins with it, and needs nothing of what SQLAlchemy does around a statement
    driver = cast(Any, connection.connection.driver_connection)
    driver.execute(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")
