r"""Formulas: `$x$`, `$$x$$`, `\(x\)`, `\[x\]`, and LaTeX environments such as `\begin{align} … \end{align}`.

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
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

_DOLLARS = re.compile(
    r"\$\$(?P<double>(?:\\.|[^$\\])+)\$\$|\$(?!\s)(?P<single>(?:\\.|[^$\\])+)(?<!\s)\$(?!\d)", re.DOTALL
)
_ENDS = {"\\(": "\\)", "\\[": "\\]"}


def formulas_plugin(parser: MarkdownIt) -> None:
    """Teach a parser formulas; they come out as elements of the class `math` with their TeX as text."""
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    # The plugin's rule within a line takes a text's last character for the one before its first.
    parser.inline.ruler.at("math_inline", _between_dollars)
    parser.use(amsmath_plugin)
    parser.inline.ruler.before("escape", "formula_in_brackets", _in_line)
    parser.block.ruler.before("fence", "formula_in_brackets", _in_block, {"alt": ["paragraph", "reference"]})
    parser.add_render_rule("math_inline_double", _display_formula)
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
    close = state.src.find(end, state.pos + 2) if end else -1
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
    lines: list[str] = []
    for number in range(first, last):
        line = _line(state, number)
        if (number > first and state.sCount[number] < state.blkIndent) or not line:
            return False
        lines.append(line)
        if line.endswith("\\]"):
            break
    content = "\n".join(lines).removeprefix("\\[")
    if not content.endswith("\\]") or "\\]" in content[:-2] or not content[:-2].strip():
        return False
    if not silent:
        state.line = first + len(lines)
        token = state.push("math_block", "math", 0)
        token.block, token.content, token.markup = True, content[:-2].strip(), "\\["
        token.map = [first, state.line]
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].strip()


def _display_formula(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    """A large formula within a line: a span, because a div would end the paragraph around it."""
    return f'<span class="math block">{escapeHtml(tokens[index].content)}</span>'


def _block_formula(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    return f'<div class="math block">{escapeHtml(tokens[index].content)}</div>\n'
