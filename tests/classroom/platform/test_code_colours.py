"""Colours of code cost the same whoever wrote it: only known languages, so much of a fence, so much of a lesson."""

import pytest
from pygments.lexers import get_lexer_by_name

from attune.classroom.platform.markdown import code as module
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.markdown.code import FENCE_WORK, SHOWN_WORK, highlight, shown_together, work


@pytest.fixture
def coloured(monkeypatch):
    """How many characters were given to which lexer."""
    given: list[tuple[str, int]] = []
    really = module.colour

    def colour(text, lexer, formatter):
        given.append((lexer.aliases[0], len(text)))
        return really(text, lexer, formatter)

    monkeypatch.setattr(module, "colour", colour)
    return given


def fence(language: str, code: str) -> str:
    return f"```{language}\n{code}\n```\n"


def test_every_language_of_the_list_has_a_lexer():
    assert {name: get_lexer_by_name(name).aliases for name in set(module._LANGUAGES.values())}


@pytest.mark.parametrize("language", ["python", "py", "PYTHON", "c++", "sh"])
def test_a_known_language_has_colours_by_each_of_its_names(language):
    assert "<span" in to_html(fence(language, "if 1: return 'known'"))


@pytest.mark.parametrize("language", ["brainfuck", "apacheconf", "html+php", "nonsense"])
def test_no_lexer_reads_a_language_that_is_not_on_the_list(language, coloured):
    assert "<span" not in to_html(fence(language, f"x = 1 {language}"))
    assert coloured == []


def test_a_long_fence_is_shown_whole_and_without_colours(coloured):
    html = to_html(fence("perl", "s{" * FENCE_WORK))
    assert html.count("s{") == FENCE_WORK
    assert "<span" not in html
    assert coloured == []


def test_where_time_grows_with_the_square_of_the_length_less_is_coloured(coloured):
    line = "int a = 1;\n"
    assert "<span" in to_html(fence("java", line * 100))  # a class of a page
    assert "<span" in to_html(fence("python", line * 300))
    assert "<span" not in to_html(fence("java", line * 300))
    assert [name for name, _ in coloured] == ["java", "python"]


def test_ten_hostile_fences_of_one_text_are_not_all_coloured(coloured):
    """The case that once took 2.45 s: ten different fences of 4,900 characters."""
    fences = [fence("perl", f"{number}" + "'a\\" * 1_633) for number in range(10)]
    html = to_html("\n".join(fences))
    assert html.count("<pre>") == 10
    assert len(coloured) == 5  # the last begins below the budget, which it then goes beyond
    assert sum(length for _, length in coloured) <= SHOWN_WORK + FENCE_WORK


def test_what_is_shown_together_shares_one_budget_of_texts_and_code_blocks(coloured):
    texts = [fence("perl", f"$together{number} = 1;" * 220) for number in range(4)]
    with shown_together():
        with_colours = [("<span" in to_html(text)) for text in texts]
        block = highlight("$own = 1;", "perl")
        later = to_html(fence("python", "together = 1"))
    assert with_colours == [True] * 4
    assert "<span" not in highlight("x", "nonsense")
    assert "<span" in block
    assert "<span" in later
    with shown_together(SHOWN_WORK):
        assert "<span" not in highlight("$own = 1;", "perl")
        assert "<span" not in to_html(texts[0])


def test_a_text_looks_the_same_whether_it_was_rendered_before_or_not():
    text = fence("python", "same = 1")
    with shown_together(SHOWN_WORK):
        plain = to_html(text)
    coloured = to_html(text)
    assert "<span" in coloured
    with shown_together(SHOWN_WORK):
        assert to_html(text) == plain
    assert to_html(text) == coloured


def test_work_grows_with_the_square_only_where_the_language_asks_for_it():
    assert work("x" * 600, "java") == work("x" * 600, "python") == 600
    assert work("x" * 1_200, "java") == 2_400
    assert work("x" * 1_200, "python") == 1_200
    assert work("x", "nonsense") == 0
