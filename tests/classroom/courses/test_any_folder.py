"""Whatever a folder holds: either it is imported and every lesson opens, or every problem is told. Nothing third."""

from __future__ import annotations

import shutil
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from attune.classroom.courses.importer import import_course
from attune.classroom.courses.importing.problems import CourseFormatError
from attune.classroom.courses.models import Enrolment, Lesson
from attune.classroom.platform.media.folder import FolderStore
from tests.classroom.courses.folders import COURSE, LESSON, QUIZ, png, problems_of

TOKENS = st.sampled_from(
    [
        *("::: quiz", "::: Quiz", " ::: quiz", "::: text", ":::", "::: hint", "::: example", "::: file"),
        *("::: video", "---", "title: A", "hint: 5", "hint: Look", "questions:", "  - kind: number", "```"),
        *("file: d.csv", "file: ../x", "duration_seconds: .inf", "![x](x.png)", "![x](y.png)", "[x](one.md)"),
        *("::: easier", "::: challenge", "prerequisite: one.md", "prerequisite: one.md#A", "prerequisite: 5"),
        *("$3$ and $", "\t", "\\[", "\\]", "\\(x\\)", "[^1]", "[^1]: note", "!!! note"),
        *("- [x] a", "| a |", "|--|", "# a", "\u202e", "ü"),
    ]
)  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), st.text(max_size=8),
    st.sampled_from(["1:30", "010", ".inf", "[a, b]", "{", "&a b", "*a", "!!str x", "x" * 300, "\0", "2024-01-01"]),
)  # fmt: skip
FIELDS = st.sampled_from(
    [
        "title",
        "hint",
        "hints",
        "skill",
        "easier",
        "example",
        "prerequisite",
        "graded",
        "attempts_allowed",
        "pass_score",
        "prompt",
        "kind",
        "answer",
        "tolerance",
        "feedback",
    ]
)


@st.composite
def quizzes(draw):
    """A sound quiz of which some lines have been given other values."""
    lines = QUIZ.split("\n")
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(1, len(lines) - 3))
        indent = len(lines[at]) - len(lines[at].lstrip(" -"))
        lines[at] = f"{lines[at][:indent]}{draw(FIELDS)}: {draw(SCALARS)}"
    return "\n".join(lines)


LINES = st.lists(st.one_of(TOKENS, TOKENS, quizzes(), st.text(max_size=12)), max_size=12).map("\n".join)
HEADERS = st.one_of(
    st.just(LESSON), st.just(LESSON),
    st.builds(lambda title, minutes: f"---\ntitle: {title}\nminutes: {minutes}\n---\n", SCALARS, SCALARS),
)  # fmt: skip
DESCRIPTIONS = st.one_of(
    st.just(COURSE), st.just(COURSE), st.just(COURSE),
    st.builds(lambda old, new: COURSE.replace(old, str(new)),
              st.sampled_from(["Tiny", "A tiny course.", "en", "Only", "[one.md]", "one.md", "tiny"]), SCALARS),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "folder"


def write(folder, description, text):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "course.yaml").write_bytes(description.encode("utf-8", "surrogatepass"))
    (folder / "one.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    (folder / "x.png").write_bytes(png())
    (folder / "d.csv").write_text("a,b\n")


def assert_explained(problems):
    for problem in problems:
        assert problem.what
        assert problem.remedy.endswith(".")
        assert "\n" not in str(problem)


@given(DESCRIPTIONS, HEADERS, LINES)
@example(COURSE, LESSON, QUIZ.replace("Check", "5"))
@example(COURSE, LESSON, QUIZ.replace("title: Check", "hint: 5"))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_a_folder_is_imported_and_opens_or_says_why_not(
    database, make, sign_in, folder, tmp_path, clock, description, header, body
):
    if not hasattr(make, "browser"):
        make.student_user = make.student()
        make.browser = sign_in(make.student_user)
    write(folder, description.replace("slug: tiny", f"slug: {uuid4().hex}"), header + body)
    assert_explained(problems_of(folder))
    try:
        with database.transaction() as session:
            course = import_course(session, folder, FolderStore(tmp_path))
            session.add(Enrolment(user_id=make.student_user.id, course_id=course.id, enrolled_at=clock.now()))
    except CourseFormatError:
        event("refused")
        return
    event("imported")
    with database.session(writes=False) as session:
        lessons = session.scalars(select(Lesson.id).where(Lesson.course_id == course.id)).all()
    assert lessons
    for lesson in lessons:
        answer = make.browser.get(f"/lessons/{lesson}")
        assert answer.status_code == 200
        assert answer.json["blocks"]
        shown = " ".join(str(block["html"]) for block in answer.json["blocks"])
        assert "correct: true" not in shown


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.booleans())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(folder, content, description):
    write(folder, COURSE, LESSON + "a")
    (folder / ("course.yaml" if description else "one.md")).write_bytes(content)
    assert_explained(problems_of(folder))


@given(st.text("&*!|>%@`{}[]:,#-?~'\"\\ \n\tab01.e_\x85\u2028\ufeff", max_size=60))
@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_header_is_read_or_refused(folder, header):
    write(folder, COURSE, f"---\n{header}\n---\na\n")
    assert_explained(problems_of(folder))
