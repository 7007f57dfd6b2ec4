"""The files of a course: for its people only, in parts, and never from outside its folder."""

from __future__ import annotations

import pytest

from attune.classroom.courses.files import keep_file


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def name(course, settings, tmp_path):
    source = tmp_path / "My Video.webm"
    source.write_bytes(bytes(range(100)))
    return keep_file(settings.media_dir, course.id, source)


def test_the_name_says_what_is_in_it(name):
    assert name.startswith("my-video.")
    assert name.endswith(".webm")


def test_a_player_may_ask_for_a_part(make, sign_in, course, name):
    browser = sign_in(make.student(course))
    part = browser.get(f"/courses/{course.id}/files/{name}", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data, part.mimetype) == (206, bytes(range(10, 20)), "video/webm")
    part.close()


def test_it_may_be_kept_by_the_browser_but_not_by_others(make, sign_in, course, name):
    answer = sign_in(make.student(course)).get(f"/courses/{course.id}/files/{name}")
    kept = answer.headers["Cache-Control"]
    answer.close()
    assert kept == "private, max-age=31536000, immutable"


def test_who_is_not_in_the_course_does_not_find_it(make, sign_in, course, name):
    assert sign_in(make.student(make.course("Other"))).get(f"/courses/{course.id}/files/{name}").status_code == 404


@pytest.mark.parametrize("asked", ["..%2f..%2fsecret_key", "%2e%2e", "secret_key", ".hidden.txt", "none.webm"])
def test_nothing_outside_the_course_s_folder_is_found(make, sign_in, course, name, asked, settings):
    (settings.state_dir / "secret_key").write_text("secret")
    answer = sign_in(make.student(course)).get(f"/courses/{course.id}/files/{asked}")
    assert answer.status_code == 404
