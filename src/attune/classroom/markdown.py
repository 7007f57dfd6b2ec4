"""Markdown to HTML that is safe to put into a page, whoever wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

_TAGS = {
    *("p", "br", "hr", "div", "span", "blockquote", "pre", "code", "kbd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("a", "abbr", "b", "del", "em", "i", "img", "s", "strong", "sub", "sup"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}
# What the client looks for to set formulas and highlight code.
_CLASSES = {"span": {"math", "inline", "block"}, "div": {"math", "block"}}
_LANGUAGES = ("bash", "c", "cpp", "css", "html", "java", "js", "json", "python", "r", "sql", "text", "ts")


def _display_formula(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    """$$x$$ within a line: large like a block, but a span, because a div would end the paragraph around it."""
    return f'<span class="math block">{escapeHtml(tokens[index].content)}</span>'


_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable(
    ["table", "strikethrough"]
)
_markdown.use(dollarmath_plugin, allow_digits=False, double_inline=True)
_markdown.add_render_rule("math_inline_double", _display_formula)

_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes={**_CLASSES, "code": {f"language-{name}" for name in _LANGUAGES}},
    url_schemes={"http", "https", "mailto"},
    filter_style_properties={"text-align"},
    link_rel="noopener noreferrer",
)


@lru_cache(maxsize=2048)
def to_html(text: str) -> str:
    """Render Markdown as HTML in which nothing can run.

    Formulas ($x$, $$x$$) come out as `<span class="math inline">` and `<div class="math block">` with their TeX as
    text, for KaTeX in the client. Raw HTML in the text is shown, not interpreted; what remains is cleaned again by
    an allow-list.
    """
    return _cleaner.clean(_markdown.render(text))


@lru_cache(maxsize=2048)
def inline_html(text: str) -> str:
    """Render one line of Markdown without a surrounding paragraph: a choice, a short feedback."""
    return _cleaner.clean(_markdown.renderInline(text))
