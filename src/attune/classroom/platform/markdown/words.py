"""The first words of a text, without its marks: what a list can call it by."""

from __future__ import annotations

from functools import lru_cache

from markdown_it.token import Token

from attune.classroom.platform.markdown.parser import parser

_ENDS_BEFORE = 400  # characters of a paragraph that are looked at: a name is short, and some texts are one paragraph
_SAID_AS_WRITTEN = frozenset({"text", "code_inline", "math_inline", "text_special"})


@lru_cache(maxsize=4096)
def first_words(text: str, most: int) -> str:
    """The words of the first heading, paragraph or line of a list; empty where a text holds none.

    most: characters; a longer one ends after a whole word, with an ellipsis.
    """
    for token in parser.parse(text, {"targets": {}}):
        words = " ".join(_words(token.children or ()).split()) if token.type == "inline" else ""
        if words:
            return shortened(words, most)
    return ""


def shortened(words: str, most: int) -> str:
    """The words, or as many of them as fit; one that is longer than a third of the room is cut itself."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    end = cut.rfind(" ")
    return f"{cut[: end if end > most * 2 // 3 else None].rstrip(' ,;:.–-')}…"


def _words(tokens: list[Token] | tuple[()]) -> str:
    return "".join(_said(token) for token in tokens)[:_ENDS_BEFORE]


def _said(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return _words(token.children or ())
    if token.type == "math_inline" and "\\" in token.content:  # TeX is no word
        return "…"
    return token.content if token.type in _SAID_AS_WRITTEN else ""
