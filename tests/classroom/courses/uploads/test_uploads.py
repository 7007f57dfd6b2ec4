"""Files of a course: by what they are, under the names people gave them, whole or in pieces."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Course, CourseFile
from attune.classroom.courses.uploads.pieces import discard_abandoned
from attune.classroom.courses.uploads.service import discard_unnamed_files
from tests.classroom.courses.folders import png


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


def add(author, course, content, name):
    return author.post(f"/authoring/courses/{course.id}/files", data={"file": (io.BytesIO(content), name)})


def files_of(author, course):
    return {file["name"]: file for file in author.get(f"/authoring/courses/{course.id}/files").json["files"]}


def test_a_file_keeps_its_name_and_says_its_size(author, course):
    added = add(author, course, png(7, 5), "Übung – Tür.png").json
    assert (added["name"], added["media_type"]) == ("Übung – Tür.png", "image/png")
    assert (added["width"], added["height"], added["bytes"]) == (7, 5, len(png(7, 5)))
    with author.client.get(added["url"]) as answer:
        assert "filename*=UTF-8''%C3%9Cbung" in answer.headers["Content-Disposition"]
        assert answer.data == png(7, 5)


def test_a_name_that_is_taken_gets_a_number_but_not_the_same_file(author, course):
    first = add(author, course, b"One.", "notes.txt").json
    assert add(author, course, b"One.", "notes.txt").json["id"] == first["id"]
    assert add(author, course, b"Two.", "notes.txt").json["name"] == "notes (2).txt"


def test_a_file_gets_a_name_that_every_machine_keeps(author, course):
    assert add(author, course, b"One.", "Lecture 3: intro.txt").json["name"] == "Lecture 3 - intro.txt"
    assert add(author, course, b"One.", "12:30.txt").json["name"] == "12-30.txt"
    first = add(author, course, b"One.", "Plan.txt").json
    assert add(author, course, b"Two.", "plan.txt").json["name"] == "plan (2).txt"
    assert add(author, course, b"One.", "Plan.txt").json["id"] == first["id"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\0\0", "evil.exe"),
        (b"<svg onload='x'/>", "image.svg"),
        (b"%PDF-1.7", "bell.png"),
        (b"\0\1\2", "notes.txt"),
        (b"<html>", "page.html"),
    ],
)
def test_what_is_not_taken_is_refused(author, course, content, name):
    answer = add(author, course, content, name)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "file_not_taken")
    assert name not in files_of(author, course)


def test_a_file_that_a_lesson_names_is_not_deleted(author, course):
    used = files_of(author, course)["sampling.webm"]
    assert used["used_in"] == ["Lesson 1"]
    answer = author.delete(f"/authoring/files/{used['id']}")
    assert (answer.status_code, answer.json["error"]["data"]["used_in"]) == (409, ["Lesson 1"])
    added = add(author, course, png(), "Die Glocke.png").json
    draft = author.get(f"/authoring/lessons/{course.lessons[1]}/draft").json
    draft["body"]["blocks"][0]["content"]["text"] = "![Bell](Die%20Glocke.png)"
    author.put(f"/authoring/lessons/{course.lessons[1]}/draft", {"revision": 0, "body": draft["body"]})
    assert files_of(author, course)["Die Glocke.png"]["used_in"] == ["Lesson 2"]
    author.delete(f"/authoring/lessons/{course.lessons[1]}/draft")
    assert author.delete(f"/authoring/files/{added['id']}").status_code == 204
    assert author.client.get(added["url"]).status_code == 404


def begin(author, course, content, name="big.txt"):
    return author.post(f"/authoring/courses/{course.id}/uploads", {"name": name, "bytes": len(content)}).json["id"]


def piece(author, upload_id, offset, content):
    return author.patch(f"/authoring/uploads/{upload_id}", query_string={"offset": offset}, data=content)


def test_pieces_arrive_in_order_and_once(author, course):
    content = os.urandom(64).hex().encode()
    upload = begin(author, course, content)
    assert piece(author, upload, 0, content[:50]).json["offset"] == 50
    assert piece(author, upload, 0, content[:50]).json["offset"] == 50  # its answer was lost
    early = piece(author, upload, 90, content[90:])
    assert (early.status_code, early.json["error"]["data"]["offset"]) == (409, 50)
    assert author.post(f"/authoring/uploads/{upload}/completion").json["error"]["code"] == "upload_incomplete"
    assert author.get(f"/authoring/uploads/{upload}").json["offset"] == 50
    assert piece(author, upload, 50, content[50:]).json["offset"] == len(content)
    assert piece(author, upload, len(content), b"more").status_code == 422
    added = author.post(f"/authoring/uploads/{upload}/completion").json
    with author.client.get(added["url"]) as answer:
        assert answer.data == content
    assert author.get(f"/authoring/uploads/{upload}").status_code == 404


def test_an_upload_is_its_owner_s(author, course, make, sign_in):
    upload = begin(author, course, b"abc")
    other = sign_in(make.tutor(course))
    assert piece(other, upload, 0, b"abc").status_code == 404


def test_an_upload_outlives_a_restart_and_is_forgotten_when_abandoned(author, course, settings, clock):
    upload = begin(author, course, b"abc")
    piece(author, upload, 0, b"ab")
    folder = settings.media_dir / "uploads" / upload
    assert (folder / "content").read_bytes() == b"ab"  # all there is to know lies on the disk
    stamp = clock.now().timestamp()
    for path in (folder, *folder.iterdir()):
        os.utime(path, (stamp, stamp))
    assert discard_abandoned(settings.media_dir, clock.now() + timedelta(hours=23)) == 0
    assert discard_abandoned(settings.media_dir, clock.now() + timedelta(hours=25)) == 1
    assert author.get(f"/authoring/uploads/{upload}").status_code == 404


def test_a_file_that_nothing_names_any_more_goes_from_the_disk(author, course, settings, database, services):
    kept, gone = (add(author, course, png(side, 5), f"{side}.png").json for side in (7, 8))
    folder = settings.media_dir / str(course.id)
    with database.transaction() as session:
        session.delete(session.get_one(CourseFile, UUID(gone["id"])))
    elsewhere = settings.media_dir / "uploads" / str(uuid4())
    elsewhere.mkdir(parents=True)
    (elsewhere / "content").write_bytes(b"piece")
    with database.session(writes=False) as session:
        assert discard_unnamed_files(session, services.media, datetime.now(UTC)) == 0  # a request may be writing it
        assert discard_unnamed_files(session, services.media, datetime.now(UTC) + timedelta(days=2)) == 1
    assert [path.name for path in folder.iterdir()] == [kept["url"].rsplit("/", 1)[1]]
    assert (elsewhere / "content").exists()


def test_the_files_of_a_course_that_is_gone_go_with_their_folder(author, course, settings, database, services):
    add(author, course, png(7, 5), "7.png")
    with database.transaction() as session:
        session.delete(session.get_one(Course, course.id))
    with database.session(writes=False) as session:
        assert discard_unnamed_files(session, services.media, datetime.now(UTC) + timedelta(days=2)) == 1
    assert not (settings.media_dir / str(course.id)).exists()
