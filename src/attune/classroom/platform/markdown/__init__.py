"""Markdown to HTML that is safe to put into a page, whoever wrote it.

Beyond CommonMark: tables, strikethrough, task lists, definition lists, footnotes, admonitions (`!!! note "Title"`),
formulas (see `formulas`), sub- and superscript, addresses as links, and code in its colours. Pictures and links name
files and lessons of the course; where those are is handed in.
"""

from __future__ import annotations

from functools import lru_cache

import nh3
from pygments.token import STANDARD_TYPES

from attune.classroom.platform.markdown.code import SHOWN_WORK, colouring, shown_together
from attune.classroom.platform.markdown.link_targets import LinkTarget, LinkTargets
from attune.classroom.platform.markdown.mathml_core import ATTRIBUTES, CLASSES, ELEMENTS, TABLES
from attune.classroom.platform.markdown.parser import PICTURES_BEGIN, parser
from attune.classroom.platform.markdown.references import Reference, find_references
from attune.classroom.platform.markdown.words import first_words, shortened

__all__ = [
    "LinkTarget",
    "LinkTargets",
    "Reference",
    "find_references",
    "first_words",
    "inline_html",
    "shortened",
    "to_html",
]

_TAGS = {
    *("p", "br", "hr", "div", "span", "blockquote", "pre", "code", "kbd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("a", "abbr", "b", "del", "em", "i", "img", "s", "strong", "sub", "sup"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("math", *ELEMENTS, *TABLES),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
    "math": {"dir", "display", "alttext"},
    **{name: set(ATTRIBUTES) for name in (*ELEMENTS, *TABLES)},
}
_VALUES = {"img": {"loading": {"lazy"}, "decoding": {"async"}}}
# What the client looks for to set formulas that are TeX still, and to lay out formulas and code.
_CLASSES = {
    "span": {"math", "inline", "block", *(name for name in STANDARD_TYPES.values() if name)},
    "div": {"math", "block", "admonition", "note", "tip", "hint", "important", "warning", "caution", "danger"},
    "p": {"admonition-title"},
    "hr": {"footnotes-sep"},
    "ol": {"footnotes-list"},
    **CLASSES,
}
_LANGUAGES = ("bash", "c", "cpp", "css", "html", "java", "js", "json", "python", "r", "sql", "text", "ts")


def _only_own_pictures(tag: str, attribute: str, value: str) -> str | None:
    """A picture of another site would tell that site who reads; the parser writes none, and none gets through."""
    if tag == "img" and attribute == "src" and not value.startswith(PICTURES_BEGIN):
        return None
    return value


_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    attribute_filter=_only_own_pictures,
    allowed_classes={**_CLASSES, "code": {f"language-{name}" for name in _LANGUAGES}},
    url_schemes={"http", "https", "mailto"},
    filter_style_properties={"text-align"},
    link_rel="noopener noreferrer",
)


def to_html(text: str, targets: LinkTargets = ()) -> str:
    """Render Markdown as HTML in which nothing can run.

    Formulas come out as MathML; where that cannot be made, as `<span class="math inline">` and
    `<div class="math block">` with their TeX as text, for KaTeX in the client. Raw HTML in the text is shown, not
    interpreted; what remains is cleaned again by an allow-list.

    Args:
        text: Markdown.
        targets: where the files and lessons are that the text names. A picture that is not among them is shown by its
            description, a link by its text.
    """
    together = colouring()
    html, spent = _rendered(text, targets, together.is_over)
    together.spent += spent
    return html


@lru_cache(maxsize=2048)
def _rendered(text: str, targets: LinkTargets, without_colours: bool) -> tuple[str, int]:
    """The HTML, and what its colours cost: the same for the same text, whatever was shown before it."""
    began = SHOWN_WORK if without_colours else 0
    with shown_together(began) as together:
        html = _cleaner.clean(parser.render(text, {"targets": {target.name: target for target in targets}}))
    return html, together.spent - began


@lru_cache(maxsize=2048)
def inline_html(text: str, targets: LinkTargets = ()) -> str:
    """Render one line of Markdown without a surrounding paragraph: a choice, a short feedback."""
    return _cleaner.clean(parser.renderInline(text, {"targets": {target.name: target for target in targets}}))
