"""What a text names of its course: pictures, files, other lessons."""

from __future__ import annotations

from typing import Literal, NamedTuple

from attune.classroom.platform.markdown.link_targets import name_of
from attune.classroom.platform.markdown.parser import parser


class Reference(NamedTuple):
    """One mention. `name` is None when the address leads to another site; `line` counts from 0 in the text."""

    kind: Literal["picture", "link"]
    address: str
    name: str | None
    line: int


def find_references(text: str) -> list[Reference]:
    """Every picture and link of a text, in order."""
    found: list[Reference] = []
    for block in parser.parse(text, {}):
        line = block.map[0] if block.map else 0
        for token in block.children or []:
            if token.type in {"softbreak", "hardbreak"}:
                line += 1
            elif token.type in {"image", "link_open"}:
                address = str(token.attrs.get("src" if token.type == "image" else "href", ""))
                kind: Literal["picture", "link"] = "picture" if token.type == "image" else "link"
                found.append(Reference(kind, address, name_of(address), line))
    return found
