"""Reading JSON that a stranger sent: what the databases, the schemas or JSON itself cannot carry is refused here."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from flask import Request

from attune.classroom.platform.errors import InvalidInput
from attune.classroom.platform.schemas import control_character_in

DEEPEST = 32  # levels of objects and arrays within each other; our own schemas need six
LARGEST_INTEGER = 2**63 - 1  # what a column of either database holds

Place = tuple[str, ...]


class UnfitJson(ValueError):
    """A body that is no JSON, or holds what nothing behind can carry. place: of the value, as `questions.0.answer`."""

    def __init__(self, place: Place, problem: str) -> None:
        super().__init__(problem)
        self.place, self.problem = ".".join(place) or "body", problem


class StrictJson:
    """What the body of a request is read with."""

    @staticmethod
    def loads(text: str | bytes, **_options: object) -> Any:  # noqa: ANN401 - whatever JSON stands for
        """Return the value that `text` stands for.

        Raises:
            UnfitJson: it is no JSON, is nested too deeply, or holds a number that is not finite or is too large, a
                control character, or half of a character.
        """
        try:
            value = json.loads(text)
        except RecursionError:
            raise _too_deep() from None
        except ValueError:
            problem = "cannot be read as JSON; send a JSON object in UTF-8 with Content-Type application/json"
            raise UnfitJson((), problem) from None
        _check(value)
        return value


class IncomingRequest(Request):
    """A request whose JSON is read strictly, whatever the application writes its own with."""

    @property
    def json_module(self) -> Any:  # noqa: ANN401 - it stands for a module
        """What `get_json` reads with."""
        return StrictJson

    @json_module.setter
    def json_module(self, _of_the_application: object) -> None:
        """Flask sets the one that it answers with; it stays what it is."""

    def on_json_loading_failed(self, error: ValueError | None) -> Any:  # noqa: ANN401 - as Flask has it
        """Say in the one format what is wrong with the body.

        Raises:
            InvalidInput: it is no JSON, or holds what no body may.
        """
        if isinstance(error, UnfitJson):
            raise InvalidInput.at(error.place, error.problem) from None
        return super().on_json_loading_failed(error)


def _check(value: object) -> None:
    """Look at every value once, without recursion: how deep it goes is what has to be found out."""
    waiting: list[tuple[Place, object]] = [((), value)]
    while waiting:
        place, each = waiting.pop()
        if isinstance(each, (dict, list)):
            if len(place) >= DEEPEST:
                raise _too_deep()
            waiting.extend(_children(place, each))
        else:
            problem = _problem_of(each)
            if problem is not None:
                raise UnfitJson(place, problem)


def _children(place: Place, parent: dict[str, object] | list[object]) -> Iterator[tuple[Place, object]]:
    if isinstance(parent, list):
        for index, each in enumerate(parent):
            yield (*place, str(index)), each
        return
    for key, each in parent.items():
        problem = _problem_of(key)
        if problem is not None:
            raise UnfitJson(place, f"the name of a field {problem}")
        yield (*place, key), each


def _problem_of(value: object) -> str | None:
    """What is wrong with a single value; None when nothing is."""
    if isinstance(value, str):
        found = control_character_in(value)
        return None if found is None else f"holds the character {found}, which no text may; remove it"
    if isinstance(value, float) and not math.isfinite(value):
        return "is not a finite number; send an ordinary number"
    if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
        return f"is too large a number; at most {LARGEST_INTEGER}"
    return None


def _too_deep() -> UnfitJson:
    return UnfitJson((), f"is nested too deeply; at most {DEEPEST} levels")
