"""The text of a lesson file, taken apart: front matter and blocks, before anything is checked for meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

_OPENS = re.compile(r":::\s*([a-z]+)\s*")
_CLOSES = re.compile(r":::\s*")
HELP = frozenset({"hint", "example"})  # no blocks of their own: they belong to the block above them


class CourseFormatError(ValueError):
    """A file of the course is not as it should be; the message says which file and why."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as written: its kind, its header's fields, its Markdown, and the help that stands below it."""

    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    hints: tuple[str, ...] = ()
    example: str | None = None


def read_lesson_text(file: str, text: str) -> tuple[dict[str, Any], list[RawBlock]]:
    """Return the front matter and the blocks of a lesson; raises CourseFormatError."""
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3 or parts[0].strip():
        raise CourseFormatError(file, "a lesson begins with a front matter between two lines of '---'")
    blocks = _with_help(file, _blocks(file, parts[2].splitlines()))
    if not blocks:
        raise CourseFormatError(file, "a lesson needs at least one block")
    return _mapping(file, parts[1]), blocks


def _blocks(file: str, lines: list[str]) -> Iterator[RawBlock]:
    kind: str | None = None
    collected: list[str] = []
    for line in lines:
        opening = _OPENS.fullmatch(line)
        if kind is None and opening:
            yield from _loose(collected)
            kind, collected = opening[1], []
        elif kind is not None and _CLOSES.fullmatch(line):
            yield _fenced(file, kind, collected)
            kind, collected = None, []
        else:
            collected.append(line)
    if kind is not None:
        raise CourseFormatError(file, f"the block '::: {kind}' is never closed by ':::'")
    yield from _loose(collected)


def _with_help(file: str, parts: Iterable[RawBlock]) -> list[RawBlock]:
    """The blocks, each with the hints and the example that follow it."""
    blocks: list[RawBlock] = []
    for part in parts:
        if part.kind not in HELP:
            blocks.append(part)
        elif not blocks:
            raise CourseFormatError(file, f"'::: {part.kind}' stands below the block that it helps with")
        elif not part.text:
            raise CourseFormatError(file, f"'::: {part.kind}' is empty")
        elif part.kind == "hint":
            blocks[-1] = replace(blocks[-1], hints=(*blocks[-1].hints, part.text))
        elif blocks[-1].example is None:
            blocks[-1] = replace(blocks[-1], example=part.text)
        else:
            raise CourseFormatError(file, "a block has one '::: example'; put both into it")
    return blocks


def _loose(lines: list[str]) -> Iterator[RawBlock]:
    """Markdown outside any fence."""
    text = "\n".join(lines).strip()
    if text:
        yield RawBlock("text", {}, text)


def _fenced(file: str, kind: str, lines: list[str]) -> RawBlock:
    if kind in HELP:
        return RawBlock(kind, {}, "\n".join(lines).strip())
    if kind != "text":
        return RawBlock(kind, _mapping(file, "\n".join(lines)))
    header, rule, text = "\n".join(lines).partition("\n---\n")
    return RawBlock(kind, _mapping(file, header), text.strip()) if rule else RawBlock(kind, {}, header.strip())


def _mapping(file: str, text: str) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise CourseFormatError(file, f"not valid YAML: {error}") from None
    if not isinstance(loaded, dict):
        raise CourseFormatError(file, "a header is a list of 'key: value' lines")
    return loaded
