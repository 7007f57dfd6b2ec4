"""The one Markdown parser: what is understood beyond CommonMark, and how it is written as HTML."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from attune.classroom.platform.markdown.code import spans
from attune.classroom.platform.markdown.formulas import formulas_plugin
from attune.classroom.platform.markdown.link_targets import LinkTarget, name_of

PICTURES_BEGIN = "/api/v1/courses/"  # where every picture's address begins
HIGHEST = 3  # the level of a text's highest heading: h1 is the page's title, h2 the block's
_BOXES = {"[ ]": "☐", "[x]": "☑", "[X]": "☑"}

Env = MutableMapping[str, Any]


def _colour(code: str, language: str, _attributes: str) -> str:
    """The inside of a code fence in its colours; nothing where its language is not known, and it is shown as it is."""
    return spans(code, language) if language else ""


def make_parser() -> MarkdownIt:
    """A parser of its own, whose rules may be changed."""
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "highlight": _colour})
    made.enable(["table", "strikethrough"])
    made.use(formulas_plugin)
    made.use(footnote_plugin, inline=False)
    made.use(deflist_plugin)
    made.use(admon_plugin)
    made.use(gfm_autolink_plugin)
    made.use(sub_plugin)
    made.use(superscript_plugin)
    made.core.ruler.push("headings_below_the_page", _shift_headings)
    made.core.ruler.push("task_lists", _mark_tasks)
    made.add_render_rule("image", _picture)
    made.add_render_rule("link_open", _link)
    made.add_render_rule("footnote_ref", _footnote_mark)
    made.add_render_rule("footnote_block_open", _footnotes_begin)
    made.add_render_rule("footnote_block_close", _footnotes_end)
    made.add_render_rule("footnote_open", _footnote_begins)
    made.add_render_rule("footnote_anchor", _nothing)
    return made


def _shift_headings(state: StateCore) -> None:
    """Bring headings below those of the page, whichever level an author began with; their order stays."""
    headings = [token for token in state.tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=HIGHEST)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) - highest + HIGHEST)}"


def _mark_tasks(state: StateCore) -> None:
    """Show `- [x] done` with a box; a text is no form, so the box is a character."""
    for before, here, token in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if (before.type, here.type, token.type) != ("list_item_open", "paragraph_open", "inline"):
            continue
        first = token.children[0] if token.children else None
        if first is not None and first.type == "text" and first.content[:3] in _BOXES and first.content[3:4] == " ":
            first.content = _BOXES[first.content[:3]] + first.content[3:]


def _picture(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Env) -> str:  # noqa: ANN401
    """A picture of the course with its size; the description alone where the course has no such file."""
    token = tokens[index]
    description = renderer.renderInlineAsText(token.children, options, env)
    target: LinkTarget | None = env.get("targets", {}).get(name_of(str(token.attrs.get("src", ""))))
    if target is None or target.width is None:
        return escapeHtml(description)
    attributes: dict[str, Any] = {
        "src": target.url,
        "alt": description,
        **({"title": token.attrs["title"]} if "title" in token.attrs else {}),
        "width": target.width,
        "height": target.height,
        "loading": "lazy",
        "decoding": "async",
    }
    written = [f'{name}="{escapeHtml(str(value))}"' for name, value in attributes.items()]
    return f"<img {' '.join(written)}>"


def _link(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: Any, env: Env) -> str:  # noqa: ANN401
    """A link to another site as it is; one within the course to where its target is, without address where nowhere."""
    token = tokens[index]
    address = str(token.attrs.get("href", ""))
    name = name_of(address)
    if name is not None:
        target: LinkTarget | None = env.get("targets", {}).get(name)
        address = target.url if target is not None else ""
    title = f' title="{escapeHtml(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    return f'<a href="{escapeHtml(address)}"{title}>' if address else f"<a{title}>"


def _footnote_mark(_renderer: RendererHTML, tokens: Sequence[Token], index: int, *_rest: object) -> str:
    """The number of a footnote. No address within the page: another block's footnotes have the same numbers."""
    return f"<sup>[{int(tokens[index].meta['id']) + 1}]</sup>"


def _footnotes_begin(*_rest: object) -> str:
    return '<hr class="footnotes-sep">\n<ol class="footnotes-list">\n'


def _footnotes_end(*_rest: object) -> str:
    return "</ol>\n"


def _footnote_begins(*_rest: object) -> str:
    return "<li>"


def _nothing(*_rest: object) -> str:
    return ""


parser = make_parser()
