"""The rows of the glossary: which words are held out of which files, and of what in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs/reference/glossary.yaml"
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


class Kind(StrEnum):
    """What a word is found in."""

    IDENTIFIER = "identifier"  # names that code defines, stored names, keys of the catalogues
    CLASS = "class"  # classes, interfaces and types only, by their whole name
    TEST = "test"  # names of test functions: sentences, for whoever reads the failures
    FILE = "file"  # names of files and folders
    HELP = "help"  # what the command line prints: help, options, messages of errors
    CATALOGUE = "catalogue"  # texts of the interface
    CONFIG = "config"  # keys of configuration files and of model bundles
    DOC = "doc"  # headings of the documentation
    ADDRESS = "address"  # addresses of pages and of the API


PROSE = frozenset({Kind.HELP, Kind.CATALOGUE, Kind.DOC})


@dataclass(frozen=True)
class Word:
    """A name or a text that somebody wrote."""

    kind: Kind
    path: str
    line: int
    text: str


@cache
def name_parts(name: str) -> tuple[str, ...]:
    """Return the words that a name consists of, in lower case: `loadSnapshots` and `load_snapshots` alike."""
    return tuple(part.lower() for part in _PARTS.findall(name))


@dataclass(frozen=True)
class RightUse:
    """A use of an old word that is right where it stands."""

    path: str  # glob
    text: str  # glob, of the whole name or text
    reason: str

    def includes(self, word: Word) -> bool:
        """Return whether the word is this use."""
        return fnmatchcase(word.path, self.path) and fnmatchcase(word.text, self.text)


class Term:
    """One spelling of an old word: `seat`, `take in`, `invent*`; `^keep` begins a name, `=random` is all of it."""

    def __init__(self, spelling: str) -> None:
        self.spelling = spelling
        self._whole, self._first = spelling.startswith("="), spelling.startswith("^")
        self._words = tuple(spelling.lstrip("=^").lower().split())
        inside = r"[\s_-]+".join(re.escape(word).replace(r"\*", r"\w*") for word in self._words)
        self._prose = re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)

    def is_in_name(self, parts: Sequence[str]) -> bool:
        """Return whether the parts of a name hold the term's words one after the other."""
        length = len(self._words)
        if self._whole and len(parts) != length:
            return False
        starts = range(1 if self._first else len(parts) - length + 1)
        return any(_begin_with(parts[start:], self._words) for start in starts)

    def is_in_prose(self, text: str) -> bool:
        """Return whether a text holds the term as words of its own."""
        return self._prose.search(text) is not None


def _begin_with(parts: Sequence[str], words: Sequence[str]) -> bool:
    return len(parts) >= len(words) and all(map(fnmatchcase, parts, words))


@dataclass(frozen=True)
class Row:
    """One row: the words that are held out, what is said instead, and where."""

    old: str
    new: str
    terms: tuple[Term, ...]
    german: tuple[Term, ...]
    kinds: frozenset[Kind]
    scope: tuple[str, ...]
    right_uses: tuple[RightUse, ...]

    def applies_to(self, kind: Kind, path: str) -> bool:
        """Return whether this row has a say in such words of a file."""
        return kind in self.kinds and any(fnmatchcase(path, glob) for glob in self.scope)

    def is_broken_by(self, word: Word) -> bool:
        """Return whether a word, to whose kind and file this row applies, is one that it holds out."""
        if word.kind in PROSE:
            german = word.path.endswith(("/de.json", "/de.yaml"))
            held = _is_in_prose(self.german if german else self.terms, word.text)
        else:
            held = _is_in_name(self.terms, word.text)
        return held and not any(use.includes(word) for use in self.right_uses)


@cache
def _is_in_prose(terms: tuple[Term, ...], text: str) -> bool:
    return any(term.is_in_prose(text) for term in terms)


@cache
def _is_in_name(terms: tuple[Term, ...], name: str) -> bool:
    parts = name_parts(name)
    return any(term.is_in_name(parts) for term in terms)


@dataclass(frozen=True)
class Glossary:
    """The rows, and the areas by which breaches are counted."""

    rows: tuple[Row, ...]
    areas: dict[str, tuple[str, ...]]
    _applying: dict[tuple[Kind, str], tuple[Row, ...]] = field(default_factory=dict)

    def rows_of(self, kind: Kind, path: str) -> tuple[Row, ...]:
        """Return the rows that have a say in one kind of words of a file."""
        if (kind, path) not in self._applying:
            self._applying[kind, path] = tuple(row for row in self.rows if row.applies_to(kind, path))
        return self._applying[kind, path]

    def area_of(self, path: str) -> str:
        """Return the first area that a file belongs to."""
        for area, globs in self.areas.items():
            if any(fnmatchcase(path, glob) for glob in globs):
                return area
        return "other"


def read_glossary(path: Path = TABLE) -> Glossary:
    """Read the table.

    Raises:
        ValueError: a row has an unknown key or kind, no term, or a right use without a reason.
    """
    table = YAML(typ="safe").load(path.read_text("utf-8"))
    areas = {name: tuple(globs) for name, globs in table["areas"].items()}
    return Glossary(tuple(_read_row(row) for row in table["rows"]), areas)


def _read_row(row: dict[str, Any]) -> Row:
    unknown = row.keys() - {"not", "but", "terms", "german", "kinds", "scope", "right uses"}
    if unknown or not row.get("terms"):
        raise ValueError(f"Row '{row.get('not')}': unknown keys {sorted(unknown)}, or no terms.")
    uses = tuple(RightUse(**use) for use in row.get("right uses", ()))
    if not all(use.reason for use in uses):
        raise ValueError(f"Row '{row['not']}': every right use needs a reason.")
    return Row(
        old=row["not"],
        new=row["but"],
        terms=tuple(map(Term, row["terms"])),
        german=tuple(map(Term, row.get("german", ()))),
        kinds=frozenset(map(Kind, row.get("kinds", [kind for kind in Kind if kind is not Kind.CLASS]))),
        scope=tuple(row.get("scope", ["*"])),
        right_uses=uses,
    )
