"""The contract of media stores, which every implementation keeps: a folder, and one in memory."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from attune.classroom.platform.media.contract import MediaMissing, UnfitMediaName
from attune.classroom.platform.media.folder import FolderStore
from attune.classroom.platform.media.sweeping import discard_unnamed
from tests.classroom.platform.media.memory import MemoryStore

NAME = "media/course/0af3.png"


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    return FolderStore(tmp_path / "state") if request.param == "folder" else MemoryStore()


def put(store, name, content=b"0123456789"):
    store.put(name, io.BytesIO(content))


def content_of(store, name):
    with store.open(name) as file:
        return file.read()


def names_below(store, prefix):
    return sorted(file.name for file in store.list_below(prefix))


def test_what_is_put_is_read(store):
    put(store, NAME)
    assert content_of(store, NAME) == b"0123456789"
    found = store.find(NAME)
    assert (found.name, found.bytes) == (NAME, 10)
    assert abs(datetime.now(UTC) - found.changed_at) < timedelta(minutes=10)


def test_a_file_is_read_from_any_position(store):
    put(store, NAME)
    with store.open(NAME) as file:
        assert file.seekable()
        file.seek(4)
        assert file.read(3) == b"456"
        file.seek(0)
        assert file.read(2) == b"01"


def test_what_is_not_there_is_missing(store):
    assert store.find(NAME) is None
    with pytest.raises(MediaMissing):
        store.open(NAME)
    store.delete(NAME)
    store.delete_below("media/course")
    assert names_below(store, "media") == []


def test_a_folder_is_no_file(store):
    put(store, NAME)
    assert store.find("media/course") is None
    with pytest.raises(MediaMissing):
        store.open("media/course")
    store.delete("media/course")
    assert content_of(store, NAME)


def test_another_content_takes_the_place_of_the_first_and_who_reads_that_one_reads_it_whole(store):
    put(store, NAME, b"a" * 100)
    with store.open(NAME) as reading:
        first = reading.read(1)
        put(store, NAME, b"b" * 50)
        assert first + reading.read() == b"a" * 100
    assert content_of(store, NAME) == b"b" * 50
    assert store.find(NAME).bytes == 50


def test_what_fails_halfway_leaves_what_was_there(store):
    class Broken(io.BytesIO):
        def read(self, *_size):
            raise OSError("the disk it came from")

    put(store, NAME)
    with pytest.raises(OSError, match="the disk"):
        store.put(NAME, Broken())
    assert content_of(store, NAME) == b"0123456789"
    assert names_below(store, "media") == [NAME]


def test_files_are_listed_by_the_whole_parts_of_their_names(store):
    for name in ("media/a/1.png", "media/a/2.png", "media/ab/3.png", "work/a/b/4.txt"):
        put(store, name)
    assert names_below(store, "media/a") == ["media/a/1.png", "media/a/2.png"]
    assert names_below(store, "media") == ["media/a/1.png", "media/a/2.png", "media/ab/3.png"]
    assert names_below(store, "work") == ["work/a/b/4.txt"]


def test_files_are_deleted_one_by_one_or_all_below_a_prefix(store):
    for name in ("media/a/1.png", "media/a/2.png", "media/ab/3.png"):
        put(store, name)
    store.delete("media/a/1.png")
    assert names_below(store, "media") == ["media/a/2.png", "media/ab/3.png"]
    store.delete_below("media/a")
    assert names_below(store, "media") == ["media/ab/3.png"]


@pytest.mark.parametrize("name", ["", "/etc/passwd", "media/../secret", "media//x", "media/.", "a\\b", "a\0b", "x/"])
def test_no_name_leads_out_of_the_store(store, name):
    for use in (store.open, store.find, store.delete, store.delete_below, lambda name: list(store.list_below(name))):
        with pytest.raises(UnfitMediaName):
            use(name)
    with pytest.raises(UnfitMediaName):
        put(store, name)


def test_what_no_row_names_goes_after_a_day(store):
    put(store, "media/a/named.png")
    put(store, "media/a/unnamed.png")
    named = {"media/a/named.png"}

    def sweep(after):
        return discard_unnamed(store, store.list_below("media"), named, datetime.now(UTC) + after)

    assert sweep(timedelta(hours=23)) == 0  # a request may be writing its row
    assert sweep(timedelta(hours=25)) == 1
    assert names_below(store, "media") == ["media/a/named.png"]


def test_a_folder_that_was_emptied_is_removed(tmp_path):
    store = FolderStore(tmp_path)
    put(store, "work/block/student/1.txt")
    store.delete("work/block/student/1.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["work"]
    assert list((tmp_path / "work").iterdir()) == []
