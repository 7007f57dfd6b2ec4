"""Help in a course's files: ladders, examples, easier questions, what blocks build on, and what is missing of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.importer import import_course
from attune.classroom.courses.importing.drafts import BlockAddress
from attune.classroom.courses.importing.problems import CourseFormatError
from attune.classroom.courses.importing.reading import read_course
from attune.classroom.courses.models import Block, BlockKind, BlockPrerequisite, Lesson
from attune.classroom.platform.media.folder import FolderStore
from tests.classroom.courses.folders import COURSE, QUIZ, problems_of, write_course

TWO = COURSE.replace("[one.md]", "[first.md, one.md]")
FIRST = "---\ntitle: First\nminutes: 5\n---\n::: text\ntitle: Adding up\n---\nAdd.\n:::\n"
HELPED = """::: quiz
title: Check
prerequisite: first.md#Adding up
questions:
  - kind: number
    prompt: What is $7 + 7$?
    answer: 14
    skill: adding
    hints: [Which numbers are added?, "Count seven on from seven."]
    example: "$2 + 3 = 5$"
    easier:
      kind: single
      prompt: What is $1 + 1$?
      choices: [{text: "2", correct: true, feedback: Yes.}, {text: "3"}]
:::

::: example
For $1$ and $2$ it is $3$.
:::

::: easier
Adding is counting on.
:::

::: challenge
And $7 + 7 + 7$?
:::
"""


@pytest.fixture
def folder(tmp_path):
    return write_course(tmp_path / "c", HELPED, TWO, **{"first.md": FIRST})


def notes(folder):
    return [(note.file, note.line, note.what) for note in read_course(folder).notes]


def only(folder):
    (problem,) = problems_of(folder)
    return problem.file, problem.line, problem.what, problem.remedy


def test_a_question_carries_its_help(folder):
    block = read_course(folder).modules[0][1][1].blocks[0]
    (item,) = block.content.questions
    assert (item.skill, item.hints) == ("adding", ["Which numbers are added?", "Count seven on from seven."])
    assert item.example == "$2 + 3 = 5$"
    assert (item.easier.prompt, [choice.correct for choice in item.easier.choices]) == (
        "What is $1 + 1$?",
        [True, False],
    )
    assert item.easier.id != item.id
    assert (block.example, block.easier) == ("For $1$ and $2$ it is $3$.", "Adding is counting on.")
    assert block.challenge == "And $7 + 7 + 7$?"


def test_content_that_was_stored_before_items_had_help_is_read():
    stored = {
        "questions": [{"id": "8d1c1f0e-5a43-4c2b-9a5e-2f7b1c9d4e10", "kind": "number", "prompt": "?", "answer": 1}]
    }
    (item,) = QuizContent.model_validate(stored).questions
    assert (item.skill, item.hints, item.example, item.easier) == (None, [], None, None)


def test_what_is_stored_reads_back_the_same(folder):
    content = read_course(folder).modules[0][1][1].blocks[0].content
    assert QuizContent.model_validate(content.model_dump(mode="json")) == content


@pytest.mark.parametrize(
    ("written", "wrong", "line", "what"),
    [
        ("skill: adding", "skill: Adding up", 12, "'skill' of entry 1 of 'questions' is the text 'Adding up'"),
        ("skill: adding", "id: 5", 12, "'id' is not known here"),
        ("      kind: single", "      id: 5\n      kind: single", 16, "'id' is not known here"),
        (
            "      kind: single",
            "      kind: essay",
            15,
            "'kind' of 'easier' of entry 1 of 'questions' is the text 'essay'",
        ),
        ("      prompt: What", "      pormpt: What", 17, "'pormpt' is not known here"),
        (', {text: "3"}', "", 18, "'choices' of 'easier' is empty or too short"),
        ("hints: [Which numbers are added?, ", "hints: [5, ", 13, "entry 1 of 'hints' is the number 5"),
        ('example: "$2 + 3 = 5$"', "example: '![x](x.png)'", 14, "the course's folder has no file 'x.png'"),
        ("Count seven on", "[Count](gone.md) seven on", 13, "the link 'gone.md' leads to a lesson"),
    ],
)
def test_faults_of_help_are_named_with_their_line(folder, written, wrong, line, what):
    path = folder / "one.md"
    assert written in path.read_text()
    path.write_text(path.read_text().replace(written, wrong))
    found = [(problem.line, problem.what) for problem in problems_of(folder)]
    assert any(at == line and said.startswith(what) for at, said in found), found


@pytest.mark.parametrize("kind", ["example", "easier", "challenge"])
def test_a_second_section_of_a_kind_is_refused(folder, kind):
    with (folder / "one.md").open("a") as file:
        file.write(f"\n::: {kind}\nAgain.\n:::\n")
    assert only(folder)[2] == f"a block has one '::: {kind}', and this is another"


SLUGS = st.from_regex(r"[a-z0-9-]{1,60}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30).filter(str.strip)
HELP = st.fixed_dictionaries(
    {}, optional={"skill": SLUGS, "hints": st.lists(TEXTS, max_size=10), "example": TEXTS, "easier": st.just({})}
)


@given(HELP)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_help_is_read_as_it_was_written_and_stored_as_it_was_read(tmp_path, written):
    plain = {"kind": "number", "prompt": "How many?", "answer": 3}
    item = {**plain, **written, **({"easier": plain} if "easier" in written else {})}
    header = json.dumps({"questions": [item]}, ensure_ascii=False)  # JSON is YAML
    try:
        draft = read_course(write_course(tmp_path / "c", f"::: quiz\n{header}\n:::\n"))
    except CourseFormatError:  # Markdown that names files which are not there
        event("refused")
        return
    content = draft.modules[0][1][0].blocks[0].content
    (read,) = content.questions
    assert (read.skill, read.example) == (written.get("skill"), stripped(written.get("example")))
    assert read.hints == [stripped(hint) for hint in written.get("hints", [])]
    assert (read.easier is not None) == ("easier" in written)
    assert QuizContent.model_validate_json(json.dumps(content.model_dump(mode="json"))) == content


def stripped(text):
    return text and text.strip()


# --- what a block builds on -----------------------------------------------------------------------------------


def build_on(folder, written):
    path = folder / "one.md"
    path.write_text(path.read_text().replace("first.md#Adding up", written))
    return folder


def test_a_block_builds_on_a_block_or_a_whole_lesson(folder):
    assert read_course(folder).prerequisites == {BlockAddress("one", 0): BlockAddress("first", 0)}
    assert read_course(build_on(folder, "first.md")).prerequisites == {
        BlockAddress("one", 0): BlockAddress("first", None)
    }


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        ("frist.md", "'prerequisite' names 'frist.md', and the course has no such lesson", "nearest is 'first.md'"),
        ("first.md#Adding", "'first.md' has no block titled 'Adding'", "The nearest is 'Adding up'."),
        ("one.md", "'prerequisite' names 'one.md', which does not come before this block", "earlier in the course"),
        ("one.md#Check", "'prerequisite' names 'one.md#Check', which does not come before", "earlier in the course"),
    ],
)
def test_what_a_block_cannot_build_on_is_named_with_file_and_line(folder, written, what, remedy):
    file, line, said, advice = only(build_on(folder, written))
    assert (file, line) == ("one.md", 7)
    assert said.startswith(what)
    assert remedy in advice


def test_blocks_that_build_on_each_other_are_refused(folder):
    path = folder / "first.md"
    path.write_text(path.read_text().replace("title: Adding up", "title: Adding up\nprerequisite: one.md#Check"))
    file, line, what, _ = only(folder)
    assert (file, line) == ("first.md", 7)
    assert "does not come before" in what


def test_a_title_that_two_blocks_have_is_refused(folder):
    (folder / "first.md").write_text(FIRST + FIRST.split("---\n", 2)[2])
    assert only(folder)[2] == "'first.md' has several blocks titled 'Adding up'"


def test_what_blocks_build_on_is_stored_and_goes_with_what_it_names(database, folder, tmp_path):
    with database.transaction() as session:
        import_course(session, folder, FolderStore(tmp_path))
    with database.transaction() as session:
        link = session.scalars(select(BlockPrerequisite)).one()
        first = session.scalars(select(Lesson).where(Lesson.title == "First")).one()
        quiz = session.scalars(select(Block).where(Block.kind == BlockKind.QUIZ)).one()
        assert (link.block_id, link.lesson_id) == (quiz.id, first.id)
        assert session.get_one(Block, link.required_block_id).title == "Adding up"
        session.execute(delete(Block).where(Block.id == link.required_block_id))
    with database.transaction() as session:
        assert session.scalars(select(BlockPrerequisite)).one().required_block_id is None
        session.execute(delete(Lesson).where(Lesson.title == "First"))
    with database.session(writes=False) as session:
        assert session.scalars(select(BlockPrerequisite)).all() == []


# --- what is missing ------------------------------------------------------------------------------------------


def test_a_quiz_with_all_its_help_has_no_note(folder):
    assert notes(folder) == []


def test_what_a_quiz_lacks_is_noted_and_imported_all_the_same(tmp_path):
    folder = write_course(tmp_path / "c", QUIZ)
    assert problems_of(folder) == ()
    assert notes(folder) == [
        ("one.md", 5, "questions 1, 2 and 3 have no hints"),
        ("one.md", 5, "questions 1, 2 and 3 have no easier question"),
        ("one.md", 5, "questions 1, 2 and 3 have no skill"),
        ("one.md", 5, "the quiz has no worked example"),
        ("one.md", 5, "the quiz does not say what it builds on"),
    ]


@pytest.mark.parametrize(
    ("hint", "gives_away"),
    [
        ("It is 14.", True),
        ("It is **14**!", True),
        ("So $x = 14$", True),
        ("Add 140 and 3.14 and 14.5", False),
        ("Fourteen is not written in digits", False),
    ],
)
def test_a_hint_that_contains_the_answer_is_noted(folder, hint, gives_away):
    path = folder / "one.md"
    path.write_text(path.read_text().replace("Count seven on from seven.", hint))
    found = [("one.md", 13, "hint 2 of question 1 contains the answer")] if gives_away else []
    assert notes(folder) == found


@pytest.mark.parametrize(
    ("question", "hint", "gives_away"),
    [
        ("kind: short_text\n    prompt: Its name?\n    accepted: [median]", "The Median, of course.", True),
        ("kind: short_text\n    prompt: Its name?\n    accepted: [median]", "Medians stand in the middle.", False),
        ("kind: number\n    prompt: Half?\n    answer: 0.5", "Genau 0,5.", True),
        (
            "kind: single\n    prompt: W?\n    choices: [{text: It *falls*, correct: true}, {text: b}]",
            "it  falls",
            True,
        ),
        (
            "kind: single\n    prompt: W?\n    choices: [{text: It falls, correct: true}, {text: b}]",
            "b is wrong",
            False,
        ),
    ],
)
def test_answers_are_found_as_they_are_written(tmp_path, question, hint, gives_away):
    body = f"::: quiz\nquestions:\n  - {question}\n    hints: ['{hint}']\n:::\n"
    found = [what for _, _, what in notes(write_course(tmp_path / "c", body)) if "contains" in what]
    assert bool(found) is gives_away


def test_an_easier_question_that_asks_the_same_is_noted(tmp_path):
    """The same words and the same answer, whatever stands around them; other words or another answer are easier."""
    same = HELPED.replace(
        """      kind: single
      prompt: What is $1 + 1$?
      choices: [{text: "2", correct: true, feedback: Yes.}, {text: "3"}]
""",
        """      kind: number
      prompt: What is  *7 + 7*?
      answer: 14
""",
    )
    found = [what for _, _, what in notes(write_course(tmp_path / "same", same, TWO, **{"first.md": FIRST}))]
    assert "question 1 has an easier question that asks the same" in found
    other = same.replace("      answer: 14\n", "      answer: 2\n")
    found = [what for _, _, what in notes(write_course(tmp_path / "other", other, TWO, **{"first.md": FIRST}))]
    assert not any("asks the same" in what for what in found)
