"""The files of a course: for its people only, in parts, under the names they were given, and never from outside."""

from __future__ import annotations

from uuid import UUID

import pytest

from attune.classroom.courses.importer import import_course
from attune.classroom.courses.models import CourseFile, Enrolment
from attune.classroom.platform.media.folder import FolderStore
from tests.classroom.courses.folders import COURSE, png, write_course

WEBM = b"\x1a\x45\xdf\xa3" + bytes(range(96))
LESSON = """![The bell](<Die Glocke.png>) Text, and [the data](Zahlen.csv), and [that lesson](two.md).

::: file
title: Worksheet
file: Übungsblatt 1.pdf
:::

::: video
file: film.webm
captions: film.vtt
duration_seconds: 3
:::
"""
FILES = {
    "Die Glocke.png": png(40, 30),
    "Zahlen.csv": "a,b\n",
    "Übungsblatt 1.pdf": b"%PDF-1.7\n",
    "film.webm": WEBM,
    "film.vtt": "WEBVTT\n",
    "two.md": "---\ntitle: Two\nminutes: 3\n---\nEnd.\n",
}


@pytest.fixture
def course(database, settings, tmp_path, clock):
    folder = write_course(tmp_path / "folder", LESSON, COURSE.replace("one.md", "one.md, two.md"), **FILES)
    with database.transaction() as session:
        return import_course(session, folder, FolderStore(settings.state_dir))


@pytest.fixture
def browser(database, make, sign_in, course, clock):
    student = make.student()
    with database.transaction() as session:
        session.add(Enrolment(user_id=student.id, course_id=course.id, enrolled_at=clock.now()))
    return sign_in(student)


@pytest.fixture
def lesson(browser, course):
    entries = browser.get(f"/courses/{course.id}").json["modules"][0]["lessons"]
    return browser.get(f"/lessons/{entries[0]['id']}").json | {"second": entries[1]["id"]}


def fetch(browser, url, **options):
    answer = browser.client.get(url, **options)
    answer.close()
    return answer


def test_a_picture_of_a_lesson_is_there_with_its_size(browser, lesson):
    html = lesson["blocks"][0]["html"]
    address = html.split('src="')[1].split('"')[0]
    assert 'alt="The bell" width="40" height="30" loading="lazy" decoding="async"' in html
    answer = browser.client.get(address)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", FILES["Die Glocke.png"])
    answer.close()


def test_links_lead_to_the_course_s_files_and_lessons(browser, lesson):
    html = lesson["blocks"][0]["html"]
    assert f'<a href="/lessons/{lesson["second"]}" rel="noopener noreferrer">that lesson</a>' in html
    address = html.split('<a href="')[1].split('"')[0]
    assert fetch(browser, address).mimetype == "text/csv"


def test_a_file_is_called_as_it_was_uploaded(browser, lesson):
    file = lesson["blocks"][1]["file"]
    assert file["name"] == "Übungsblatt 1.pdf"
    assert "bungsblatt" not in file["url"]
    disposition = fetch(browser, file["url"]).headers["Content-Disposition"]
    assert "filename*=UTF-8''%C3%9Cbungsblatt%201.pdf" in disposition


def test_a_player_may_ask_for_a_part(browser, lesson):
    video = lesson["blocks"][2]["video"]
    part = browser.client.get(video["url"], headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data, part.mimetype) == (206, WEBM[10:20], "video/webm")
    part.close()


def test_it_may_be_kept_by_the_browser_but_not_by_others(browser, lesson):
    kept = fetch(browser, lesson["blocks"][1]["file"]["url"]).headers["Cache-Control"]
    assert kept == "private, max-age=31536000, immutable"


def test_who_is_not_in_the_course_does_not_find_it(make, sign_in, lesson, visitor):
    url = lesson["blocks"][1]["file"]["url"]
    assert fetch(sign_in(make.student(make.course("Other"))), url).status_code == 404
    assert fetch(visitor, url).status_code == 401


@pytest.mark.parametrize("asked", ["..%2f..%2fsecret_key", "%2e%2e", "secret_key", ".hidden.txt", "none.webm"])
def test_nothing_outside_the_course_s_folder_is_found(browser, course, asked, settings):
    (settings.state_dir / "secret_key").write_text("secret")
    assert browser.get(f"/courses/{course.id}/files/{asked}").status_code == 404


def test_even_a_row_that_leaves_the_folder_is_not_followed(browser, course, database, settings):
    (settings.state_dir / "secret.txt").write_text("secret")
    with database.transaction() as session:
        session.add(CourseFile(course_id=course.id, name="x.txt", stored_name="..%2f..%2fsecret.txt"))
        session.add(CourseFile(course_id=course.id, name="y.txt", stored_name=".."))
    for asked in ("..%2f..%2fsecret.txt", "..%252f..%252fsecret.txt", "%2e%2e"):
        assert browser.get(f"/courses/{course.id}/files/{asked}").status_code == 404


def test_what_an_old_lesson_names_and_nobody_has_is_shown_as_text(browser, database, lesson):
    from attune.classroom.courses.models import Block

    with database.transaction() as session:
        block = session.query(Block).filter_by(lesson_id=UUID(lesson["id"]), position=1).one()
        block.content = {"text": "![A bell](gone.png) [data](gone.csv) ![far](https://example.org/x.png)"}
    html = browser.get(f"/lessons/{lesson['id']}").json["blocks"][0]["html"]
    assert html == '<p>A bell <a rel="noopener noreferrer">data</a> far</p>\n'


def test_a_pdf_may_be_framed_by_this_site_alone_and_loads_nothing(make, sign_in, settings, database):
    course = make.course()
    folder = settings.media_dir / str(course.id)
    folder.mkdir(parents=True)
    (folder / "sheet.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    (folder / "data.csv").write_text("a,b\n")
    with database.transaction() as session:
        session.add_all([CourseFile(course_id=course.id, name=n, stored_name=n) for n in ("sheet.pdf", "data.csv")])
    student = sign_in(make.student(course))
    with student.get(f"/courses/{course.id}/files/sheet.pdf") as pdf:
        assert pdf.data.startswith(b"%PDF-")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    assert pdf.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = pdf.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    assert (pdf.headers["X-Content-Type-Options"], pdf.mimetype) == ("nosniff", "application/pdf")
    with student.get(f"/courses/{course.id}/files/data.csv") as other:
        assert other.data == b"a,b\n"
    assert other.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"]
