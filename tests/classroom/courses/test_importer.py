"""Importing a course from a folder, and saying what is wrong with one that cannot be."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from attune.classroom.courses.importer import CourseExists, import_course
from attune.classroom.courses.importing.problems import CourseFormatError
from attune.classroom.courses.importing.reading import read_course
from attune.classroom.courses.models import Block, BlockKind, Course, CourseFile, Lesson
from attune.classroom.platform.media.folder import FolderStore

COURSE = """
slug: tiny
title: Tiny
summary: A tiny course.
sequential: true
modules:
  - {title: Only, lessons: [one.md, two.md]}
"""
LESSON = """---
title: One
minutes: 5
due_after_days: 2
---
Loose *text*.

::: text
title: Headed
hint: Look.
---
Body with ::: inside.
:::

::: file
file: data.csv
:::

::: quiz
title: Check
graded: true
attempts_allowed: 1
questions:
  - kind: single
    prompt: Which?
    choices: [{text: a, correct: true}, {text: b}]
:::
"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "tiny"
    path.mkdir()
    (path / "course.yaml").write_text(COURSE)
    (path / "one.md").write_text(LESSON)
    (path / "two.md").write_text("---\ntitle: Two\nminutes: 3\n---\nEnd.\n")
    (path / "data.csv").write_text("a,b\n1,2\n")
    return path


def load(database, folder, tmp_path, clock):
    with database.transaction() as session:
        return import_course(session, folder, FolderStore(tmp_path))


def test_a_folder_becomes_a_course(database, folder, tmp_path, clock):
    course = load(database, folder, tmp_path, clock)
    with database.session(writes=False) as session:
        lessons = session.scalars(select(Lesson).order_by(Lesson.position)).all()
        blocks = session.scalars(select(Block).where(Block.lesson_id == lessons[0].id).order_by(Block.position)).all()
    assert [(lesson.title, lesson.prerequisite_id) for lesson in lessons] == [("One", None), ("Two", lessons[0].id)]
    assert [(lesson.due_at, lesson.due_after_days) for lesson in lessons] == [(None, 2), (None, None)]
    kinds = [BlockKind.MARKDOWN, BlockKind.MARKDOWN, BlockKind.FILE, BlockKind.QUIZ]
    assert [block.kind for block in blocks] == kinds
    assert (blocks[1].title, blocks[1].hints, blocks[1].content) == (
        "Headed",
        ["Look."],
        {"text": "Body with ::: inside."},
    )
    with database.session(writes=False) as session:
        file = session.scalars(select(CourseFile)).one()
    assert (file.name, blocks[2].content["file"]) == ("data.csv", "data.csv")
    assert (tmp_path / "media" / str(course.id) / file.stored_name).read_text() == "a,b\n1,2\n"
    assert blocks[2].content["bytes"] == 8
    assert [choice["correct"] for choice in blocks[3].content["questions"][0]["choices"]] == [True, False]


def test_hints_and_an_example_belong_to_the_block_above_them(database, folder, tmp_path, clock):
    help_below = (
        ":::\n\n::: hint\nSecond *step*.\n:::\n\n::: hint\nLast step.\n:::\n\n::: example\n$1 + 1 = 2$\n:::\n\n::: file"
    )
    (folder / "one.md").write_text(LESSON.replace(":::\n\n::: file", help_below))
    load(database, folder, tmp_path, clock)
    with database.session(writes=False) as session:
        blocks = session.scalars(select(Block).join(Lesson).where(Lesson.title == "One").order_by(Block.position)).all()
    assert [len(block.hints) for block in blocks] == [0, 3, 0, 0]
    assert blocks[1].hints == ["Look.", "Second *step*.", "Last step."]
    assert [block.example for block in blocks] == [None, "$1 + 1 = 2$", None, None]


def test_importing_twice_is_refused(database, folder, tmp_path, clock):
    load(database, folder, tmp_path, clock)
    with pytest.raises(CourseExists):
        load(database, folder, tmp_path, clock)


def test_a_faulty_folder_leaves_nothing_behind(database, folder, tmp_path, clock):
    (folder / "two.md").write_text("---\ntitle: Two\nminutes: many\n---\nEnd.\n")
    with pytest.raises(CourseFormatError, match=r"two\.md, line 3: 'minutes'"):
        load(database, folder, tmp_path, clock)
    with database.session(writes=False) as session:
        assert session.scalars(select(Course)).all() == []
    assert not (tmp_path / "media").exists()


def test_files_that_cannot_be_kept_leave_nothing_behind(database, folder, tmp_path, clock, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("attune.classroom.platform.media.folder.shutil.copyfileobj", full)
    with pytest.raises(OSError, match="No space left"):
        load(database, folder, tmp_path, clock)
    with database.session(writes=False) as session:
        assert session.scalars(select(Course)).all() == []
    assert list((tmp_path / "media").iterdir()) == []


def test_a_file_that_a_browser_might_run_is_not_taken(database, folder, tmp_path, clock):
    (folder / "data.html").write_text("<script>alert(1)</script>")
    (folder / "one.md").write_text((folder / "one.md").read_text().replace("data.csv", "data.html"))
    with pytest.raises(CourseFormatError, match="courses take files of the types"):
        load(database, folder, tmp_path, clock)


def test_an_embedded_page_is_called_by_its_title(database, folder, tmp_path, clock):
    embed = "::: embed\ntitle: A map\nurl: https://example.org/map\n:::\n"
    (folder / "two.md").write_text(f"---\ntitle: Two\nminutes: 3\n---\n{embed}")
    load(database, folder, tmp_path, clock)
    with database.session(writes=False) as session:
        block = session.scalars(select(Block).where(Block.kind == BlockKind.EMBED)).one()
    assert (block.title, block.content) == ("A map", {"url": "https://example.org/map", "title": "A map"})


def test_a_poll_is_written_with_its_answers_as_a_list(tmp_path, database, settings):
    poll = "::: poll\ntitle: Ask\nquestion: Which is *best*?\nchoices:\n  - Bees\n  - text: Ants\nresults: never\n:::\n"
    (tmp_path / "course.yaml").write_text(
        "slug: p\ntitle: P\nsummary: S\nmodules:\n  - {title: Only, lessons: [one.md]}\n"
    )
    (tmp_path / "one.md").write_text(f"---\ntitle: One\nminutes: 5\n---\n{poll}")
    with database.transaction() as session:
        import_course(session, tmp_path, FolderStore(settings.state_dir))
        block = session.scalars(select(Block).where(Block.kind == BlockKind.POLL)).one()
        assert [choice["text"] for choice in block.content["choices"]] == ["Bees", "Ants"]
        assert block.content["results"] == "never"


def test_a_poll_with_one_answer_is_refused_with_its_line(tmp_path):
    (tmp_path / "course.yaml").write_text(
        "slug: p\ntitle: P\nsummary: S\nmodules:\n  - {title: Only, lessons: [one.md]}\n"
    )
    text = "---\ntitle: One\nminutes: 5\n---\n::: poll\nquestion: Which?\nchoices: [Bees]\n:::\n"
    (tmp_path / "one.md").write_text(text)
    with pytest.raises(CourseFormatError, match=r"one\.md, line 7"):
        read_course(tmp_path)
