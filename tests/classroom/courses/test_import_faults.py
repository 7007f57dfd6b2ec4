"""Every fault of a course's folder is found before anything is stored, and named with file, line and what to do."""

from __future__ import annotations

import os
import unicodedata

import pytest

from attune.classroom.courses.importing.problems import CourseFormatError
from attune.classroom.courses.importing.reading import read_course
from tests.classroom.courses.folders import COURSE, LESSON, QUIZ, png, problems_of, write_course


def problems(folder):
    """What is wrong with a folder: (file, line, what, remedy) of each problem; empty for a sound course."""
    found = problems_of(folder)
    assert all(problem.what and problem.remedy.endswith(".") for problem in found)
    return [(problem.file, problem.line, problem.what, problem.remedy) for problem in found]


def only(folder):
    """The one problem of a folder."""
    found = problems(folder)
    assert len(found) == 1, found
    return found[0]


def test_a_sound_course_has_no_problem(tmp_path):
    folder = write_course(tmp_path / "c", "![A](x.png) and [data](d.csv).\n\n" + QUIZ, **{"x.png": png(), "d.csv": "a"})
    assert problems(folder) == []


# --- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../outside.md", "sub/../../outside.md", "{outside}", "..\\outside.md", "./one.md"])
def test_a_lesson_outside_the_folder_is_not_read(tmp_path, name):
    (tmp_path / "outside.md").write_text(LESSON + "Secret.\n")
    name = name.format(outside=tmp_path / "outside.md")
    folder = write_course(tmp_path / "c", description=COURSE.replace("one.md", f"'{name}'"))
    file, line, what, _ = only(folder)
    assert (file, line) == ("course.yaml", 7)
    assert "no name within the course's folder" in what


@pytest.mark.parametrize("text", ["![x](../x.png)", "[x](../x.csv)", "::: file\nfile: ../x.csv\n:::"])
def test_a_file_outside_the_folder_is_not_read(tmp_path, text):
    (tmp_path / "x.png").write_bytes(png())
    (tmp_path / "x.csv").write_text("a,b")
    assert "no name within the course's folder" in only(write_course(tmp_path / "c", text))[2]


def test_a_link_to_another_place_is_refused(tmp_path):
    (tmp_path / "secret.md").write_text(LESSON + "Secret.\n")
    folder = write_course(tmp_path / "c", description=COURSE.replace("one.md", "one.md, two.md"))
    (folder / "two.md").symlink_to(tmp_path / "secret.md")
    (folder / "pictures").symlink_to(tmp_path)
    files = {(file, what) for file, _, what, _ in problems(folder)}
    assert ("two.md", "it is a link to another file or folder") in files
    assert ("pictures", "it is a link to another file or folder") in files


def test_names_that_are_one_on_other_machines_are_refused(tmp_path):
    folder = write_course(tmp_path / "c", **{"a.txt": "1", "A.txt": "2"})
    (folder / unicodedata.normalize("NFC", "ü.txt")).write_text("1")
    (folder / unicodedata.normalize("NFD", "ü.txt")).write_text("2")
    assert [what for _, _, what, _ in problems(folder)] == [
        "'A.txt' and 'a.txt' are one name on many machines",
        "'ü.txt' and 'ü.txt' are one name on many machines",
    ]


def test_a_decomposed_name_is_found_by_its_composed_one_and_the_other_way(tmp_path):
    folder = write_course(
        tmp_path / "c", "![x](Übung.png)\n\n::: file\nfile: " + unicodedata.normalize("NFD", "Maß.csv")
    )
    with (folder / "one.md").open("a") as file:
        file.write("\n:::\n")
    (folder / unicodedata.normalize("NFD", "Übung.png")).write_bytes(png())
    (folder / "Maß.csv").write_text("a")
    assert set(read_course(folder).files) == {"Übung.png", "Maß.csv"}


def test_another_case_is_named(tmp_path):
    _, line, what, remedy = only(write_course(tmp_path / "c", "![x](Bell.png)\n", **{"bell.png": png()}))
    assert (line, what, remedy) == (5, "the course's folder has no file 'Bell.png'", "It is written 'bell.png'.")


def test_a_name_that_cannot_be_decoded_is_a_problem(tmp_path):
    folder = write_course(tmp_path / "c")
    (tmp_path / "c" / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert only(folder)[2] == "this name cannot be kept"


# --- texts -----------------------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path):
    folder = write_course(tmp_path / "c")
    for name in ("one.md", "course.yaml"):
        path = folder / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(folder) == []


@pytest.mark.parametrize(("name", "line"), [("one.md", 5), ("course.yaml", 3)])
def test_latin_1_is_named_with_its_line(tmp_path, name, line):
    folder = write_course(tmp_path / "c", "Über.\n", COURSE.replace("A tiny", "Ä tiny"))
    (folder / name).write_bytes((folder / name).read_text().encode("latin-1"))
    assert only(folder) == (name, line, "it is not written in UTF-8", "Save it as UTF-8 in your editor.")


@pytest.mark.parametrize("character", ["\0", "\x07", "\x7f"])
def test_characters_that_no_database_keeps_are_named(tmp_path, character):
    file, line, what, _ = only(write_course(tmp_path / "c", f"a\nb{character}\n"))
    assert (file, line) == ("one.md", 6)
    assert f"U+{ord(character):04X}" in what


# --- fences ----------------------------------------------------------------------------------------------------

ALMOST = [
    "::: Quiz",
    "::: QUIZ",
    "  ::: quiz",
    "\t::: quiz",
    "::: quiz Check yourself",
    ":::: quiz",
    "::: quizz",
    ":: quiz",
    "> ::: quiz",
    "- ::: quiz",
    "1. ::: quiz",
    "：：： quiz",
    ": : : quiz",
    "\u200b::: quiz",
    "::: quiz {.big}",
    "::: {quiz}",
    ":::\u00a0quiz",
]


@pytest.mark.parametrize("fence", ALMOST)
def test_a_fence_that_is_almost_one_never_shows_a_quiz(tmp_path, fence):
    found = problems(write_course(tmp_path / "c", QUIZ.replace("::: quiz", fence)))
    assert ("one.md", 5) in {(file, line) for file, line, _, _ in found}
    assert any("'::: quiz'" in remedy for _, _, _, remedy in found)


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("::: poem\nRoses\n:::", 5, "'::: poem' is no fence"),
        ("a\n:::\nb", 6, "':::' closes no block"),
        ("::: text\nEnd.", 5, "the block '::: text' is never closed"),
        ("::: text\nEnd.\n::: quiz\n:::", 5, "the block '::: text' is never closed"),
        ("::: hint\nA nudge.\n:::\n\na", 5, "'::: hint' stands above any block"),
        ("End.\n\n::: hint\n:::", 7, "'::: hint' is empty"),
        (
            "End.\n\n::: example\na\n:::\n\n::: example\nb\n:::",
            11,
            "a block has one '::: example', and this is another",
        ),
        ("```python\nx = 1\n", 5, "the code that ``` begins is never closed"),
        ("", 4, "a lesson needs at least one block"),
        ("::: text\ntitle: x\n---\n:::", 5, "the text block is empty"),
    ],
)
def test_blocks_that_do_not_fit_together(tmp_path, body, line, what):
    found = problems(write_course(tmp_path / "c", body))
    assert ("one.md", line, what) in [entry[:3] for entry in found]


def test_colons_can_be_shown_as_text(tmp_path):
    body = "Blocks begin so:\n\n```\n\\::: quiz\n```\n\n`::before` is no block.\n\n::after neither."
    block = read_course(write_course(tmp_path / "c", body)).modules[0][1][0].blocks[0]
    assert "```\n::: quiz\n```" in block.content.text


# --- values ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("title: Check", "title: 5", 6, "'title' is the number 5, and has to be a text"),
        ("title: Check", "hint: 5", 6, "'hint' is the number 5, and has to be a text"),
        ("title: Check", "hint: [a]", 6, "'hint' is a list, and has to be a text"),
        ("title: Check", "title: " + "x" * 201, 6, "'title' is too long"),
        ("title: Check", "title: Check\ntitle: Twice", 7, "'title' is there twice"),
        ("title: Check", "graded: yes", 6, "'graded' is the text 'yes', and has to be true or false"),
        ("title: Check", "attempts_allowed: 0", 6, "'attempts_allowed' is the number 0, and has to be at least 1"),
        ("title: Check", "attempts_allowed: 1.5", 6, "'attempts_allowed' is the number 1.5, and has to be a whole"),
        ("title: Check", "pass_score: '1'", 6, "'pass_score' is the text '1', and has to be a number"),
        ("title: Check", "grated: true", 6, "'grated' is not known here"),
        (
            "title: Check",
            "available_until: 9999-12-31T23:59:59Z",
            6,
            "'available_until': must lie between",
        ),
        ("title: Check", "available_from: 0001-01-01T00:00:00+14:00", 6, "'available_from': must lie"),
        ("answer: 3", "answer: 1:30", 15, "'answer' Q2 is the text '1:30', and has to be a number"),
        ("answer: 3", "answer: .inf", 15, "'.inf' is no number that can be reckoned with"),
        ("answer: 3", "answer: .NaN", 15, "'.NaN' is no number that can be reckoned with"),
        ("answer: 3", "answer: 1e999", 15, "the number 1e999 is too large"),
        ("answer: 3", "answer: &a 3", 15, "anchors and aliases (&, *) are not taken"),
        ("answer: 3", "answer: !!float 3", 15, "tags (here tag:yaml.org,2002:float) are not taken"),
        ("accepted: [mean]", "accepted: mean", 18, "'accepted' Q3 is the text 'mean', and has to be a list"),
        ("accepted: [mean]", "accepted: [1]", 18, "entry 1 of 'accepted' is the number 1, and has to be a text"),
        ("accepted: [mean]", "accepted: ['  ']", 18, "'  ' can be nobody's answer"),
        ("accepted: [mean]", 'accepted: ["\\u200b"]', 18, "'\\u200b' can be nobody's answer"),
        ("kind: number", "kind: numbr", 13, "'kind' of entry 2 of 'questions' is the text 'numbr'"),
        ("- kind: number\n    prompt", "- prompt", 13, "entry 2 of 'questions' has no 'kind'"),
        ("correct: true", "correct: false", 8, "'Which?' has 0 right choices"),
        ("correct: true", "correct: 1", 11, "'correct' of entry 1 of 'choices' is the number 1, and has"),
        ("- text: b", "- b", 12, "entry 2 of 'choices' is the text 'b', and has to be made of"),
        ("- text: b", "- id: x\n        text: b", 12, "'id' is not known here"),
        ("prompt: Which?", 'prompt: "a\\0b"', 9, "the character U+0000 cannot stand in a text"),
        ("prompt: Which?", 'prompt: "\\ud800"', 9, "the character U+D800 cannot stand in a text"),
        ("prompt: Which?", "prompt: ' '", 9, "'prompt' is empty"),
    ],
)
def test_every_value_is_of_its_type(tmp_path, old, new, line, what):
    assert QUIZ.count(old) == 1
    what = what.replace("Q2", "of entry 2 of 'questions'").replace("Q3", "of entry 3 of 'questions'")
    found = problems(write_course(tmp_path / "c", QUIZ.replace(old, new)))
    assert [entry[:2] for entry in found] == [("one.md", line)], found
    assert found[0][2].startswith(what)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("010", 10), ("0o10", 8), ("0x1F", 31), ("1e3", 1000), ("-0.5", -0.5), ("+7", 7), (".5", 0.5)],
)
def test_numbers_are_what_they_say(tmp_path, written, meant):
    draft = read_course(write_course(tmp_path / "c", QUIZ.replace("answer: 3", f"answer: {written}")))
    assert draft.modules[0][1][0].blocks[0].content.questions[1].answer == meant


def test_a_question_says_its_unit_and_whether_case_counts(tmp_path):
    spoken = QUIZ.replace("answer: 3", 'answer: 3\n    unit: "%"').replace("[mean]", "[Co]\n    case_sensitive: true")
    draft = read_course(write_course(tmp_path / "c", spoken))
    _choice, number, text = draft.modules[0][1][0].blocks[0].content.questions
    assert (number.unit, text.case_sensitive) == ("%", True)


def test_words_of_yaml_1_1_are_texts(tmp_path):
    draft = read_course(write_course(tmp_path / "c", QUIZ.replace("[mean]", "[no, 1:30, 2024-01-01, 1_000]")))
    accepted = draft.modules[0][1][0].blocks[0].content.questions[2].accepted
    assert accepted == ["no", "1:30", "2024-01-01", "1_000"]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("slug: tiny", "slug: Not a slug", 1, "'slug' is the text 'Not a slug'"),
        ("title: Tiny", "titel: Tiny", 1, "'title' is missing"),
        ("title: Tiny", "title: " + "x" * 201, 2, "'title' is too long"),
        ("title: Only", "title: " + "x" * 201, 6, "'title' of entry 1 of 'modules' is too long"),
        ("language: en", "language: en_US", 4, "'language' is the text 'en_US'"),
        ("[one.md]", "[one.md, one.md]", 7, "two lessons are called 'one'"),
        ("[one.md]", "[one.md, one.txt]", 7, "two lessons are called 'one'"),
        ("[one.md]", f"[one.md, {'x' * 90}.md]", 7, f"'{'x' * 40}…' is no name of a lesson"),
        ("[one.md]", "[one.md, 2]", 7, "entry 2 of 'lessons' is the number 2, and has to be a text"),
        ("[one.md]", "[one.md, two.md]", 7, "the course's folder has no file 'two.md'"),
        ("[one.md]", "one.md", 7, "'lessons' of entry 1 of 'modules' is the text 'one.md', and has to be a list"),
    ],
)
def test_the_course_s_description_is_checked(tmp_path, old, new, line, what):
    found = problems(write_course(tmp_path / "c", description=COURSE.replace(old, new)))
    assert ("course.yaml", line) == found[0][:2]
    assert found[0][2].startswith(what)


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "just words", "{", "a: [" * 3000, "%YAML 1.1\n---\nslug: x\n", "a: b\n---\nc: d\n"]
)
def test_a_description_that_is_none(tmp_path, text):
    assert problems(write_course(tmp_path / "c", description=text))


def test_no_folder_and_no_description(tmp_path):
    assert "no such folder" in only(tmp_path / "none")[2]
    (tmp_path / "empty").mkdir()
    assert only(tmp_path / "empty")[0] == "course.yaml"


# --- pictures, links, files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n![x](none.png)", 6, "the course's folder has no file 'none.png'"),
        ("![x](https://example.org/x.png)", 5, "the picture 'https://example.org/x.png' lies on another site"),
        ("![x]()", 5, "a picture without a file"),
        ("![x](d.csv)", 5, "'d.csv' cannot be used here"),
        ("![x](broken.png)", 5, "'broken.png': it is no PNG that can be read"),
        ("[x](none.csv)", 5, "the course's folder has no file 'none.csv'"),
        ("[x](page.html)", 5, "'page.html': courses take files of the types"),
        ("[x](two.md)", 5, "the link 'two.md' leads to a lesson that the course does not have"),
        ("[x](#there)", 5, "the link '#there' leads nowhere"),
        ("[x](ftp://example.org)", 5, "the link 'ftp://example.org' leads nowhere"),
        ("Text.\n\n::: hint\nsee\n![x](none.png)\n:::", 9, "the course's folder has no file 'none.png'"),
        ("Text.\n\n::: example\n![x](none.png)\n:::", 8, "the course's folder has no file 'none.png'"),
        (QUIZ.replace("Which?", "Which ![x](none.png)?"), 9, "the course's folder has no file 'none.png'"),
        (QUIZ.replace("text: b", "text: '![x](none.png)'"), 12, "the course's folder has no file 'none.png'"),
        ("::: video\nfile: x.png\ncaptions: c.vtt\nduration_seconds: 3\n:::", 6, "'x.png' cannot be used here"),
        ("::: embed\ntitle: A\nurl: javascript:alert(1)\n:::", 7, "'url' is the text 'javascript:alert(1)'"),
    ],
)
def test_what_a_text_names_is_there(tmp_path, text, line, what):
    files = {"x.png": png(), "d.csv": "a", "broken.png": b"no picture", "page.html": "<b>", "c.vtt": "WEBVTT\n"}
    found = problems(write_course(tmp_path / "c", text, **files))
    assert [entry[:2] for entry in found] == [("one.md", line)], found
    assert found[0][2].startswith(what)


def test_what_is_wrong_in_several_files_is_said_at_once(tmp_path):
    folder = write_course(tmp_path / "c", "![x](none.png)\n\n::: Quiz\n", COURSE.replace("one.md", "one.md, two.md"))
    (folder / "two.md").write_text("---\ntitle: 5\nminutes: many\n---\n::: text\nhint: 5\n---\na\n:::\n")
    places = [(file, line) for file, line, _, _ in problems(folder)]
    assert sorted(places) == [("one.md", 5), ("one.md", 7), ("two.md", 2), ("two.md", 3), ("two.md", 6)]


def test_the_message_has_one_form(tmp_path):
    with pytest.raises(CourseFormatError) as caught:
        read_course(write_course(tmp_path / "c", "::: Quiz"))
    assert str(caught.value).startswith("one.md, line 5: '::: Quiz' is no fence. Write '::: quiz' at the beginning")
    assert caught.value.data["faults"][0]["file"] == "one.md"
