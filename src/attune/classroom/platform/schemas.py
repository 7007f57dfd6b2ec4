"""The bases of every body that comes in or goes out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

# Control characters, which PostgreSQL, files and terminals cannot carry, and halves of characters, which UTF-8 cannot.
# Tab, line feed and carriage return are part of a text.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LINE_BREAK = re.compile("[\t\n\r\x85\u2028\u2029]")
# They turn the direction of the text around them, so that a name reads as another one. Marks of direction are fine.
_TURNS_AROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
STORED = "stored"  # the context in which what was stored is validated
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def control_character_in(text: str) -> str | None:
    """Return the first character that no text may hold, as U+0000; None when there is none."""
    found = _UNFIT.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"


class PlainText:
    """Marks a string as free of control characters: `Annotated[str, StringConstraints(...), PlainText()]`.

    lines: whether it may hold several lines, and tabs.
    """

    def __init__(self, *, lines: bool = True) -> None:
        self._lines = lines

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Check after the length and the pattern have been checked."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say it in the OpenAPI document, where the string has no pattern of its own."""
        described = handler(schema)
        described.setdefault("pattern", TEXT_PATTERN if self._lines else LINE_PATTERN)
        return described

    def _check(self, text: str) -> str:
        found = control_character_in(text)
        if found is not None:
            raise ValueError(f"holds the character {found}, which no text may; remove it")
        if not self._lines and _LINE_BREAK.search(text):
            raise ValueError("must be one line, without tabs")
        turning = None if self._lines else _TURNS_AROUND.search(text)
        if turning is not None:
            raise ValueError(f"holds the character U+{ord(turning[0]):04X}, which turns the text around; remove it")
        return text


TEXT_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
LINE_PATTERN = r"^[^\x00-\x1f\x7f\x85\u2028-\u202e\u2066-\u2069]*$"


def _to_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


def reachable(instant: datetime) -> datetime:
    """The instant, or the nearest one that time can be added to and taken from, on every clock."""
    return max(EARLIEST, min(LATEST, instant))


def _is_far(instant: datetime) -> bool:
    return not EARLIEST <= instant < LATEST  # compared before it is converted: the calendar's ends cannot be


def _within_reach(instant: datetime) -> datetime:
    if _is_far(instant):
        raise ValueError(f"must lie between the years {EARLIEST.year} and {LATEST.year}; check the clock")
    return instant.astimezone(UTC)


def _authored(instant: datetime, info: ValidationInfo) -> datetime:
    if info.context == STORED:
        return reachable(instant)
    if _is_far(instant):
        years = {"first": EARLIEST.year, "last": LATEST.year}
        raise PydanticCustomError("far_instant", "must lie between the years {first} and {last}", years)
    return instant


UtcDatetime = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""An instant that goes out: kept in UTC, written with a Z."""

GivenInstant = Annotated[AwareDatetime, AfterValidator(_within_reach)]
"""An instant that comes in with its offset, far from the calendar's ends, so that years can be added; kept in UTC."""

AuthoredInstant = Annotated[AwareDatetime, AfterValidator(_authored)]
"""An instant within a course's content: bounded as a given one is, and kept with the offset that its author wrote.

What was stored before there were bounds is brought within them as it is read.
"""


class Incoming(BaseModel):
    """A request body: closed (an unknown key is an error), immutable once read, its numbers finite."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


class Outgoing(BaseModel):
    """A response body, built from values or from the attributes of an object."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)
