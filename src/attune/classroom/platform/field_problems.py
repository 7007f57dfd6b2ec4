"""What is wrong with one field, as a code and its limit: the client says it in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

NOT_VALID = "not_valid"
# Pydantic's finding: our code, and the entry of its context that holds the limit.
_CODES: Mapping[str, tuple[str, str | None]] = {
    "missing": ("missing", None),
    "extra_forbidden": ("unknown_field", None),
    "string_too_short": ("too_short", "min_length"),
    "string_too_long": ("too_long", "max_length"),
    "too_short": ("too_few", "min_length"),
    "too_long": ("too_many", "max_length"),
    "greater_than": ("too_small", "gt"),
    "greater_than_equal": ("too_small", "ge"),
    "less_than": ("too_large", "lt"),
    "less_than_equal": ("too_large", "le"),
    "finite_number": ("not_a_number", None),
    "enum": ("not_a_choice", None),
    "literal_error": ("not_a_choice", None),
}
_NUMBERS = ("int", "float", "decimal")
CODES = frozenset(
    {NOT_VALID, "not_an_email", "not_a_number", "not_a_time", "wrong_password", *(code for code, _ in _CODES.values())}
)

Problem = dict[str, Any]


def problems_of(error: ValidationError) -> dict[str, list[Problem]]:
    """Return the problems of each field by its path (`questions.0.answer`; `_schema` for the whole).

    Returns:
        For each path dicts of `code`, one of CODES, and `limit`, the number that was passed over, where there is one.
    """
    found: dict[str, list[Problem]] = {}
    for details in error.errors(include_url=False, include_input=False):
        path = ".".join(str(part) for part in details["loc"]) or "_schema"
        found.setdefault(path, []).append(_problem(details))
    return found


def _problem(details: ErrorDetails) -> Problem:
    kind, context = details["type"], details.get("ctx", {})
    # A secret's length is found by the same name as a list's.
    if kind in {"too_short", "too_long"} and context.get("field_type") not in {"List", "Dictionary", "Set", "Tuple"}:
        kind = f"string_{kind}"
    if kind in _CODES:
        code, limit = _CODES[kind]
        return {"code": code} if limit is None else {"code": code, "limit": context[limit]}
    if kind == "value_error" and "email" in details["msg"]:
        return {"code": "not_an_email"}
    if kind.startswith(_NUMBERS):
        return {"code": "not_a_number"}
    if kind.startswith(("datetime", "date", "time")):
        return {"code": "not_a_time"}
    return {"code": NOT_VALID}
