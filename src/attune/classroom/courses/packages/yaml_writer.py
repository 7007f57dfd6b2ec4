"""Writes YAML that `importing.yaml_reader` reads back as the very same value, and that people can edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*( [A-Za-z0-9_-]+)*")
_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_WORDS = frozenset({"null", "true", "false"})
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_yaml(value: Mapping[str, object]) -> str:
    """A mapping of texts, numbers, truth values, nothing, lists and mappings, as lines."""
    return "".join(f"{line}\n" for line in _mapping(value))


def _mapping(value: Mapping[str, object]) -> Iterator[str]:
    for key, each in value.items():
        name = key if _KEY.fullmatch(key) else _quoted(key)
        if isinstance(each, Mapping) and each:
            yield f"{name}:"
            yield from (f"  {line}" for line in _mapping(each))
        elif isinstance(each, list) and each:
            yield f"{name}:"
            yield from (f"  {line}" for line in _list(each))
        else:
            yield f"{name}: {_scalar(each)}"


def _list(value: list[object]) -> Iterator[str]:
    for each in value:
        if isinstance(each, Mapping | list) and each:
            lines = list(_mapping(each) if isinstance(each, Mapping) else _list(each))
            yield f"- {lines[0]}"
            yield from (f"  {line}" for line in lines[1:])
        else:
            yield f"- {_scalar(each)}"


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS else _quoted(value)
    return "[]" if isinstance(value, list) else "{}"


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable() and character != "\ufeff":
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
