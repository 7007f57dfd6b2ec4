"""The words of the client's files: names in TypeScript and style sheets, keys and texts of the catalogues."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from scripts.glossary.rows import Kind, Word

# What is left out before names are read. A pattern between slashes is taken for one only where no value ends before it.
_SKIPPED = re.compile(
    r"""//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(?<=[=(,:!&|?\n])\s*/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+/""",
    re.DOTALL,
)
_TEMPLATE_TEXT = re.compile(r"(?:(?<=`)|(?<=\}))(?:\\.|[^`$\\]|\$(?!\{))*(?=`|\$\{)")
_NAME = re.compile(r"(?<![\w$.#@-])(?:\.{3})?([A-Za-z_$][\w$]*)")
_TYPE = re.compile(r"\b(?:class|interface|type|enum)\s+([A-Z]\w*)")
_CSS_CLASS = re.compile(r"\.([a-z][\w-]*)(?=[^;{}]*\{)")
_ADDRESS = re.compile(r"\bpath:\s*'(/[^']*)'")


def client_words(path: str, source: str) -> Iterator[Word]:
    """Yield the names in a TypeScript file; comments and texts are left out, and so are the members of objects."""
    for found in _ADDRESS.finditer(source):
        yield Word(Kind.ADDRESS, path, _line(source, found.start()), found[1])
    code = _SKIPPED.sub(_blank, source)
    if "`" in code:
        code = _TEMPLATE_TEXT.sub(_blank, code)
    for found in _NAME.finditer(code):
        yield Word(Kind.IDENTIFIER, path, _line(code, found.start(1)), found[1])
    for found in _TYPE.finditer(code):
        yield Word(Kind.CLASS, path, _line(code, found.start(1)), found[1])


def style_words(path: str, source: str) -> Iterator[Word]:
    """Yield the classes of a style sheet."""
    for found in _CSS_CLASS.finditer(re.sub(r"/\*.*?\*/", _blank, source, flags=re.DOTALL)):
        yield Word(Kind.IDENTIFIER, path, _line(source, found.start()), found[1])


def catalogue_words(path: str, source: str) -> Iterator[Word]:
    """Yield the keys and the texts of a catalogue of the interface."""
    yield from _entries(path, json.loads(source), source)


def _entries(path: str, tree: object, source: str) -> Iterator[Word]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            if path.endswith("/en.json"):  # every catalogue has the same keys
                yield Word(Kind.IDENTIFIER, path, _line_of(source, f'"{key}":'), key)
            yield from _entries(path, value, source)
    elif isinstance(tree, list):
        for value in tree:
            yield from _entries(path, value, source)
    elif isinstance(tree, str):
        yield Word(Kind.CATALOGUE, path, _line_of(source, json.dumps(tree, ensure_ascii=False)), tree)


def _line_of(source: str, text: str) -> int:
    return _line(source, max(source.find(text), 0))


def _line(source: str, index: int) -> int:
    return source.count("\n", 0, index) + 1


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
