"""Formulas are MathML that browsers draw as it is meant, or left to KaTeX; never something in between."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.markdown.mathml import DEEPEST, LONGEST, to_mathml
from attune.classroom.platform.markdown.mathml_core import ELEMENTS, TABLES


def inside(tex, *, block=False):
    """What stands within the `math` element."""
    made = to_mathml(tex, block=block)
    return None if made is None else re.fullmatch(r"<math [^>]*>(.*)</math>", made)[1]


def test_a_formula_says_its_direction_and_its_tex():
    assert to_mathml("a < 1", block=False) == (
        '<math dir="ltr" alttext="a &lt; 1"><mi>a</mi><mo>&lt;</mo><mn>1</mn></math>'
    )
    assert to_mathml("x", block=True) == '<math dir="ltr" display="block" alttext="x"><mi>x</mi></math>'


THIN = '<mspace width="0.167em"></mspace>'


@pytest.mark.parametrize(
    ("tex", "made"),
    [
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mn>3</mn></mroot>"),
        ("f'", '<mrow><mi>f</mi><mo lspace="0" rspace="0">′</mo></mrow>'),
        ("3{,}5", "<mn>3</mn><mn>,</mn><mn>5</mn>"),
        (r"2\sin x", f"<mn>2</mn>{THIN}<mi>sin</mi>{THIN}<mi>x</mi>"),
        (r"\sin(x)", '<mi>sin</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>'),
        (r"\overline{ab}", '<mrow class="overline"><mi>a</mi><mi>b</mi></mrow>'),
        (r"\bar x", '<mover><mi>x</mi><mo stretchy="true">¯</mo></mover>'),
        (r"\mathrm{d}x", "<mtext>d</mtext><mi>x</mi>"),
        (r"\boldsymbol{x}", "<mi>𝒙</mi>"),
        (r"a \not= b", "<mi>a</mi><mo>≠</mo><mi>b</mi>"),
        (r"\text{<b>}", "<mtext>&lt;b&gt;</mtext>"),
    ],
)
def test_formulas_as_in_print(tex, made):
    assert inside(tex) == made


def test_limits_stand_below_their_name_where_a_formula_has_a_line_of_its_own():
    assert inside(r"\lim_{x} f", block=True).startswith("<munder><mi>lim</mi>")
    assert inside(r"\lim_{x} f").startswith("<msub><mi>lim</mi>")
    assert "<munder><mi>argmax</mi>" in inside(r"\begin{gather} \operatorname*{argmax}_x f \end{gather}", block=True)


@pytest.mark.parametrize("name", ["align*", "aligned", "split"])
def test_equations_are_aligned_at_their_sign(name):
    made = inside(rf"\begin{{{name}}} a &= b \\[2pt] &= c \end{{{name}}}", block=True)
    assert made.startswith('<mtable displaystyle="true" class="aligned"><mtr><mtd class="right"><mi>a</mi></mtd>')
    assert made.count('<mtd class="left"><mi></mi><mo>=</mo>') == 2
    assert "number" not in made


@pytest.mark.parametrize(("name", "lines"), [("align", 2), ("gather", 2), ("equation", 1)])
def test_numbered_equations_have_a_place_for_each_number(name, lines):
    body = r"a \\ b" if lines == 2 else "a"
    made = inside(rf"\begin{{{name}}} {body} \end{{{name}}}", block=True)
    assert made.count('<mtd class="equation-number"></mtd></mtr>') == lines
    assert "(1)" not in made


@pytest.mark.parametrize(
    "tex",
    [
        *("", " ", "{x", "x}", r"\frac{a", r"\left( x", "x_1_2", r"\foo x", r"\begin{foo} a \end{foo}"),
        *(
            r"\begin{align*} a \end{matrix}",
            r"a \\ b",
            "a & b",
            r"\text{a $x$}",
            r"\newcommand{\a}{b} \a",
            r"\def\a{b}",
        ),
        *(r"\begin{array}{l|r} 1 & 2 \end{array}", r"\cancel{x}", r"\xrightarrow{a}", r"x \tag{1}", r"\mathbf{"),
        *(r"{\href{javascript:alert(1)}{x}} y", r"\color{x:y} a", "x" * (LONGEST + 1)),
        "{" * (DEEPEST + 1) + "x" + "}" * (DEEPEST + 1),
    ],
)
def test_what_would_be_drawn_wrongly_is_left_alone(tex):
    assert to_mathml(tex, block=False) is None


class Elements(HTMLParser):
    """Which elements a browser would see within formulas."""

    def __init__(self):
        super().__init__()
        self.within, self.found = 0, set()

    def handle_starttag(self, tag, attrs):
        self.within += tag == "math"
        if self.within and tag != "math":
            self.found.add(tag)

    def handle_endtag(self, tag):
        self.within -= tag == "math"


PIECES = [
    *("x", "1", "{", "}", "^", "_", "'", "&", r"\\", r"\frac", r"\sqrt", "[", "]", r"\left(", r"\right)", " ", "<b>"),
    *(r"\begin{align}", r"\end{align}", r"\begin{cases}", r"\end{cases}", r"\text{", r"\sum", r"\overline", r"\sin"),
    *(r"\mathbf", r"\href{javascript:x}", r"\style{x:y}", r"\class{x}", r"\color{red}", "&lt;", "&#60;script&#62;"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_mixture_is_mathml_or_left_alone(tex):
    made = to_mathml(tex, block=True)
    seen = Elements()
    seen.feed(to_html(f"$${tex}$$"))
    assert seen.within == 0
    assert seen.found <= {*ELEMENTS, *TABLES}
    assert made is None or "\\" not in re.sub(r'alttext="[^"]*"', "", made)


def test_a_page_of_formulas_takes_little_time():
    texts = [rf"\frac{{x_{{{n}}}}}{{\sqrt{{{n}}}}} + \sum_{{i=1}}^{{{n}}} a_i" for n in range(100)]
    began = time.perf_counter()
    assert all(to_mathml(text, block=True) for text in texts)
    assert time.perf_counter() - began < 2  # 0.05 s on an idle machine


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{cases}" * 90 + "x" + r"\end{cases}" * 90,
        r"\left(" * 90 + "x" + r"\right)" * 90,
        r"\left(\begin{cases}{" * 14 + "x" + r"}\end{cases}\right)" * 14,
        *(r"\hspace{99999em}x", r"\kern99999em x", r"\hspace{-9999em}x", r"\hspace{50em}x"),
    ],
)
def test_what_is_too_deep_or_too_large_is_left_alone(tex):
    assert to_mathml(tex, block=True) is None
    assert "<math" not in to_html(f"$$\n{tex}\n$$\n")


def test_usual_gaps_and_depths_are_drawn():
    assert 'width="2em"' in to_mathml(r"a\hspace{2em}b", block=False)
    assert to_mathml(r"\left(" * 9 + "x" + r"\right)" * 9, block=True)
