"""A block without a title is called by what it holds, in every list."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.classroom.courses.block_names import block_name, name_of, name_of_block
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.platform.markdown import first_words


@pytest.mark.parametrize(
    ("kind", "content", "name"),
    [
        (BlockKind.MARKDOWN, {"text": "\n## The **bell**\n\nA long text."}, "The bell"),
        (BlockKind.MARKDOWN, {"text": "- [Samples](samples.md) of `n`\n- more"}, "Samples of n"),
        (BlockKind.MARKDOWN, {"text": "![A curve](curve.png)\n\nText"}, "A curve"),
        (BlockKind.MARKDOWN, {"text": "![](curve.png)\n\nText"}, "Text"),
        (BlockKind.MARKDOWN, {"text": "The wave $v = f \\lambda$ carries."}, "The wave … carries."),
        (BlockKind.MARKDOWN, {"text": " "}, None),
        (BlockKind.IMAGE, {"file": "x.png", "alt": "Three *bells*", "caption": None}, "Three *bells*"),
        (BlockKind.IMAGE, {"file": "x.png", "alt": "Three bells", "caption": "*Wide* and narrow"}, "Wide and narrow"),
        (BlockKind.IMAGE, {"file": "x.png", "alt": "", "caption": None}, None),
        (BlockKind.VIDEO, {"file": None, "url": "https://youtu.be/x"}, None),
        (BlockKind.AUDIO, {"file": "Interview 3.mp3"}, "Interview 3.mp3"),
        (BlockKind.FILE, {"file": "Table.pdf", "bytes": 3}, "Table.pdf"),
        (BlockKind.EMBED, {"url": "https://example.org", "title": "A simulation"}, "A simulation"),
        (BlockKind.CALLOUT, {"tone": "note", "text": "Careful with $n$ here."}, "Careful with n here."),
        (BlockKind.CODE, {"language": "python", "text": "print(1)"}, None),
        (BlockKind.ASSIGNMENT, {"prompt": "Describe **two** samples."}, "Describe two samples."),
        (BlockKind.POLL, {"question": "Which one?", "choices": []}, "Which one?"),
        (BlockKind.QUIZ, {"questions": [{"prompt": "What is secret?"}]}, None),
    ],
)
def test_what_a_block_holds_names_it(kind, content, name):
    assert name_of(kind, None, content) == name
    assert name_of(kind, "Its title", content) == "Its title"


def test_long_words_end_after_a_whole_word():
    name = first_words("The mean of many samples lies close to the mean of all, and the more of them there are", 60)
    assert name == "The mean of many samples lies close to the mean of all…"
    assert first_words("字" * 200, 60) == "字" * 59 + "…"


@pytest.fixture
def untitled(make, database):
    """A course whose first block is a text without a title."""
    course = make.course()
    with database.session(writes=True) as session, session.begin():
        block = session.get_one(Block, course.text)
        block.title, block.content = None, {"text": "# What a sample is\n\nText."}
    return course


def test_a_statement_names_blocks_as_they_are_named_when_read(untitled, database):
    with database.session(writes=False) as session:
        blocks = {block.id: name_of_block(block) for block in session.scalars(select(Block))}
        assert dict(session.execute(select(Block.id, block_name())).all()) == blocks
    assert blocks[untitled.text] == "What a sample is"


def test_a_lesson_says_the_name_of_each_block(untitled, make, sign_in):
    lesson = sign_in(make.student(untitled)).get(f"/lessons/{untitled.lessons[0]}").json
    block = next(block for block in lesson["blocks"] if block["id"] == str(untitled.text))
    assert (block["title"], block["name"]) == (None, "What a sample is")


def test_a_question_to_the_tutor_says_where_it_was_asked(untitled, make, sign_in):
    make.tutor(untitled)
    student = sign_in(make.student(untitled))
    asked = {"id": str(uuid4()), "lesson_id": str(untitled.lessons[0]), "block_id": str(untitled.text), "text": "Why?"}
    assert student.post("/help/threads", asked).status_code == 201
    assert student.get("/help/threads").json["threads"][0]["block_title"] == "What a sample is"
