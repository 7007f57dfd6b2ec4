"""Whatever a tutor writes, nothing of it runs in a student's browser."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.markdown import inline_html, to_html

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "$<img src=x onerror=alert(1)>$",
    "$$\n</div><script>alert(1)</script>\n$$",
    '```"><script>alert(1)</script>\ncode\n```',
    '<a href="x" style="position:fixed;inset:0">over everything</a>',
    "<style>*{display:none}</style>",
    "<form action=//evil.example><input name=password></form>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
]


class Watch(HTMLParser):
    """Notes every tag and attribute that a browser would see."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


def seen(html):
    watch = Watch()
    watch.feed(html)
    return watch


def assert_harmless(html):
    found = seen(html)
    assert not found.tags & {
        "script",
        "style",
        "iframe",
        "svg",
        "math",
        "form",
        "input",
        "object",
        "embed",
        "base",
        "link",
    }
    for name, value in found.attributes:
        assert not name.startswith("on")
        assert name != "style" or set((value or "").split(":")[0:1]) == {"text-align"}
        assert not (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("render", [to_html, inline_html])
def test_attacks_come_out_as_text(attack, render):
    assert_harmless(render(attack))


@given(st.lists(st.sampled_from([*ATTACKS, "a", "\n", "`", "$", "*", "[", "](", ")", "<", ">", '"', "|"])).map("".join))
def test_no_mixture_of_attacks_gets_through(text):
    assert_harmless(to_html(text))


def test_formulas_keep_their_tex_for_the_client():
    assert to_html("$x < y$") == '<p><span class="math inline">x &lt; y</span></p>\n'
    assert '<div class="math block">' in to_html("$$\n\\sum x\n$$")


def test_a_display_formula_within_a_list_stays_within_it():
    html = to_html("- mean: $$a < b$$\n- median")
    assert '<li>mean: <span class="math block">a &lt; b</span></li>' in html.replace("\n", "")


def test_prices_are_no_formulas():
    assert "math" not in to_html("It costs $5 or $6.")


def test_code_keeps_its_language_and_tables_their_alignment():
    assert '<code class="language-python">' in to_html("```python\nx\n```")
    assert 'style="text-align:right"' in to_html("| a |\n|--:|\n| 1 |")


def test_links_do_not_hand_over_the_page():
    assert 'rel="noopener noreferrer"' in to_html("[x](https://example.org)")


def test_a_stored_attack_is_harmless_in_a_lesson(make, sign_in, database):
    from attune.classroom.courses.models import Block

    course = make.course()
    with database.transaction() as session:
        session.get_one(Block, course.text).content = {"text": "\n\n".join(ATTACKS)}
        quiz = session.get_one(Block, course.practice)
        questions = [{**question, "prompt": ATTACKS[1]} for question in quiz.content["questions"]]
        questions[0] = {
            **questions[0],
            "choices": [{**choice, "text": ATTACKS[0]} for choice in questions[0]["choices"]],
        }
        quiz.content = {**quiz.content, "questions": questions}
    blocks = sign_in(make.student(course)).get(f"/lessons/{course.lessons[0]}").json["blocks"]
    assert_harmless(blocks[0]["html"])
    for question in blocks[2]["quiz"]["questions"]:
        assert_harmless(question["prompt_html"])
        for choice in question["choices"]:
            assert_harmless(choice["text_html"])
