"""Deleting much keeps nobody from writing, and the SQLite file becomes smaller afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import event, func, select, text

from attune.classroom import migrations
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import SignInSession
from attune.classroom.courses.models import Course
from attune.classroom.platform.audit import AuditAction, AuditEntry
from attune.classroom.platform.database import batches, sqlite_file
from attune.classroom.platform.database import engine as databases
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database, insert_if_absent
from attune.classroom.wellbeing.models import StoredWindow
from attune.classroom.wellbeing.my_data import service as own_data
from attune.classroom.wellbeing.my_data.retention import purge
from tests.classroom.migrations.full_database import fill
from tests.classroom.platform.database.test_database import course


@pytest.fixture
def student(make):
    return make.student()


@pytest.fixture
def windows(student, database, clock):
    """Store so many windows of the student, one a second, the newest at a given age."""

    def store(count, **age):
        newest = clock.now() - timedelta(**age)
        rows = [
            {
                **dict.fromkeys(
                    ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"), 31
                ),
                "user_id": student.id,
                "id": uuid4(),
                "started_at": newest - timedelta(seconds=number),
                "seconds": 1.0,
                "coverage": 1.0,
                "quality": 1.0,
                "state": "reading",
                "model": "base 1",
                "source": "on_device",
                "learning_state": "engaged",
                "reasons": "[]" * 40,
            }
            for number in range(count)
        ]
        with database.transaction() as session:
            session.execute(StoredWindow.__table__.insert(), rows)

    return store


def count_of(database, table=StoredWindow):
    with database.session(writes=False) as session:
        return session.scalar(select(func.count()).select_from(table))


@pytest.fixture
def written_between(database_address, monkeypatch):
    """Another process that writes in every pause; returns how many windows it saw each time."""
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 0)  # it does not wait: the lock is free or it fails
    other, seen = Database(database_address), []

    def write(_seconds):
        with other.transaction() as session:
            insert_if_absent(session, Course, [course()])
        seen.append(count_of(other))

    monkeypatch.setattr(batches, "sleep", write)
    monkeypatch.setattr(sqlite_file, "sleep", write)
    yield seen
    other.dispose()


def test_others_write_while_old_windows_are_purged(database, windows, clock, written_between):
    windows(2 * batches.BATCH_ROWS + 7, days=40)
    windows(3, days=1)
    assert purge(database, clock.now()).windows == 1007
    assert written_between[:2] == [510, 10], "other transactions see the batches, and write between them"
    assert count_of(database) == 3


def test_others_write_while_old_sessions_are_purged(database, student, clock, written_between):
    old = clock.now() - timedelta(days=100)
    ended = {"user_id": student.id, "started_at": old, "seen_at": old, "expires_at": old, "ended_at": old}
    with database.transaction() as session:
        session.execute(SignInSession.__table__.insert(), [{"id": uuid4(), **ended} for _ in range(501)])
    accounts.purge(database, clock.now())
    assert len(written_between) == 1
    assert count_of(database, SignInSession) == 0


@pytest.mark.in_process("writes between the process's statements")
def test_others_write_while_a_student_deletes_a_long_past(
    database, windows, make, sign_in, student, written_between, clock
):
    other = make.student()
    windows(2 * batches.BATCH_ROWS + own_data.SENT_AGAIN + 5, days=1)
    with database.transaction() as session:
        session.execute(
            StoredWindow.__table__.update().where(StoredWindow.id == newest(session)).values(user_id=other.id)
        )
    deleted = sign_in(student).delete("/wellbeing/data").json["deleted"]
    assert deleted["windows"] == 1504
    assert written_between == [1005, 505]
    assert count_of(database) == 1, "another student's"
    with database.session(writes=False) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == AuditAction.DATA_DELETED)).one()
        assert entry.detail["windows"] == 1504


def newest(session):
    return session.scalar(select(StoredWindow.id).order_by(StoredWindow.started_at.desc()).limit(1))


def test_deleting_that_was_interrupted_goes_on(database, windows, monkeypatch):
    windows(1200)

    def interrupt(_seconds):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(batches, "sleep", interrupt)
        with pytest.raises(KeyboardInterrupt):
            delete_in_batches(database, StoredWindow, StoredWindow.seconds > 0)
    assert count_of(database) == 700
    assert delete_in_batches(database, StoredWindow, StoredWindow.seconds > 0, pause=0) == 700


def test_no_job_deletes_or_changes_many_rows_in_one_statement(app, services, database, clock, monkeypatch):
    """Every table is full of old rows; whatever jobs there are, now or later, go through them a few at a time."""
    monkeypatch.setattr(batches, "BATCH_ROWS", 2)
    monkeypatch.setattr(batches, "sleep", lambda _seconds: None)
    with database.engine.begin() as connection:
        fill(connection)
        fill(connection)
    clock.advance(days=1000)
    touched = []

    def count(_connection, cursor, statement, *_):
        if statement.startswith(("DELETE", "UPDATE")):
            touched.append((cursor.rowcount, statement))

    event.listen(database.engine, "after_cursor_execute", count)
    services.jobs.run_once()
    assert [(rows, statement) for rows, statement in touched if rows > 2] == []
    assert len({statement for _, statement in touched}) >= 5, (
        "windows, check-ins, support_messages, sessions and links are old"
    )


def pragma(database, name):
    with database.engine.connect() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


@pytest.fixture
def file(bare):
    """A SQLite file at the newest version, in the state in which new ones are made."""
    if bare.engine.dialect.name != "sqlite":
        assert sqlite_file.give_space_back(bare) == 0
        assert not sqlite_file.prepare_to_give_space_back(bare)
        return None
    migrations.upgrade(bare)
    return bare


def fill_and_empty(database, rows=3000):
    with database.transaction() as session:
        insert_if_absent(session, Course, [course("T" * 200) for _ in range(rows)])
    full = pragma(database, "page_count")
    delete_in_batches(database, Course, Course.title != "", pause=0)
    return full


def test_the_file_becomes_smaller(file, monkeypatch):
    if file is None:
        return
    monkeypatch.setattr(sqlite_file, "PAGES_PER_STEP", 20)
    full = fill_and_empty(file)
    free = pragma(file, "freelist_count")
    assert free > 40
    assert sqlite_file.give_space_back(file) == free
    assert pragma(file, "freelist_count") == 0
    assert pragma(file, "page_count") == full - free


def make_file_from_before(path):
    """A SQLite file as it was made before incremental vacuum: with something written to it and nothing said."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=1")


def test_a_new_connection_waits_for_no_writer(file, monkeypatch):
    if file is None:
        return
    with file.transaction() as session:
        session.execute(text("UPDATE policy SET id = id"))
        beside = Database(str(file.engine.url))
        with beside.session(writes=False) as reading:
            assert reading.scalar(select(func.count()).select_from(Course)) == 0
        beside.dispose()


def test_a_file_from_before_is_prepared_by_migrating(tmp_path):
    said, address = [], f"sqlite:///{tmp_path / 'before.sqlite'}"
    make_file_from_before(tmp_path / "before.sqlite")
    database = Database(address)
    command.upgrade(migrations.configure(database), "head")
    fill_and_empty(database)
    assert pragma(database, "freelist_count") > 100
    assert sqlite_file.give_space_back(database) == 0
    for _ in range(2):
        migrations.upgrade(database, said.append)
    assert said == ["Rewrote the database file: from now on it becomes smaller when rows are deleted."]
    assert (pragma(database, "auto_vacuum"), pragma(database, "freelist_count")) == (2, 0)
    fill_and_empty(database)
    assert sqlite_file.give_space_back(database) > 100
    database.dispose()


def test_a_file_that_cannot_be_rewritten_is_said_and_no_reason_to_fail(tmp_path, monkeypatch):
    said, address = [], f"sqlite:///{tmp_path / 'before.sqlite'}"
    make_file_from_before(tmp_path / "before.sqlite")
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 0)
    database = Database(address)
    command.upgrade(migrations.configure(database), "head")
    beside = Database(address)
    with beside.transaction() as session:
        session.connection()
        migrations.upgrade(database, said.append)
    assert said == ["The database file cannot become smaller yet (database is locked). Run again later: attune migrate"]
    beside.dispose()
    database.dispose()
