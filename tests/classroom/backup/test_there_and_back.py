"""What comes back is what was there, row by row and byte by byte: on both databases, and onto a newer version."""

from __future__ import annotations

import io
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import text

from attune.classroom import migrations
from attune.classroom.accounts.service import create_user
from attune.classroom.backup.service import FOLDERS, make_backup, restore
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.media.folder import FolderStore
from attune.classroom.platform.permissions import Role
from tests.classroom.backup.conftest import versions_for
from tests.classroom.migrations.full_database import differences, fill, read_all

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEY = b"a key that nobody guesses, of 40 letters"
FILES = {
    "media/11111111-1111-4111-8111-111111111111/light.png": b"\x89PNG" + bytes(range(256)) * 900,
    "media/11111111-1111-4111-8111-111111111111/leer.txt": b"",
    "work/a/b/Ünï 1.pdf": b"%PDF-1.7\n",
}


def store_at(folder: Path, files: dict[str, bytes]) -> FolderStore:
    store = FolderStore(folder)
    for name, content in files.items():
        store.put(name, io.BytesIO(content))
    return store


def contents(store: FolderStore) -> dict[str, bytes]:
    found = {}
    for name in [each.name for folder in FOLDERS for each in store.list_below(folder)]:
        with store.open(name) as file:
            found[name] = file.read()
    return found


def filled(database, version="head"):
    """Migrate to a version, and put rows into every table."""
    command.upgrade(migrations.configure(database), version)
    with database.engine.begin() as connection:
        fill(connection)
        return read_all(connection)


@pytest.mark.parametrize("key", [None, KEY])
def test_every_row_and_every_file_comes_back(empty, tmp_path, key):
    source, target = empty(), empty()
    before = filled(source)
    assert all(content.rows for name, content in before.items() if name != "alembic_version")
    store, there = store_at(tmp_path / "old", FILES), FolderStore(tmp_path / "new")

    path = tmp_path / "all.backup"
    made = make_backup(source, store, path, now=NOW, scratch=tmp_path, key=key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert (b"PNG" in path.read_bytes()) is False
    back = restore(path, target, there, versions_for(target), key)

    assert back == made
    assert back.missing == []
    with target.engine.connect() as connection:
        after = read_all(connection)
    assert differences(before, after, explained=()) == []
    assert contents(there) == FILES
    assert sorted(left.name for left in tmp_path.rglob("*") if "backup-" in left.name or "arriving" in left.name) == []


def test_an_old_backup_comes_to_the_newest_version(empty, tmp_path):
    source, target = empty(), empty()
    before = filled(source, "0100")
    path = tmp_path / "old.backup"
    make_backup(source, FolderStore(tmp_path / "old"), path, now=NOW, scratch=tmp_path)
    back = restore(path, target, FolderStore(tmp_path / "new"), versions_for(target), None)
    assert back.database.version == "0100"
    assert migrations.current_version(target) == migrations.newest_version(target)
    with target.engine.connect() as connection:
        after = read_all(connection)
    assert len(after["users"].rows) == len(before["users"].rows) > 0


@pytest.mark.skipif(not os.environ.get("ATTUNE_DATABASE_URL"), reason="in SQLite they are part of the file")
def test_numbers_go_on_where_they_were(empty, tmp_path):
    """A number that was given and whose row is gone is not given again: somebody may have kept it."""
    source, target = empty(), empty()
    migrations.upgrade(source)
    with source.engine.begin() as connection:
        of_ours = text("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()")
        sequences = connection.execute(of_ours).scalars().all()
        for name in sequences:
            connection.execute(text(f"SELECT setval('{name}', 41)"))
    path = tmp_path / "numbers.backup"
    make_backup(source, FolderStore(tmp_path / "old"), path, now=NOW, scratch=tmp_path)
    restore(path, target, FolderStore(tmp_path / "new"), versions_for(target), None)
    with target.engine.begin() as connection:
        following = [connection.execute(text(f"SELECT nextval('{name}')")).scalar() for name in sequences]
    assert following == [42] * len(sequences)


def test_it_is_one_instant_while_others_write(empty, tmp_path):
    source, target = empty(), empty()
    migrations.upgrade(source)
    stop, written = threading.Event(), threading.Semaphore(0)

    def write_pairs():
        while not stop.is_set():
            with source.transaction() as session:
                for _ in range(2):
                    create_user(
                        session,
                        name="Pair",
                        email=f"{uuid4().hex}@school.example",
                        role=Role.STUDENT,
                        locale=Locale.ENGLISH,
                        password=None,
                        now=NOW,
                    )
            written.release()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        for number in range(5):
            assert written.acquire(timeout=60)
            make_backup(source, FolderStore(tmp_path / "old"), tmp_path / f"{number}.backup", now=NOW, scratch=tmp_path)
    finally:
        stop.set()
        writer.join()
    restore(tmp_path / "4.backup", target, FolderStore(tmp_path / "new"), versions_for(target), None)
    with target.engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM users")).scalar()
    assert count > 0
    assert count % 2 == 0


def test_every_folder_of_the_media_store_is_in_a_backup():
    named = set()
    for file in Path("src/attune/classroom").rglob("*.py"):
        for line in file.read_text("utf-8").splitlines():
            if line.endswith("# in the media store"):
                named.add(line.split('"')[1])
    assert named == set(FOLDERS)
