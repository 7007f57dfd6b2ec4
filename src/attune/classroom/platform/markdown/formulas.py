r"""Formulas: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`, and LaTeX environments such as `\begin{align} … \end{align}`.

They come out as MathML; where that cannot be made, as their TeX in an element of the class `math`, for KaTeX in the
page.

A dollar sign with a space on its inner side or a digit on its outer one is a price: `$3000 and $3000` stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import RE_OPEN, amsmath_block, amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar

from attune.classroom.platform.markdown.mathml import to_mathml

_DOLLARS = re.compile(
    r"\$\$(?P<double>(?:\\.|[^$\\])+)\$\$|\$(?!\s)(?P<single>(?:\\.|[^$\\])+)(?<!\s)\$(?!\d)", re.DOTALL
)
_ENDS = {"\\(": "\\)", "\\[": "\\]"}
_ENVIRONMENT = re.compile(RE_OPEN)
_dollar_block = math_block_dollar(allow_labels=False, allow_blank_lines=False)


def formulas_plugin(parser: MarkdownIt) -> None:
    """Teach a parser formulas."""
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    # The plugin's rule within a line takes a text's last character for the one before its first.
    parser.inline.ruler.at("math_inline", _between_dollars)
    parser.block.ruler.at("math_block", _in_dollar_block)
    parser.use(amsmath_plugin)
    parser.block.ruler.at(
        "amsmath", _in_environment, {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    )
    parser.inline.ruler.before("escape", "formula_in_brackets", _in_line)
    parser.block.ruler.before("fence", "formula_in_brackets", _in_block, {"alt": ["paragraph", "reference"]})
    parser.add_render_rule("math_inline", _formula_in_line)
    parser.add_render_rule("math_inline_double", _display_formula)
    parser.add_render_rule("math_block", _block_formula)
    parser.add_render_rule("amsmath", _block_formula)


def _between_dollars(state: StateInline, silent: bool) -> bool:
    """`$x$` and, large, `$$x$$`; no formula begins behind a digit or ends before one."""
    found = _DOLLARS.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None or (state.pos > 0 and state.src[state.pos - 1].isdigit()):
        return False
    if not silent:
        double = found["double"] is not None
        token = state.push("math_inline_double" if double else "math_inline", "math", 0)
        token.content, token.markup = found["double"] or found["single"], "$$" if double else "$"
    state.pos = found.end()
    return True


def _in_line(state: StateInline, silent: bool) -> bool:
    r"""`\(x\)` and, within a paragraph, `\[x\]`. `\\(` is a backslash, as `escape` reads it."""
    begin = state.src[state.pos : state.pos + 2]
    end = _ENDS.get(begin)
    if end is None:
        return False
    searched: dict[tuple[str, str], int] = state.env.setdefault("formula_ends_in_line", {})
    if state.pos >= searched.get((state.src, end), len(state.src)):
        return False  # from there on, no formula of this kind ends
    close = state.src.find(end, state.pos + 2)
    if close < 0:
        searched[state.src, end] = state.pos
    content = state.src[state.pos + 2 : close].strip() if close >= 0 else ""
    if not content:
        return False
    if not silent:
        kind = "math_inline" if begin == "\\(" else "math_inline_double"
        token = state.push(kind, "math", 0)
        token.content, token.markup = content, begin
    state.pos = close + 2
    return True


def _in_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    r"""`\[`, a formula on any number of lines that are not blank, `\]` at a line's end: a block of its own."""
    if state.is_code_block(first) or not _line(state, first).startswith("\\["):
        return False
    if _has_no_end(state, "\\]", first, last):
        return False
    lines: list[str] = []
    for number in range(first, last):
        line = _line(state, number)
        if (number > first and state.sCount[number] < state.blkIndent) or not line or "\\]" in line[:-2]:
            _remember_no_end(state, "\\]", first, last, until=number)
            return False
        lines.append(line)
        if line.endswith("\\]"):
            break
    else:
        _remember_no_end(state, "\\]", first, last, until=last)
        return False
    content = "\n".join(lines).removeprefix("\\[")
    if not content.removesuffix("\\]").strip():
        return False
    if not silent:
        state.line = first + len(lines)
        token = state.push("math_block", "math", 0)
        token.block, token.content, token.markup = True, content[:-2].strip(), "\\["
        token.map = [first, state.line]
    return True


def _in_environment(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    r"""`\begin{align}` to `\end{align}`, as the plugin reads it, which looks for each end through the whole text."""
    found = _ENVIRONMENT.match(_line(state, first))
    if found is None or state.sCount[first] < state.blkIndent or _has_no_end(state, found[0], first, last):
        return False
    if amsmath_block(state, first, last, silent):
        return True
    if not state.is_code_block(first):
        _remember_no_end(state, found[0], first, last, until=last)
    return False


def _in_dollar_block(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """`$$` to `$$`, as the plugin reads it, which looks for each end up to the next blank line."""
    line = _line(state, first)
    if not line.startswith("$$") or _has_no_end(state, "$$", first, last):
        return False
    if _dollar_block(state, first, last, silent):
        return True
    if "$$" not in line[2:] and not state.is_code_block(first):
        blank = next((number for number in range(first + 1, last) if not _line(state, number)), last)
        _remember_no_end(state, "$$", first, last, until=blank)
    return False


def _has_no_end(state: StateBlock, mark: str, first: int, last: int) -> bool:
    """Whether a formula that begins here is known to have no end; else each line is read for each beginning."""
    begin, until = _searched(state).get(_place(state, mark, last), (0, 0))
    return begin <= first < until


def _remember_no_end(state: StateBlock, mark: str, first: int, last: int, *, until: int) -> None:
    """Remember that no formula of a kind ends between two lines."""
    _searched(state)[_place(state, mark, last)] = (first, until)


def _searched(state: StateBlock) -> dict[tuple[object, ...], tuple[int, int]]:
    found: dict[tuple[object, ...], tuple[int, int]] = state.env.setdefault("formula_ends", {})
    return found


def _place(state: StateBlock, mark: str, last: int) -> tuple[object, ...]:
    """What decides what the same lines mean: within quotes and lists they begin elsewhere."""
    return state.src, mark, state.level, state.parentType, state.blkIndent, last


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _formula_in_line(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    tex = tokens[index].content
    return to_mathml(tex, block=False) or f'<span class="math inline">{escapeHtml(tex)}</span>'


def _display_formula(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    """A large formula within a line: a span, because a div would end the paragraph around it."""
    tex = tokens[index].content
    return f'<span class="math block">{to_mathml(tex, block=True) or escapeHtml(tex)}</span>'


def _block_formula(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    tex = tokens[index].content
    return f'<div class="math block">{to_mathml(tex, block=True) or escapeHtml(tex)}</div>\n'
