"""A file that an import replaces: students see the new content once the lesson is published, and not before."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest

from attune.classroom.courses.uploads.service import discard_unnamed_files
from tests.classroom.courses.folders import png
from tests.classroom.courses.packages.zips import bring_in, export, files_in, send, zip_of

OLD, NEW, NEWER = png(4, 3), png(8, 6), png(16, 12)
SHOWN = re.compile(r'<img src="/api/v1([^"]+)" alt="A bell" width="(\d+)"')


@pytest.fixture
def course(make, settings):
    made = make.course()
    folder = settings.media_dir / str(made.id)
    folder.mkdir(parents=True)
    (folder / "sampling.webm").write_bytes(b"\x1a\x45\xdf\xa3" + b"\0" * 40)
    (folder / "sampling.vtt").write_text("WEBVTT\n")
    return made


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def student(make, sign_in, course):
    return sign_in(make.student(course))


def read(browser, address):
    """The bytes of a file; its answer is closed as a server does."""
    answer = browser.get(address)
    assert answer.status_code == 200
    content = answer.data
    answer.close()
    return content


class Lesson:
    """The first lesson of the course, whose first block shows an image."""

    def __init__(self, author, student, course):
        self.author, self.student, self.course = author, student, course
        self.path = f"/authoring/lessons/{course.lessons[0]}"
        draft = self.draft()
        draft["body"]["blocks"][0]["content"]["text"] = "![A bell](bell.png)"
        change = {"revision": draft["revision"], "body": draft["body"]}
        assert author.put(f"{self.path}/draft", change).status_code == 200
        self.publish()

    def draft(self):
        return self.author.get(f"{self.path}/draft").json

    def publish(self):
        answer = self.author.post(f"{self.path}/publish", {"revision": self.draft()["revision"]})
        assert answer.status_code == 200, answer.json

    def publish_again(self, number):
        assert self.author.post(f"{self.path}/versions/{number}/publish").status_code == 200

    def bring_in(self, image):
        bring_in(self.author, self.zip_with(image), self.course.id)

    def zip_with(self, image):
        return zip_of({**files_in(export(self.author, self.course.id)), "media/bell.png": image})

    def shown_to(self, reader):
        """The bytes of the image in the lesson, and the width that the page keeps free."""
        html = reader.get(f"/lessons/{self.course.lessons[0]}").json["blocks"][0]["html"]
        address, width = SHOWN.search(html).groups()
        return read(reader, address), int(width)

    def shown_to_author(self):
        body = self.draft()["body"]
        html = self.author.post(f"{self.path}/preview", {"body": body}).json["blocks"][0]["html"]
        return read(self.author, SHOWN.search(html)[1])


@pytest.fixture
def lesson(author, student, course):
    form = {"file": (io.BytesIO(OLD), "bell.png")}
    assert author.post(f"/authoring/courses/{course.id}/files", data=form).status_code == 201
    return Lesson(author, student, course)


def test_students_get_the_old_image_until_the_lesson_is_published(lesson, student, author):
    lesson.bring_in(NEW)
    assert lesson.shown_to(student) == (OLD, 4)
    assert lesson.shown_to(author) == (OLD, 4)  # the lesson as it is published, whoever reads it
    assert lesson.shown_to_author() == NEW
    lesson.publish()
    assert lesson.shown_to(student) == (NEW, 8)


def test_an_earlier_version_brings_its_image_back(lesson, student):
    lesson.bring_in(NEW)
    lesson.publish()
    lesson.publish_again(2)
    assert lesson.shown_to(student) == (OLD, 4)
    assert lesson.draft()["has_changes"]  # authors go on with the new image
    lesson.publish()
    assert lesson.shown_to(student) == (NEW, 8)
    lesson.publish_again(4)  # which was version 2 again
    assert lesson.shown_to(student) == (OLD, 4)


def test_of_two_imports_before_publishing_the_last_counts(lesson, student):
    lesson.bring_in(NEW)
    lesson.bring_in(NEWER)
    assert lesson.shown_to(student) == (OLD, 4)
    lesson.publish()
    assert lesson.shown_to(student) == (NEWER, 16)
    lesson.publish_again(2)
    assert lesson.shown_to(student) == (OLD, 4)


def test_a_lesson_that_shows_an_older_image_has_something_to_publish(lesson, author, course):
    def unpublished():
        detail = author.get(f"/authoring/courses/{course.id}").json
        changed = [each["has_draft_changes"] for each in detail["modules"][0]["lessons"]]
        return changed, detail["unpublished_count"], lesson.draft()["has_changes"]

    assert unpublished() == ([False, False], 0, False)
    report = send(author, lesson.zip_with(NEW), course.id).json["report"]
    assert (report["changed"], report["new"], report["removed"]) == (["Lesson 1"], [], [])
    lesson.bring_in(NEW)
    assert unpublished() == ([True, False], 1, True)
    lesson.bring_in(OLD)  # as it was
    assert unpublished() == ([False, False], 0, False)
    lesson.bring_in(NEW)
    lesson.publish()
    assert unpublished() == ([False, False], 0, False)


def test_the_same_files_again_change_nothing(lesson, author, course):
    packed = export(author, course.id)
    assert send(author, packed, course.id).json["report"]["changed"] == []
    bring_in(author, packed, course.id)
    assert export(author, course.id) == packed
    assert not lesson.draft()["has_changes"]


def test_a_zip_that_was_brought_in_comes_out_identical_before_and_after_publishing(lesson, author, course):
    changed = lesson.zip_with(NEW)
    bring_in(author, changed, course.id)
    packed = export(author, course.id)
    assert files_in(packed)["media/bell.png"] == NEW
    lesson.publish()
    assert export(author, course.id) == packed


def test_what_a_version_was_published_with_is_not_swept_away(lesson, student, database, services, clock):
    lesson.bring_in(NEW)
    lesson.bring_in(NEWER)
    lesson.publish()
    with database.session(writes=False) as session:
        swept = discard_unnamed_files(session, services.media, clock.now() + timedelta(days=36_500))
    assert swept == 1  # that in between was never published
    assert lesson.shown_to(student) == (NEWER, 16)
    lesson.publish_again(2)
    assert lesson.shown_to(student) == (OLD, 4)


def test_a_file_that_is_deleted_goes_with_every_content_it_had(lesson, author, course, settings):
    lesson.bring_in(NEW)
    draft = lesson.draft()
    draft["body"]["blocks"][0]["content"]["text"] = "No image."
    author.put(f"{lesson.path}/draft", {"revision": draft["revision"], "body": draft["body"]})
    lesson.publish()
    file = next(
        each for each in author.get(f"/authoring/courses/{course.id}/files").json["files"] if each["name"] == "bell.png"
    )
    assert author.delete(f"/authoring/files/{file['id']}").status_code == 204
    left = {path.suffix for path in (settings.media_dir / str(course.id)).iterdir()}
    assert left == {".webm", ".vtt"}


def test_another_course_does_not_answer_for_an_older_content(lesson, author, course, make, sign_in):
    lesson.bring_in(NEW)
    html = author.get(f"/lessons/{course.lessons[0]}").json["blocks"][0]["html"]
    address = SHOWN.search(html)[1]
    other = make.course("Another")
    stranger = sign_in(make.student(other))
    assert stranger.get(address).status_code == 404
    assert stranger.get(address.replace(str(course.id), str(other.id))).status_code == 404
