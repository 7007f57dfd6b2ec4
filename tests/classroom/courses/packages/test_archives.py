"""Zips that a stranger made: the hostile are refused with nothing changed, the odd are read with a note."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from attune.classroom.courses.importing.problems import Report
from attune.classroom.courses.models import Course
from attune.classroom.courses.packages.archive import unpack
from attune.classroom.courses.packages.reading import read_package
from tests.classroom.courses.folders import png
from tests.classroom.courses.packages.zips import LESSON, SOUND, bring_in, files_in, send, zip_of


@pytest.fixture
def author(make, sign_in):
    return sign_in(make.tutor())


def count_courses(database):
    with database.session(writes=False) as session:
        return session.scalar(select(func.count()).select_from(Course))


def with_link() -> bytes:
    packed = io.BytesIO(zip_of(SOUND))
    with zipfile.ZipFile(packed, "a") as archive:
        info = zipfile.ZipInfo("media/passwd.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return packed.getvalue()


def claiming(size: int, name: bytes = b"one.md") -> bytes:
    """A zip whose list says that a file is this long."""
    content = bytearray(zip_of(SOUND, zipfile.ZIP_STORED))
    at = content.index(name, content.index(b"PK\x01\x02")) - 46
    while content[at : at + 4] != b"PK\x01\x02" or not content[at + 46 :].startswith(name):
        at = content.index(b"PK\x01\x02", at + 1)
    content[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(content)


def folder_with_content() -> bytes:
    content = bytearray(zip_of({"sub/": "", **SOUND}, zipfile.ZIP_STORED))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 2**31)
    return bytes(content)


HOSTILE = {
    "a way out": lambda: zip_of({**SOUND, "../../evil.txt": "x"}),
    "a way out inside": lambda: zip_of({**SOUND, "media/../../evil.txt": "x"}),
    "an absolute name": lambda: zip_of({**SOUND, "/etc/evil.txt": "x"}),
    "a name of Windows": lambda: zip_of({**SOUND, "..\\evil.txt": "x"}),
    "a drive": lambda: zip_of({**SOUND, "C:evil.txt": "x"}),
    "a link": with_link,
    "names that differ by composition": lambda: zip_of({**SOUND, "media/\u00e9.txt": "x", "media/e\u0301.txt": "y"}),
    "a bomb": lambda: zip_of({**SOUND, "media/zeros.txt": b"0" * 30_000_000}),
    "a folder that claims 2^31 bytes": folder_with_content,
    "an entry over 250 MB": lambda: claiming(260_000_000),
    "a list that says too much": lambda: claiming(len(LESSON) + 1),
    "a list that says too little": lambda: claiming(3),
    "half a zip": lambda: zip_of(SOUND)[: len(zip_of(SOUND)) // 2],
    "no zip": lambda: b"This is no zip.",
    "nothing": lambda: b"",
    "no course": lambda: zip_of({"readme.txt": "Hello."}),
    "a type that is not taken": lambda: zip_of({**SOUND, "media/evil.exe": b"MZ"}),
    "an image that is none": lambda: zip_of({**SOUND, "media/bell.png": b"MZ\0\0"}),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_zip_is_refused_and_changes_nothing(kind, author, database, settings):
    answer = send(author, HOSTILE[kind]())
    assert answer.status_code == 200, answer.json
    assert not answer.json["applicable"]
    assert all(problem["file"] and problem["message"] for problem in answer.json["report"]["problems"])
    applied = author.post(f"/authoring/imports/{answer.json['id']}/application")
    assert (applied.status_code, applied.json["error"]["code"]) == (422, "course_format")
    assert count_courses(database) == 0
    assert [path.name for path in settings.media_dir.iterdir()] == ["uploads"]


def test_what_other_programs_leave_is_skipped_with_a_note(author):
    content = zip_of({**SOUND, "__MACOSX/._one.md": b"\0\1", ".DS_Store": b"\0", "notes.md": "Not named."})
    analysed = send(author, content).json
    assert analysed["applicable"]
    assert sum("left out" in note for note in analysed["report"]["notes"]) == 3


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("\ufeff" + LESSON, "byte-order mark"),
        (LESSON.replace("\n", "\r"), "CR alone"),
        (LESSON.replace("Hello", "Über").encode("latin-1"), "Latin-1"),
    ],
)
def test_odd_texts_are_read_with_a_note(author, written, note):
    content = zip_of({**SOUND, "one.md": written})
    assert any(note in each for each in send(author, content).json["report"]["notes"])
    course = bring_in(author, content)
    lesson = course["modules"][0]["lessons"][0]
    text = author.get(f"/authoring/lessons/{lesson['id']}/draft").json["body"]["blocks"][0]["content"]["text"]
    assert text in {"Hello.", "Über."}


def test_a_whole_folder_that_was_packed_is_a_course(author):
    content = zip_of({f"My course/{name}": text for name, text in SOUND.items()})
    assert bring_in(author, content)["title"] == "Tiny"


def test_problems_name_file_line_and_what_to_do(author):
    bad = LESSON + "\n::: quiz\nquestions:\n  - kind: single\n    prompt: Which?\n:::\n![x](missing.png)\n"
    report = send(author, zip_of({**SOUND, "one.md": bad})).json["report"]
    assert {(problem["file"], problem["line"]) for problem in report["problems"]} >= {("one.md", 9), ("one.md", 12)}


@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_zip_is_read_or_refused_and_never_fails(changes, tmp_path_factory):
    content = bytearray(zip_of({**SOUND, "media/bell.png": png()}))
    for place, value in changes:
        content[place % len(content)] = value
    folder = tmp_path_factory.mktemp("damaged")
    source, target = folder / "course.zip", folder / "files"
    target.mkdir()
    source.write_bytes(content)
    report = Report()
    package = read_package(source, target, report)
    assert package is not None or report.problems
    assert all(path.parent == target for path in folder.rglob("*") if path.is_file() and path != source)


@given(names=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6, unique=True))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_leads_out_of_the_folder(names, tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    source, target = folder / "course.zip", folder / "files"
    target.mkdir()
    try:
        source.write_bytes(zip_of(dict.fromkeys(names, "x")))
    except (ValueError, UnicodeEncodeError):
        return  # such a name no zip can hold
    unpack(source, target, Report())
    assert {path.parent for path in folder.rglob("*") if path.is_file() and path != source} <= {target}


def test_the_zips_of_these_tests_hold_what_they_say():
    assert files_in(zip_of(SOUND))["one.md"] == LESSON.encode()
