"""Courses out as zips and in again: identical, in place, with every id, and with progress kept."""

from __future__ import annotations

import io
import json
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.courses.files import save_file
from attune.classroom.courses.importing.problems import Report
from attune.classroom.courses.importing.yaml_reader import read_yaml
from attune.classroom.courses.models import CourseFile
from attune.classroom.courses.packages.reading import read_package
from attune.classroom.courses.packages.writing import write_lesson
from attune.classroom.courses.packages.yaml_writer import write_yaml
from tests.classroom.courses.folders import png
from tests.classroom.courses.packages.zips import bring_in, export, files_in, send, zip_of


@pytest.fixture
def course(make):
    return make.course(item_help=True)


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def with_files(author, course, settings):
    """The course with an image and its video's files really there."""
    folder = settings.media_dir / str(course.id)
    folder.mkdir(parents=True)
    (folder / "sampling.webm").write_bytes(b"\x1a\x45\xdf\xa3" + b"\0" * 40)
    (folder / "sampling.vtt").write_text("WEBVTT\n")
    form = {"file": (io.BytesIO(png()), "Die Glocke.png")}
    assert author.post(f"/authoring/courses/{course.id}/files", data=form).status_code == 201
    return course


def body_of(author, lesson_id):
    return author.get(f"/authoring/lessons/{lesson_id}/draft").json["body"]


def test_a_course_comes_back_under_new_ids_where_its_own_are_taken(author, with_files):
    first = export(author, with_files.id)
    analysed = send(author, first).json
    assert analysed["report"]["new"] == ["Lesson 1", "Lesson 2"]
    assert any("as a copy" in note for note in analysed["report"]["notes"])
    copy = bring_in(author, first)
    assert copy["id"] != str(with_files.id)
    assert (copy["state"], copy["unpublished_count"]) == ("draft", 0)
    assert [lesson["version"] for lesson in copy["modules"][0]["lessons"]] == [1, 1]
    again = files_in(export(author, copy["id"]))
    assert again.keys() == files_in(first).keys()
    assert again["media/Die Glocke.png"] == png()


def test_files_whose_names_some_machines_do_not_keep_are_copied_and_come_back(
    author, with_files, database, settings, services
):
    with services.database.transaction() as session:  # as they were taken before names were made portable
        for name in ("Lecture 3: intro.txt", "Plan.txt", "plan.txt"):
            source = settings.media_dir / "source.txt"
            source.write_text(name)
            stored = save_file(services.media, with_files.id, source, name).stored_name
            session.add(CourseFile(id=uuid4(), course_id=with_files.id, name=name, stored_name=stored))
            source.unlink()
    first = export(author, with_files.id)
    assert any("one name" in note for note in send(author, first).json["report"]["notes"])
    copied = author.post(f"/authoring/courses/{with_files.id}/copy")
    assert copied.status_code == 201, copied.json
    for course_id in (copied.json["id"], bring_in(author, first)["id"]):
        files = files_in(export(author, course_id))
        for name in ("Lecture 3: intro.txt", "Plan.txt", "plan.txt"):
            assert files[f"media/{name}"] == name.encode()


@pytest.mark.parametrize("subject", [None, "Statistics", "Physik: Wellen & Optik", "علم الأحياء"])
def test_export_import_export_is_identical(author, with_files, subject):
    author.patch(f"/authoring/courses/{with_files.id}", json={"subject": subject})
    first = export(author, with_files.id)
    tutor = author
    tutor.put(f"/authoring/courses/{with_files.id}/state", {"state": "archived"})
    assert tutor.delete(f"/authoring/courses/{with_files.id}").status_code == 204
    again = bring_in(author, first)
    assert (again["id"], again["subject"]) == (str(with_files.id), subject)
    assert export(author, again["id"]) == first


def test_the_subject_travels_with_the_course_and_goes_with_it(author, with_files):
    at = f"/authoring/courses/{with_files.id}"
    assert author.get(at).json["subject"] is None
    plain = export(author, with_files.id)
    assert b"subject" not in files_in(plain)["course.yaml"]
    assert author.patch(at, json={"subject": "  Statistics "}).json["subject"] == "Statistics"
    named = export(author, with_files.id)
    assert b"subject: Statistics" in files_in(named)["course.yaml"]
    assert bring_in(author, named)["subject"] == "Statistics"
    assert author.patch(at, json={"title": "Other"}).json["subject"] == "Statistics"
    assert author.patch(at, json={"subject": None}).json["subject"] is None


@pytest.mark.parametrize("subject", ["", "   ", "s" * 81, "two\nlines", 7])
def test_a_subject_is_a_line_of_80_characters_at_most(author, with_files, subject):
    refused = author.patch(f"/authoring/courses/{with_files.id}", json={"subject": subject})
    assert refused.status_code == 422
    assert "subject" in str(refused.json["error"]["data"])


def test_a_changed_zip_updates_in_place_and_keeps_progress(author, with_files, make, sign_in):
    student = sign_in(make.student(with_files))
    path = f"/lessons/{with_files.lessons[0]}"
    student.put(f"{path}/progress", {"block_id": str(with_files.text), "status": "completed"})
    files = files_in(export(author, with_files.id))
    name = next(each for each in files if each.startswith("lessons/01"))
    files[name] = files[name].replace(b"The **mean**", b"The *arithmetic* mean")
    changed = zip_of(files)
    report = send(author, changed, with_files.id).json["report"]
    assert (report["new"], report["changed"], report["removed"]) == ([], ["Lesson 1"], [])
    assert report["affected_students"] == 1
    bring_in(author, changed, with_files.id)
    assert "arithmetic" not in student.get(path).json["blocks"][0]["html"]
    draft = author.get(f"/authoring/lessons/{with_files.lessons[0]}/draft").json
    assert draft["has_changes"]
    published = author.post(f"/authoring/lessons/{with_files.lessons[0]}/publish", {"revision": draft["revision"]})
    assert published.status_code == 200, published.json
    shown = student.get(path).json["blocks"][0]
    assert "arithmetic" in shown["html"]
    assert (shown["id"], shown["completed"]) == (str(with_files.text), True)


def test_lessons_that_the_zip_lacks_are_archived_and_new_ones_are_drafts(author, with_files):
    files = files_in(export(author, with_files.id))
    second = next(each for each in files if each.startswith("lessons/02"))
    del files[second]
    files["course.yaml"] = files["course.yaml"].replace(second.encode(), b"new.md")
    files["new.md"] = b"---\ntitle: Fresh\nminutes: 5\n---\nHello.\n"
    changed = zip_of(files)
    report = send(author, changed, with_files.id).json["report"]
    assert (report["new"], report["removed"]) == (["Fresh"], ["Lesson 2"])
    lessons = bring_in(author, changed, with_files.id)["modules"][0]["lessons"]
    assert [(lesson["title"], lesson["version"], lesson["archived"]) for lesson in lessons] == [
        ("Lesson 1", 1, False),
        ("Fresh", 0, False),
        ("Lesson 2", 1, True),
    ]


def test_the_same_zip_changes_nothing(author, with_files):
    same = export(author, with_files.id)
    report = send(author, same, with_files.id).json["report"]
    assert (report["new"], report["changed"], report["removed"]) == ([], [], [])
    bring_in(author, same, with_files.id)
    assert author.get(f"/authoring/courses/{with_files.id}").json["unpublished_count"] == 0


def test_an_unfinished_draft_travels_too(author, with_files):
    draft = author.get(f"/authoring/lessons/{with_files.lessons[1]}/draft").json
    draft["body"]["blocks"][1]["content"]["questions"] = []
    author.put(f"/authoring/lessons/{with_files.lessons[1]}/draft", {"revision": 0, "body": draft["body"]})
    copy = author.post(f"/authoring/courses/{with_files.id}/copy").json
    assert copy["title"] == "Statistics (2)"
    second = copy["modules"][0]["lessons"][1]
    assert second["version"] == 0
    assert body_of(author, second["id"])["blocks"][1]["content"]["questions"] == []


def test_a_course_is_deleted_only_archived_and_without_records(author, with_files, make, sign_in, settings):
    path = f"/authoring/courses/{with_files.id}"
    assert author.delete(path).json["error"]["code"] == "course_not_archived"
    student = sign_in(make.student(with_files))
    student.put(f"/lessons/{with_files.lessons[0]}/completion", {"completed": True})
    author.put(f"{path}/state", {"state": "archived"})
    assert author.delete(path).json["error"]["code"] == "course_has_records"
    empty = author.post("/authoring/courses", {"title": "Empty"}).json
    author.put(f"/authoring/courses/{empty['id']}/state", {"state": "archived"})
    assert author.delete(f"/authoring/courses/{empty['id']}").status_code == 204
    assert author.get(f"/authoring/courses/{empty['id']}").status_code == 404


TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters=[chr(n) for n in range(32) if n not in (9, 10, 13)] + ["\x7f"]
    ),
    max_size=200,
)
LINES = st.lists(
    st.sampled_from(["", " ", ":::", "::: text", "\\::: hint", "---", "```", "# A", "x", "- a", ": b", "\ttab"]),
    max_size=8,
).map("\n".join)
TEXT = st.one_of(TEXTS, LINES)
KEYS = TEXTS.map(lambda text: text[:60])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=10,
)


@given(value=st.dictionaries(KEYS, JSON, max_size=5))
@settings(max_examples=100, deadline=None)
def test_yaml_is_read_as_it_was_written(value):
    read = read_yaml(write_yaml(value)).value or {}
    assert json.dumps(read) == json.dumps(value)


def blocks():
    ids = st.uuids(version=4)
    contents = st.one_of(
        st.tuples(st.just("markdown"), st.fixed_dictionaries({"text": TEXT})),
        st.tuples(st.just("code"), st.fixed_dictionaries({"language": st.just("python"), "text": TEXT})),
        st.tuples(st.just("callout"), st.fixed_dictionaries({"tone": st.just("tip"), "text": TEXT})),
        st.tuples(st.just("embed"), st.fixed_dictionaries({"url": st.just("https://a.example"), "title": TEXT})),
        st.tuples(st.just("image"), st.fixed_dictionaries({"file": st.just("a.png"), "alt": TEXT, "caption": TEXT})),
    )
    choice = st.fixed_dictionaries({"id": st.uuids(version=4).map(str), "text": TEXT})
    poll = {"question": TEXT, "choices": st.lists(choice, max_size=3), "results": st.just("never")}
    contents |= st.tuples(st.just("poll"), st.fixed_dictionaries(poll))
    optional = st.none() | TEXT
    return st.builds(
        lambda own, kind, title, hints, example, easier, challenge: {
            "id": str(own),
            "kind": kind[0],
            "title": title,
            "hints": hints,
            "example": example,
            "easier": easier,
            "challenge": challenge,
            "prerequisite": None,
            "content": kind[1],
        },
        ids,
        contents,
        st.none() | TEXT,
        st.lists(TEXT, max_size=3),
        optional,
        optional,
        optional,
    )


@given(
    body=st.builds(
        lambda title, found: {"title": title, "minutes": 5, "blocks": found}, TEXTS, st.lists(blocks(), max_size=4)
    )
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_every_lesson_is_read_as_it_was_written(body, tmp_path_factory):
    """Also a lesson that nobody could publish: it travels as an unfinished draft."""
    folder = tmp_path_factory.mktemp("lesson")
    (folder / "files").mkdir()
    lesson = LessonBody.model_validate(body)
    header = {"id": str(uuid4()), "title": lesson.title, "minutes": lesson.minutes, "unfinished": True}
    course = "slug: tiny\ntitle: Tiny\nmodules:\n  - title: Only\n    lessons: [one.md]\n"
    (folder / "course.zip").write_bytes(zip_of({"course.yaml": course, "one.md": write_lesson(header, lesson)}))
    report = Report()
    package = read_package(folder / "course.zip", folder / "files", report)
    assert report.problems == []
    assert package is not None
    assert package.lessons()[0].body.as_json() == lesson.as_json()
