"""Recordings: a session as JSON Lines, one event a line, after a first line that says whose session it is.

A recording holds numbers and names, never a picture. What was recorded replays to the same steps as what it came from.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from attune.affect.bounds import current_names
from attune.nearest import nearest_name
from attune.simulation.replay.events import (
    Changed,
    Closed,
    Did,
    Event,
    HandedIn,
    Moved,
    Paused,
    Said,
    Saw,
    Session,
    Switched,
    in_order,
)

KINDS: Mapping[str, type[Event]] = {
    "saw": Saw,
    "closed": Closed,
    "did": Did,
    "said": Said,
    "paused": Paused,
    "handed_in": HandedIn,
    "moved": Moved,
    "switched": Switched,
    "changed": Changed,
}
_NAMES = {kind: name for name, kind in KINDS.items()}
_ADAPTERS: Mapping[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (Session, *KINDS.values())}
T = TypeVar("T")


class InvalidRecording(ValueError):
    """A recording that cannot be read; says in which line and why."""


def write_recording(session: Session) -> Iterator[str]:
    """A session as lines of JSON, without line ends."""
    header = _ADAPTERS[Session].dump_python(replace(session, events=()), mode="json")
    del header["events"]
    yield json.dumps({"session": header}, ensure_ascii=False)
    for event in session.events:
        body = _ADAPTERS[type(event)].dump_python(event, mode="json")
        yield json.dumps({_NAMES[type(event)]: body}, ensure_ascii=False)


def read_recording(lines: Iterable[str], on_note: Callable[[str], None] = lambda _text: None) -> Session:
    """Read a recording.

    Args:
        lines: of JSON.
        on_note: called with a sentence for each name that later releases will not read.

    Raises:
        InvalidRecording: a line is no event of a session.
    """
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise InvalidRecording("the recording is empty; its first line says whose session it is")
    header = _entry(*numbered[0], {"session": Session}, on_note)
    events = [_entry(number, line, KINDS) for number, line in numbered[1:]]
    return replace(header, events=in_order(events))


def _entry(
    number: int, line: str, kinds: Mapping[str, type[T]], on_note: Callable[[str], None] = lambda _text: None
) -> T:
    try:
        ((name, body),) = json.loads(line).items()
    except (ValueError, AttributeError) as error:
        raise InvalidRecording(f"line {number} is not one JSON object with one entry") from error
    if name not in kinds:
        raise InvalidRecording(f"line {number}: no '{name}' here; did you mean '{nearest_name(name, kinds)}'?")
    _refuse_unknown(number, body, kinds[name])
    if name == "session":
        policy, notes = current_names(body.get("policy", {}))
        body = {"events": [], **body, "policy": policy}
        for note in notes:
            on_note(note)
    try:
        made: T = _ADAPTERS[kinds[name]].validate_python(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidRecording(f"line {number}, {place}: {first['msg']}") from error
    return made


def _refuse_unknown(number: int, body: Any, kind: type[Any]) -> None:  # noqa: ANN401 - any JSON value
    names = [field.name for field in fields(kind)]
    for key in body if isinstance(body, dict) else ():
        if key not in names:
            raise InvalidRecording(f"line {number}: no field '{key}'; did you mean '{nearest_name(key, names)}'?")
