"""YAML 1.2 (core schema), and of it only what a course needs: mappings, lists, texts, numbers, true, false and null.

`1:30` is a text and `010` is ten, as they are written; infinity, not-a-number, anchors, tags and keys used twice are
refused. Every value keeps the line it stands on, so that whoever checks its meaning can say where it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.reader import ReaderError

from attune.classroom.courses.importing.problems import shown

DEEPEST = 12  # levels; a quiz needs five
_INT = re.compile(r"[-+]?[0-9]{1,18}|0o[0-7]{1,20}|0x[0-9a-fA-F]{1,15}")
_LONG_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}

Path = tuple[str | int, ...]


class YamlFault(Exception):
    """The text is no YAML that a course may hold: the line (from 1, in this text), what, and what to do."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


@dataclass(frozen=True, slots=True)
class YamlText:
    """A read text: its value, and the line (from 1) of every value in it by its path."""

    value: Any
    lines: dict[Path, int]

    def line_of(self, path: Path) -> int:
        """The line of the value at a path, or of what holds it when it is not there.

        Names in the path that the text does not know, such as the kind by which a question is told apart, are passed
        over.
        """
        at: Path = ()
        for part in path:
            if (*at, part) in self.lines:
                at = (*at, part)
        return self.lines.get(at, 1)


def read_yaml(text: str) -> YamlText:
    """Read one YAML document.

    Returns:
        Its value, of dict, list, str, int, float, bool and None; dicts have texts as keys, floats are finite.

    Raises:
        YamlFault: it is no such document.
    """
    lines: dict[Path, int] = {(): 1}
    builder = _Builder(_events(text), lines)
    return YamlText(builder.document(), lines)


def _events(text: str) -> Iterator[Event]:
    """The parser's events.

    Raises:
        YamlFault: the text is no YAML that a course may hold: the line (from 1, in this text), what, and what to do.
    """
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        what = error.problem or error.context or "it cannot be read"
        raise YamlFault(line, f"not valid YAML: {what}", _REMEDY) from None
    except ReaderError as error:
        line = text.count("\n", 0, max(0, text.find(chr(error.character)))) + 1
        raise YamlFault(line, f"the character U+{error.character:04X} cannot stand in YAML", "Remove it.") from None
    except (YAMLError, ValueError, IndexError, AttributeError, TypeError, AssertionError, OverflowError):
        # The parser answers some broken texts with an error of its own making; to an author it is the same.
        raise YamlFault(1, "not valid YAML", _REMEDY) from None


_REMEDY = "Check the indentation and the quotes around there; a text that holds ': ' or '#' goes into quotes."


@dataclass(slots=True)
class _Builder:
    """Turns events into a value and notes the lines."""

    events: Iterator[Event]
    lines: dict[Path, int]

    def document(self) -> Any:  # noqa: ANN401 - any YAML value
        value: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, StreamStartEvent | StreamEndEvent | DocumentEndEvent):
                continue
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlFault(_line(event), "a second document begins here", "Remove the line '---'.")
                continue
            value = self._value(event, ())
        return value

    def _value(self, event: Event, path: Path) -> Any:  # noqa: ANN401 - any YAML value
        self.lines[path] = _line(event)
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            raise YamlFault(
                _line(event), "anchors and aliases (&, *) are not taken", "Write the value out, or put it into quotes."
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise YamlFault(_line(event), f"tags (here {shown(str(tag))}) are not taken", "Remove it, or use quotes.")
        if len(path) > DEEPEST:
            raise YamlFault(_line(event), f"nested more than {DEEPEST} levels deep", "Take levels out.")
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, ScalarEvent)  # noqa: S101 - the parser has no other event here
        return _scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise YamlFault(_line(event), "a key is a list or a mapping", "Use a word as key.")
            key = _text(event)
            if key in found:
                raise YamlFault(_line(event), f"'{shown(key)}' is there twice", "Keep one of them.")
            line = _line(event)
            found[key] = self._value(next(self.events), (*path, key))
            self.lines[(*path, key)] = line  # where the key stands is where an author looks
        return found

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found


def _line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _text(event: ScalarEvent) -> str:
    """A scalar's text.

    Raises:
        YamlFault: for characters that no text may hold.
    """
    text = str(event.value)
    for character in text:
        if (character < " " and character not in "\t\n\r") or "\ud800" <= character <= "\udfff" or character == "\x7f":
            name = f"U+{ord(character):04X}"
            raise YamlFault(_line(event), f"the character {name} cannot stand in a text", "Remove it.")
    return text


def _scalar(event: ScalarEvent) -> str | int | float | bool | None:
    """What a scalar means by the core schema; quoted and block scalars are texts."""
    text = _text(event)
    if event.style is not None and event.style != "":
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text, 8 if text.startswith("0o") else 16 if text.startswith("0x") else 10)
    if _NOT_FINITE.fullmatch(text):
        raise YamlFault(_line(event), f"'{text}' is no number that can be reckoned with", "Give a finite number.")
    if _LONG_INT.fullmatch(text):
        raise YamlFault(_line(event), f"the number {shown(text)} is too large", "Write it with an exponent, as 1e30.")
    if _FLOAT.fullmatch(text):
        number = float(text)
        if not math.isfinite(number):
            raise YamlFault(_line(event), f"the number {shown(text)} is too large", "Give a finite number.")
        return number
    return text
