"""Before an upgrade the SQLite file is copied beside itself, whole, under the version it was at."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing

import pytest
from alembic import command

from attune.classroom import migrations
from attune.classroom.platform.database import engine as databases
from attune.classroom.platform.database.engine import Database
from tests.classroom.migrations.full_database import differences, fill, read_all


@pytest.fixture
def old(tmp_path):
    """A SQLite database at version 0002 with rows in every table."""
    database = Database(f"sqlite:///{tmp_path / 'old.sqlite'}")
    command.upgrade(migrations.configure(database), "0002")
    with database.engine.begin() as connection:
        fill(connection)
    yield database
    database.dispose()


def state_of(database):
    with database.engine.connect() as connection:
        return read_all(connection)


def test_the_copy_holds_every_row_as_it_was(old, tmp_path):
    before, said = state_of(old), []
    migrations.upgrade(old, said.append)
    copied = tmp_path / "old.0002.sqlite"
    assert said == [f"Copied the database as it was, at version 0002, to {copied}."]
    database = Database(f"sqlite:///{copied}")
    assert migrations.current_version(database) == "0002"
    assert differences(before, state_of(database), ()) == []
    database.dispose()


def test_only_those_who_may_read_the_database_may_read_the_copy(old, tmp_path):
    (tmp_path / "old.sqlite").chmod(0o600)
    migrations.upgrade(old)
    assert stat.S_IMODE((tmp_path / "old.0002.sqlite").stat().st_mode) == 0o600


def test_an_earlier_copy_is_never_overwritten(old, tmp_path):
    earlier = tmp_path / "old.0002.sqlite"
    earlier.write_bytes(b"another one")
    migrations.upgrade(old)
    assert earlier.read_bytes() == b"another one"
    with closing(sqlite3.connect(tmp_path / "old.0002-2.sqlite")) as copied:
        assert copied.execute("SELECT count(*) FROM block_progress").fetchone() == (3,)


def test_an_upgrade_that_is_stopped_again_and_again_leaves_one_copy(old, tmp_path, monkeypatch):
    def stop(*_, **__):
        raise RuntimeError("stopped")

    monkeypatch.setattr(command, "upgrade", stop)
    for _ in range(3):
        with pytest.raises(RuntimeError, match="stopped"):
            migrations.upgrade(old)
    assert [file.name for file in sorted(tmp_path.glob("old.*.*"))] == ["old.0002.sqlite"]


def test_nothing_is_upgraded_when_there_is_no_room_for_the_copy(old, tmp_path, monkeypatch):
    before = state_of(old)
    # VACUUM INTO fails as on a full disk, and even what it wrote cannot be removed
    (tmp_path / "old.0002.unfinished").mkdir()
    with pytest.raises(migrations.CopyFailed, match=rf"nothing was changed. Up to 0.\d MB are needed in {tmp_path}"):
        migrations.upgrade(old)
    assert migrations.current_version(old) == "0002"
    assert differences(before, state_of(old), ()) == []


def test_nothing_is_copied_when_there_is_nothing_to_upgrade(old, tmp_path):
    migrations.upgrade(old)
    (tmp_path / "old.0002.sqlite").unlink()
    migrations.upgrade(old)
    assert [file.name for file in tmp_path.glob("old.*.*")] == []


def test_a_new_database_is_not_copied(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite'}")
    migrations.upgrade(database)
    database.dispose()
    assert [file.name for file in tmp_path.iterdir()] == ["new.sqlite"]


def test_an_upgrade_beside_another_writer_says_what_to_do(old, monkeypatch):
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_MS", 50)
    beside = Database(str(old.engine.url))
    with old.transaction() as session:
        session.connection()
        with pytest.raises(migrations.DatabaseInUse, match="stop Attune, then run: attune migrate"):
            migrations.upgrade(beside)
    beside.dispose()
