"""Bounds on the numbers that an institution may change, each with its reason, enforced in one place.

A rules dataclass declares `number: float = bounded(5.0, 1, 10, "why")` and calls `check_bounds(self)` when it is made;
nothing then holds a number that would nag, spy or silence. Who offers the numbers for change reads `bounds_of`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from attune.nearest import nearest_name

T = TypeVar("T")

_KEY = "bound"

# Names from before 2026-12. Policies and scenarios that were written with them are read for one release.
RENAMED_NUMBERS: Mapping[str, str] = {
    "windows_over": "min_windows_over_threshold",
    "of_windows": "window_count",
    "stray_windows": "max_outliers",
    "spreads": "mad_multiplier",
    "breakpoints": "interruption_points",
}


class Rules(Protocol):
    """Any dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


R = TypeVar("R", bound=Rules)


@dataclass(frozen=True, slots=True)
class Bound:
    """The numbers that a field may take, both ends included, and why it may take no others."""

    low: float
    high: float
    reason: str


class UnknownNumber(ValueError):
    """A name that is none of a policy's numbers."""


class OutOfBounds(ValueError):
    """A number outside of what keeps learners safe. Names the field, the value, what is allowed, and the reason."""

    def __init__(self, field_name: str, value: object, allowed: str, reason: str) -> None:
        super().__init__(f"{field_name} is {value}, but must be {allowed}: {reason}.")
        self.field = field_name
        self.value = value
        self.allowed = allowed
        self.reason = reason


def bounded(default: T, low: float, high: float, reason: str) -> T:
    """A dataclass field with a default and a bound."""
    made: T = field(default=default, metadata={_KEY: Bound(low, high, reason)})
    return made


def bounds_of(rules: Rules | type[Rules]) -> Mapping[str, Bound]:
    """The bound of each bounded field of a rules dataclass or of one of its instances."""
    return {each.name: each.metadata[_KEY] for each in fields(rules) if _KEY in each.metadata}


def check_bounds(rules: Rules) -> None:
    """Raise OutOfBounds for the first field that leaves its bound; not-a-number is outside of every one."""
    for name, bound in bounds_of(rules).items():
        value = getattr(rules, name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise OutOfBounds(name, repr(value), "a number", bound.reason)
        if not bound.low <= value <= bound.high or not math.isfinite(value):
            raise OutOfBounds(name, value, f"between {bound.low:g} and {bound.high:g}", bound.reason)


def check_order(rules: Rules, smaller: str, larger: str, reason: str) -> None:
    """Raise OutOfBounds when one field is larger than another that it must not exceed."""
    value, limit = getattr(rules, smaller), getattr(rules, larger)
    if value > limit:
        raise OutOfBounds(smaller, f"{value:g}", f"at most {larger} ({limit:g})", reason)


def with_numbers(rules: R, changes: Mapping[str, Any]) -> R:
    """A copy of a rules dataclass with some fields changed; a mapping changes the fields of nested rules.

    Raises:
        UnknownNumber: a field that is not there; it names the nearest valid one.
        OutOfBounds: a number outside its bounds.
    """
    known = {each.name: getattr(rules, each.name) for each in fields(rules)}
    values = {}
    for name, value in changes.items():
        if name not in known:
            raise UnknownNumber(f"{type(rules).__name__} has no '{name}'; did you mean '{nearest_name(name, known)}'?")
        nested = is_dataclass(known[name]) and isinstance(value, Mapping)
        values[name] = with_numbers(known[name], value) if nested else value
    return replace(rules, **values)


def current_names(numbers: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Give numbers that were written under an earlier name their present one, also deep inside.

    Returns:
        The numbers, and one note for the user for each that had an earlier name. The present name wins where both are
        there.
    """
    renamed: dict[str, Any] = {}
    notes: list[str] = []
    for name, value in numbers.items():
        inner = value
        if isinstance(value, Mapping):
            inner, inner_notes = current_names(value)
            notes += inner_notes
        if name not in RENAMED_NUMBERS:
            renamed[name] = inner
            continue
        notes.append(f"'{name}' is now called '{RENAMED_NUMBERS[name]}'; the old name is read for one release.")
        if RENAMED_NUMBERS[name] not in numbers:
            renamed[RENAMED_NUMBERS[name]] = inner
    return renamed, notes
