"""Every word of the repository that the glossary has a say in."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ruamel.yaml import YAML

from scripts.glossary.client_words import catalogue_words, client_words, style_words
from scripts.glossary.python_words import python_words
from scripts.glossary.rows import ROOT, Kind, Word

SUPPORT_LIBRARY = "src/attune/affect/library/*.yaml"
# Migrations keep the names of their time; the client's API types and the OpenAPI document are made from Python.
GENERATED = (
    "src/attune/classroom/migrations/versions/*",
    "web/src/platform/api/schema.d.ts",
    "web/openapi.json",
    "web/package*.json",
    "tests/project/glossary/*",
    "docs/reference/glossary.*",
)
_ENDINGS = (".py", ".ts", ".tsx", ".css", ".json", ".yaml", ".yml", ".md")
_HEADING = re.compile(r"^#{1,6} +(.+)$")
_ROUTE = re.compile(r"""\.(?:get|post|put|patch|delete|route)\(\s*"(/[^"]*)"|url_prefix="(/[^"]*)\"""")


def tracked_files(root: Path = ROOT) -> list[str]:
    """Return the files that git knows, or would add, as paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    return [name for name in names if (root / name).is_file() and not _is_generated(name)]


def all_words(root: Path = ROOT) -> Iterator[Word]:
    """Yield every word of every file."""
    for path in tracked_files(root):
        yield from path_words(path)
        if path.endswith(_ENDINGS):
            yield from words_of(path, (root / path).read_text("utf-8"))


def path_words(path: str) -> Iterator[Word]:
    """Yield the name of a file and of the folders above it."""
    for part in PurePosixPath(path).parts:
        yield Word(Kind.FILE, path, 1, part)


def words_of(path: str, source: str) -> Iterator[Word]:
    """Yield the words in a file, by what kind of file it is."""
    name = PurePosixPath(path)
    if name.suffix == ".py":
        yield from python_words(path, source)
        yield from _routes(path, source)
    elif name.suffix in {".ts", ".tsx"}:
        yield from client_words(path, source)
    elif name.suffix == ".css":
        yield from style_words(path, source)
    elif name.suffix == ".json" and name.parent.name == "catalogue":
        yield from catalogue_words(path, source)
    elif name.suffix == ".md":
        yield from _headings(path, source)
    elif fnmatchcase(path, SUPPORT_LIBRARY):
        tree = YAML(typ="safe").load(source)
        yield from _keys(path, tree, source)
        yield from _texts(path, tree, source)
    elif _is_configuration(path):
        yield from _keys(path, json.loads(source) if name.suffix == ".json" else YAML(typ="safe").load(source), source)


def _texts(path: str, tree: object, source: str) -> Iterator[Word]:
    """Yield what students read in the library of support messages."""
    if isinstance(tree, dict | list):
        for value in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(path, value, source)
    elif isinstance(tree, str):
        first_words = " ".join(tree.split()[:3])  # a long text may be folded over several lines
        yield Word(Kind.CATALOGUE, path, source.count("\n", 0, max(source.find(first_words), 0)) + 1, tree)


def _is_generated(path: str) -> bool:
    return any(fnmatchcase(path, glob) for glob in GENERATED)


def _is_configuration(path: str) -> bool:
    return any(
        fnmatchcase(path, glob)
        for glob in ("config.yaml", "configs/*", "docs/replays/*", "src/attune/*.yaml", "models/*/model.json")
    )


def _routes(path: str, source: str) -> Iterator[Word]:
    if path.startswith("src/attune/classroom/"):
        for number, line in enumerate(source.splitlines(), 1):
            yield from (Word(Kind.ADDRESS, path, number, found[1] or found[2]) for found in _ROUTE.finditer(line))


def _headings(path: str, source: str) -> Iterator[Word]:
    fenced = False
    for number, line in enumerate(source.splitlines(), 1):
        fenced ^= line.lstrip().startswith("```")
        if not fenced and (found := _HEADING.match(line)):
            yield Word(Kind.DOC, path, number, found[1])


def _keys(path: str, tree: object, source: str) -> Iterator[Word]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            at = re.search(rf"[\"']?{re.escape(str(key))}[\"']?\s*:", source)
            yield Word(Kind.CONFIG, path, source.count("\n", 0, at.start() if at else 0) + 1, str(key))
            yield from _keys(path, value, source)
    elif isinstance(tree, list):
        for value in tree:
            yield from _keys(path, value, source)
