"""After a clean stop the SQLite file alone is whole, and a copy made of it holds everything that was acknowledged."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import make_url

from attune.classroom.courses.models import Course
from attune.classroom.platform.database import sqlite_file
from attune.classroom.platform.database.engine import Database, insert_if_absent
from tests.classroom.conftest import PASSWORD
from tests.classroom.platform.database.test_database import course
from tests.classroom.platform.inbound.served import Visitor, served
from tests.classroom.wellbeing.readings import CONSENT, window


@pytest.fixture
def sqlite_settings(settings, tmp_path):
    """Settings with a SQLite file, whatever the other tests run on; None where they run on PostgreSQL."""
    return settings if make_url(settings.database_address).get_backend_name() == "sqlite" else None


def test_a_copy_of_the_file_after_a_clean_stop_holds_every_window(sqlite_settings, make, tmp_path, database):
    if sqlite_settings is None:
        assert sqlite_file.checkpoint(database), "there is nothing to do on PostgreSQL"
        return
    user = make.student()
    database.dispose()
    began = datetime.now(UTC) - timedelta(minutes=6)
    with served(sqlite_settings) as port:
        student = Visitor(port)
        assert student.sign_in(user.email, PASSWORD) == 200
        assert student.send("PATCH", "/wellbeing/settings", {"mode": "on_device", "consent": CONSENT})[0] == 200
        open_stream = student.begin("GET", "/events", 0)  # one that nobody ends, as every open page has
        for number in range(30):
            body = window(began + timedelta(seconds=10 * number))
            assert student.send("POST", "/wellbeing/windows", {"windows": [body]})[0] == 202
    open_stream.close()
    file = tmp_path / "attune.sqlite"
    shutil.copyfile(file, tmp_path / "copy.sqlite")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite")) as copied:
        assert copied.execute("SELECT count(*) FROM windows").fetchone() == (30,)
    wal = tmp_path / "attune.sqlite-wal"
    assert not wal.exists() or wal.stat().st_size == 0


def test_a_file_that_another_process_reads_is_not_called_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("attune.classroom.platform.database.engine.BUSY_TIMEOUT_MS", 50)
    address = f"sqlite:///{tmp_path / 'read.sqlite'}"
    database, reader = Database(address), Database(address)
    Course.metadata.create_all(database.engine)
    with database.transaction() as session:
        insert_if_absent(session, Course, [course()])
    with reader.session(writes=False) as session:
        session.get(Course, course()["id"])
        with database.transaction() as writing:
            insert_if_absent(writing, Course, [course()])
        assert not sqlite_file.checkpoint(database)
    assert sqlite_file.checkpoint(database)
    assert (tmp_path / "read.sqlite-wal").stat().st_size == 0
    reader.dispose()
    database.dispose()
