"""What cannot be put back says why and leaves everything as it was: damage, another key, something in the way."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text

from attune.classroom import migrations
from attune.classroom.backup import archive
from attune.classroom.backup.archive import DatabaseEntry, Manifest
from attune.classroom.backup.errors import BackupError, DamagedBackup, NotEmpty
from attune.classroom.backup.sealing import CHUNK, TAG, SealedReader, SealedWriter, read_key
from attune.classroom.backup.service import make_backup, restore
from attune.classroom.platform.media.folder import FolderStore
from tests.classroom.backup.conftest import versions_for
from tests.classroom.backup.test_there_and_back import FILES, KEY, NOW, contents, store_at

OTHER = b"another key that nobody guesses, of 45 letters"


@pytest.fixture
def made(migrated, tmp_path):
    """A sealed backup of an institution without people, with three files."""
    path = tmp_path / "all.backup"
    make_backup(migrated, store_at(tmp_path / "old", FILES), path, now=NOW, scratch=tmp_path, key=KEY)
    return path


def tables_of(database):
    return inspect(database.engine).get_table_names()


@pytest.mark.parametrize(
    ("key", "said"), [(None, "give the file with its key"), (OTHER, "The key is another")], ids=["none", "another"]
)
def test_a_sealed_backup_opens_with_its_key_only(empty, made, tmp_path, key, said):
    target, there = empty(), FolderStore(tmp_path / "new")
    with pytest.raises(BackupError, match=said):
        restore(made, target, there, versions_for(target), key)
    assert (tables_of(target), contents(there)) == ([], {})


@pytest.mark.parametrize("damage", ["cut", "changed", "longer", "another file", "empty"])
def test_a_damaged_backup_changes_nothing(empty, made, tmp_path, damage):
    whole = bytearray(made.read_bytes())
    middle = len(whole) // 2
    whole[middle] ^= damage == "changed"
    end = {"cut": middle, "empty": 0}.get(damage, len(whole))
    content = bytes(whole[:end]) + (b"more" if damage == "longer" else b"")
    made.write_bytes(b"PK\x03\x04 no backup at all" if damage == "another file" else content)
    target, there = empty(), FolderStore(tmp_path / "new")
    with pytest.raises(DamagedBackup):
        restore(made, target, there, versions_for(target), KEY)
    assert (tables_of(target), contents(there)) == ([], {})


def test_what_is_there_is_never_overwritten(empty, made, tmp_path):
    target, there = empty(), FolderStore(tmp_path / "new")
    with target.engine.begin() as connection:
        connection.execute(text("CREATE TABLE kept (id integer)"))
    with pytest.raises(NotEmpty, match="put back where nothing is"):
        restore(made, target, there, versions_for(target), KEY)
    assert (tables_of(target), contents(there)) == (["kept"], {})


def test_another_file_under_a_name_stays(empty, made, tmp_path):
    name = next(iter(FILES))
    target, there = empty(), store_at(tmp_path / "new", {name: b"mine"})
    with pytest.raises(NotEmpty, match="another file under the name"):
        restore(made, target, there, versions_for(target), KEY)
    assert tables_of(target) == []
    assert contents(there)[name] == b"mine"


def test_what_was_interrupted_can_be_begun_again(empty, made, tmp_path, monkeypatch):
    target, there = empty(), FolderStore(tmp_path / "new")
    put, stored = there.put, []

    def full_after_two(name, content):
        if len(stored) == 2:
            raise OSError(28, "No space left on device")
        stored.append(name)
        put(name, content)

    monkeypatch.setattr(there, "put", full_after_two)
    with pytest.raises((BackupError, OSError), match="No space left"):
        restore(made, target, there, versions_for(target), KEY)
    assert tables_of(target) == []
    monkeypatch.undo()
    restore(made, target, there, versions_for(target), KEY)
    assert contents(there) == FILES
    assert migrations.current_version(target) == migrations.newest_version(target)


def test_no_backup_is_overwritten_and_none_is_left_half_done(migrated, made, tmp_path, monkeypatch):
    with pytest.raises(BackupError, match="exists already"):
        make_backup(migrated, FolderStore(tmp_path / "old"), made, now=NOW, scratch=tmp_path)
    store = store_at(tmp_path / "old", FILES)
    monkeypatch.setattr(store, "open", lambda _name: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    with pytest.raises(BackupError, match="Input/output error"):
        make_backup(migrated, store, tmp_path / "half.backup", now=NOW, scratch=tmp_path)
    assert [path.name for path in tmp_path.glob("*half*")] == []


def written(tmp_path, entries, *, dialect="sqlite", version="0001", checksums=None):
    """A backup that no Attune wrote."""
    path = tmp_path / "odd.backup"
    with path.open("wb") as file, archive.writing(file, None) as writer:
        for name, content in entries:
            writer.add(name, len(content), io.BytesIO(content))
        writer.checksums.update(checksums or {})
        known = DatabaseEntry(dialect=dialect, version=version)
        writer.finish(Manifest(made_at=datetime.now(UTC), program="9", database=known))
    return path


@pytest.mark.parametrize("name", ["files/../../etc/passwd", "files/media/../x", "files/other/x", "/etc/passwd", "x"])
def test_a_file_that_leads_elsewhere_is_refused(empty, tmp_path, name):
    target, there = empty(), FolderStore(tmp_path / "new")
    path = written(tmp_path, [(name, b"x")], dialect=target.engine.dialect.name)
    with pytest.raises((DamagedBackup, ValueError), match=r"does not belong|no name in a media store"):
        restore(path, target, there, versions_for(target), None)
    assert tables_of(target) == []
    assert not (tmp_path / "new").exists()


def test_a_newer_program_and_another_database_are_named(empty, tmp_path):
    target, there = empty(), FolderStore(tmp_path / "new")
    own, other = sorted(("sqlite", "postgresql"), key=lambda each: each != target.engine.dialect.name)
    with pytest.raises(BackupError, match="version 9999, which this program does not know"):
        restore(written(tmp_path, [], dialect=own, version="9999"), target, there, versions_for(target), None)
    with pytest.raises(BackupError, match=f"of a {other} database, and cannot be put back into {own}"):
        restore(written(tmp_path, [], dialect=other), target, there, versions_for(target), None)


def test_what_the_manifest_names_and_is_not_there_is_damage(tmp_path):
    path = written(tmp_path, [("files/media/a", b"x")], checksums={"files/media/b": "0" * 64})
    with pytest.raises(DamagedBackup, match="files/media/b"):
        archive.check(path, None)


@given(content=st.binary(max_size=50), more=st.integers(0, 3), data=st.data())
def test_a_sealed_stream_gives_back_what_was_written_or_nothing(content, more, data):
    content += bytes(CHUNK * more)
    sealed = io.BytesIO()
    writer = SealedWriter(sealed, KEY)
    half = data.draw(st.integers(0, len(content)))
    for part in (content[:half], content[half:]):
        writer.write(part)
    writer.close()
    whole = sealed.getvalue()
    assert io.BufferedReader(SealedReader(io.BytesIO(whole), KEY)).read() == content

    at = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[at] ^= data.draw(st.integers(1, 255))
    for damaged in (bytes(changed), whole[:at], whole + b"x"):
        with pytest.raises(DamagedBackup):
            io.BufferedReader(SealedReader(io.BytesIO(damaged), KEY)).read()


@pytest.mark.parametrize("damage", ["the last is gone", "two are exchanged", "one is there twice"])
def test_whole_chunks_cannot_go_be_exchanged_or_repeated(damage):
    sealed = io.BytesIO()
    writer = SealedWriter(sealed, KEY)
    writer.write(bytes(3 * CHUNK))
    writer.close()
    whole = sealed.getvalue()
    start = len(whole) - 3 * (CHUNK + TAG)
    first, second, last = (whole[start + (CHUNK + TAG) * n : start + (CHUNK + TAG) * (n + 1)] for n in range(3))
    chunks = {
        "the last is gone": first + second,
        "two are exchanged": second + first + last,
        "one is there twice": first + first + second + last,
    }
    with pytest.raises(DamagedBackup):
        io.BufferedReader(SealedReader(io.BytesIO(whole[:start] + chunks[damage]), KEY)).read()


def test_a_key_that_can_be_guessed_is_refused(tmp_path):
    file = tmp_path / "key"
    file.write_text("short\n")
    with pytest.raises(BackupError, match="5 characters; it needs 32 or more"):
        read_key(file)
    with pytest.raises(BackupError, match="cannot be read"):
        read_key(tmp_path / "none")
    file.write_bytes(KEY + b"\n")
    assert read_key(file) == KEY
