"""Whatever a tutor writes, nothing of it runs in a student's browser."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.platform.markdown import LinkTarget, inline_html, to_html

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
        "mglyph",
        "annotation-xml",
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
        assert name != "href" or (value or "").startswith(("http://", "https://", "mailto:", "/"))
        assert name != "src" or (value or "").startswith("/api/v1/courses/")


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("render", [to_html, inline_html])
def test_attacks_come_out_as_text(attack, render):
    assert_harmless(render(attack))


PIECES = [
    *("a", "\n", "`", "$", "*", "[", "](", ")", "<", ">", '"', "|", "\\[", "\\]", "\\(", "\\)", "\n\n    "),
    *(
        "[^1]",
        "\n\n[^1]: ",
        "\n!!! note ",
        "![x](p.png)",
        "![",
        "\n- [x] ",
        "\n: ",
        "\\begin{align}",
        "\\end{align}",
        "\n# ",
    ),
]
TARGETS = (LinkTarget("p.png", "/api/v1/courses/1/files/p.png", 3, 4), LinkTarget("a.md", "/lessons/1"))


@given(st.lists(st.sampled_from([*ATTACKS, *PIECES])).map("".join))
def test_no_mixture_of_attacks_gets_through(text):
    assert_harmless(to_html(text, TARGETS))
    assert_harmless(inline_html(text, TARGETS))


def formulas_as_tex(html):
    """The HTML with each formula as its TeX in brackets, on one line."""
    return " ".join(re.sub(r'<math [^>]*alttext="([^"]*)">.*?</math>', r"[\1]", html).split())


def test_a_formula_that_cannot_be_made_here_keeps_its_tex_for_the_client():
    assert to_html(r"$\ce{H2O} < y$") == '<p><span class="math inline">\\ce{H2O} &lt; y</span></p>\n'
    assert to_html("$$\n\\ce{H2O}\n$$") == '<div class="math block">\n\\ce{H2O}\n</div>\n'


def test_a_display_formula_within_a_list_stays_within_it():
    html = to_html("- mean: $$a < b$$\n- median")
    assert '<li>mean: <span class="math block">[a &lt; b]</span></li>' in formulas_as_tex(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"so \(x < y\) is", "<p>so [x &lt; y] is</p>"),
        (r"so \[x\] is", '<p>so <span class="math block">[x]</span> is</p>'),
        ("\\[\nx\n+ y\n= z\n\\]", '<div class="math block">[x + y = z]</div>'),
        ("- a\n  \\[ x \\]\n- b", '<ul> <li>a<div class="math block">[x]</div> </li> <li>b</li> </ul>'),
        ("> \\[\n> x\n> \\]", '<blockquote> <div class="math block">[x]</div> </blockquote>'),
        ("\\begin{align}a&b\\end{align}", '<div class="math block">[\\begin{align}a&amp;b\\end{align}]</div>'),
        ("$x$ costs $5", "<p>[x] costs $5</p>"),
        (r"\\(x\\)", r"<p>\(x\)</p>"),
        (r"`\(x\)`", r"<p><code>\(x\)</code></p>"),
    ],
)
def test_formulas_in_every_notation(text, html):
    assert formulas_as_tex(to_html(text)) == html


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 or $6.", "$3000 and $3000", "from $3000 to $3000 a year", "US$5 and US$6", "$20/$30 and $40",
        "$ 5 and 6 $", "$3,000–$4,000", "5$-$10",
    ],
)  # fmt: skip
def test_prices_are_no_formulas(text):
    assert to_html(text) == f"<p>{text}</p>\n"


def test_headings_stand_below_those_of_the_page_in_their_order():
    assert to_html("# A\n\n### B") == "<h3>A</h3>\n<h5>B</h5>\n"
    assert to_html("### A\n\n## B\n\n###### C") == "<h4>A</h4>\n<h3>B</h3>\n<h6>C</h6>\n"


def test_task_lists_footnotes_definitions_and_admonitions():
    assert "<li>☑ done</li>\n<li>☐ open</li>" in to_html("- [x] done\n- [ ] open")
    assert "a<sup>[1]</sup>" in to_html("a[^n]\n\n[^n]: b")
    assert "<dt>word</dt>\n<dd>meaning</dd>" in to_html("word\n: meaning")
    assert '<div class="admonition warning">\n<p class="admonition-title">Look</p>' in to_html(
        '!!! warning "Look"\n    out'
    )


def test_pictures_and_links_are_found_by_their_names():
    html = to_html('![a "b"](p.png) [c](a.md) [d](https://example.org)', TARGETS)
    assert '<img src="/api/v1/courses/1/files/p.png" alt="a &quot;b&quot;" width="3" height="4" loading="lazy"' in html
    assert '<a href="/lessons/1"' in html
    assert '<a href="https://example.org"' in html


def test_a_picture_of_another_site_is_only_described():
    assert to_html("![a](https://example.org/x.png)", TARGETS) == "<p>a</p>\n"


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


def _work(text):
    """How many functions are called to render a text: a measure that no other programme on the machine changes."""
    count = 0

    def step(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        to_html(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "line", ["\\[a", "\\begin{align}", "- $$a", "> \\[a", "\\[a\n\n\\begin{align}", "- \\begin{gather}"]
)
def test_formulas_without_an_end_take_time_with_the_length_of_the_text(line):
    assert _work(f"{line}\n" * 800) < 3 * _work(f"{line}\n" * 400)


def test_formulas_end_where_they_did_beside_some_without_an_end():
    made = to_html("\\[a\n\n\\[b\nc\\]\n\n\\[d\n\\[e\\] f\n\\[g\\]\n\n\\begin{align}\na\n\n> $$h\n\n$$i\n$$\n")
    assert made.count('class="math block"') == 4
    assert to_html("\\begin{align}\na &= b\n\\end{align}\n").count("<math") == 1
