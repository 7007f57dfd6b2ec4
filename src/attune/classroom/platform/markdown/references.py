"""What a text names of its course: pictures, files, other lessons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from attune.classroom.platform.markdown.link_targets import name_of
from attune.classroom.platform.markdown.parser import make_parser

_MAY_NAME = re.compile(r"[\[<@:]|www\.", re.IGNORECASE)  # without any of these there is no link and no picture
_ONLY_FOR_SHOW = (  # say nothing about what a link leads to
    *("emphasis", "strikethrough", "balance_pairs", "fragments_join"),
    *("headings_below_the_page", "task_lists", "text_join"),
)


class Reference(NamedTuple):
    """One mention. `name` is None when the address leads to another site; `line` counts from 0 in the text."""

    kind: Literal["picture", "link"]
    address: str
    name: str | None
    line: int


@lru_cache(maxsize=2048)
def find_references(text: str) -> tuple[Reference, ...]:
    """Every picture and link of a text, in order."""
    found: list[Reference] = []
    for block in _reader.parse(text, {}):
        line = block.map[0] if block.map else 0
        for token in block.children or []:
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type in {"image", "link_open"}:
                address = str(token.attrs.get("src" if token.type == "image" else "href", ""))
                kind: Literal["picture", "link"] = "picture" if token.type == "image" else "link"
                found.append(Reference(kind, address, name_of(address), line))
    return tuple(found)


def _read_what_may_name(state: StateCore) -> None:
    """Look into the paragraphs that may name something: looking is most of the work."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if _MAY_NAME.search(token.content):
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def _make_reader() -> MarkdownIt:
    made = make_parser()
    made.disable(_ONLY_FOR_SHOW, ignoreInvalid=True)
    made.core.ruler.at("inline", _read_what_may_name)
    return made


_reader = _make_reader()
