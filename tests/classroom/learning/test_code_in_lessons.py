"""The code of a whole lesson shares one budget of colours, in the order of its blocks."""

from uuid import uuid4

from attune.classroom.courses.models import Block, BlockKind


def test_code_late_in_a_lesson_of_very_much_code_is_shown_without_colours(database, browser, course):
    with database.transaction() as session:
        for number in range(8):
            text = f"lesson{number} = 1\n" * 400
            code = {"language": "python", "text": text} if number % 2 else {"text": f"```python\n{text}\n```\n"}
            kind = BlockKind.CODE if number % 2 else BlockKind.MARKDOWN
            block = Block(
                id=uuid4(),
                lesson_id=course.lessons[0],
                kind=kind,
                position=20 + number,
                title=None,
                hints=[],
                content=code,
            )
            session.add(block)
    blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"][-8:]
    html = [block["html"] or block["code"]["html"] for block in blocks]
    assert ["<span" in each for each in html] == [True] * 5 + [False] * 3
    assert all(each.count("lesson") == 400 for each in html)
