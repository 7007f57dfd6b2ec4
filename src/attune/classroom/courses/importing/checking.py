"""Checks values read from YAML against their models, strictly, and says in an author's words what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from attune.classroom.courses.importing.problems import Report, shown
from attune.classroom.courses.models import QuestionKind
from attune.nearest import nearest_name

KINDS = frozenset(kind.value for kind in QuestionKind)
Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]
LineOf = Callable[[Loc], int]

_BOUNDS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}
_TYPES = {
    "string_type": ("a text", "Put it into quotes."),
    "int_type": ("a whole number", "Write it in digits and without quotes."),
    "int_from_float": ("a whole number", "Leave out the fraction."),
    "int_parsing": ("a whole number", "Write it in digits and without quotes."),
    "float_type": ("a number", "Write it in digits with a decimal point and without quotes."),
    "float_parsing": ("a number", "Write it in digits with a decimal point and without quotes."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "bool_parsing": ("true or false", "Write true or false, without quotes."),
    "list_type": ("a list", "Write each entry on a line of its own that begins with '- '."),
}


def check(model: type[Model], value: object, file: str, line_of: LineOf, report: Report) -> Model | None:
    """Return the value as its model; None, and every fault in the report, when it does not fit.

    Nothing is converted: a number is no text, a text no number. `line_of` gives the line of a path into the value.
    """
    try:
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            what, remedy = _describe(model, found)
            report.add(file, line_of(found["loc"]), what, remedy)
        return None


def _describe(model: type[BaseModel], error: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to do, for one finding of Pydantic."""
    kind, loc, given = error["type"], error["loc"], error["input"]
    limits: Mapping[str, Any] = error.get("ctx", {})
    name = _name(loc)
    if kind == "missing":
        return f"{name} is missing", f"Add '{loc[-1]}: …'."
    if kind == "extra_forbidden":
        return _unknown(model, loc)
    if kind in _TYPES:
        expected, remedy = _TYPES[kind]
        return f"{name} is {_quoted(given)}, and has to be {expected}", remedy
    if kind in _BOUNDS:
        words, limit = _BOUNDS[kind]
        return f"{name} is {_quoted(given)}, and has to be {words} {limits[limit]}", "Change the number."
    return _describe_shape(model, kind, loc, given, limits) or (f"{name}: {error['msg']}", "Correct it there.")


def _describe_shape(
    model: type[BaseModel], kind: str, loc: Loc, given: object, limits: Mapping[str, Any]
) -> tuple[str, str] | None:
    """The rest of the findings: wrong shapes, lengths, patterns, words."""
    name = _name(loc)
    if kind in {"model_type", "dict_type", "model_attributes_type"}:
        known = _known_names(_models_at(model, loc))
        lines = ", ".join(f"'{field}: …'" for field in known[:3])
        return f"{name} is {_quoted(given)}, and has to be made of 'key: value' lines", f"Write {lines} there."
    if kind in {"string_too_long", "too_long"}:
        unit = "characters" if kind == "string_too_long" else "entries"
        return f"{name} is too long", f"It may have at most {limits['max_length']} {unit}."
    if kind in {"string_too_short", "too_short"}:
        least = limits["min_length"]
        return f"{name} is empty or too short", f"It needs at least {least} {'entry' if least == 1 else 'entries'}."
    if kind == "string_pattern_mismatch":
        return f"{name} is {_quoted(given)}", f"It has to be {_description(model, loc)}."
    if kind == "union_tag_not_found":
        return f"{name} has no 'kind'", f"Add 'kind: …', one of {_kinds(model, loc)}."
    if kind in {"union_tag_invalid", "literal_error", "enum"}:
        tag = limits.get("tag", given)
        nearest = nearest_name(str(tag), _kinds(model, loc).split(", "))
        return f"'kind' of {name} is {_quoted(tag)}", f"Use one of {_kinds(model, loc)}; the nearest is '{nearest}'."
    if kind == "right_choices":
        right, prompt = limits["right"], limits["prompt"]
        return f"'{shown(prompt)}' has {right} right choices", "Mark what is right by 'correct: true'; single has one."
    return None


def _unknown(model: type[BaseModel], loc: Loc) -> tuple[str, str]:
    known = _known_names(_models_at(model, loc[:-1]))
    what = f"'{shown(str(loc[-1]))}' is not known here"
    if not known:
        return what, "Take it out."
    return what, f"Take it out, or use one of {', '.join(known)}; the nearest is '{nearest_name(str(loc[-1]), known)}'."


def _name(loc: Loc) -> str:
    """A value as an author finds it: 'minutes', or 'text' of entry 2 of 'choices'."""
    # the kind of a question stands between its place and its fields; an author knows the place
    steps = [part for at, part in enumerate(loc) if not (at and _holds_question(loc[at - 1]) and part in KINDS)]
    if not steps:
        return "the header"
    name = f"'{steps[-1]}'"
    if isinstance(steps[-1], int):
        return f"entry {steps[-1] + 1} of '{steps[-2]}'"
    if len(steps) > 1 and steps[-2] == "easier":
        return f"{name} of 'easier'"
    if len(steps) > 2 and isinstance(steps[-2], int):
        return f"{name} of entry {steps[-2] + 1} of '{steps[-3]}'"
    return name


def _holds_question(part: str | int) -> bool:
    return isinstance(part, int) or part == "easier"


def _quoted(value: object) -> str:
    if isinstance(value, str):
        return f"the text '{shown(value)}'"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a mapping"
    return f"the number {shown(value)}"


def _models_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[type[BaseModel]]:
    """The models that a value at this path may have."""
    current = [model]
    for part in loc:
        if isinstance(part, int):
            continue
        fields = [found.model_fields[part].annotation for found in current if part in found.model_fields]
        current = (
            [inner for annotation in fields for inner in _models_in(annotation)]
            if fields
            else [found for found in current if part in _kinds_of(found)]
        )
    return current


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _kinds_of(model: type[BaseModel]) -> tuple[str, ...]:
    field = model.model_fields.get("kind")
    return tuple(str(kind) for kind in get_args(field.annotation)) if field else ()


def _kinds(model: type[BaseModel], loc: Loc) -> str:
    return ", ".join(kind for found in _models_at(model, loc) for kind in _kinds_of(found))


def _known_names(models: Sequence[type[BaseModel]]) -> list[str]:
    """The keys that an author may write; ids are given by the importer."""
    return list(dict.fromkeys(name for model in models for name in model.model_fields if name != "id"))


def _description(model: type[BaseModel], loc: Loc) -> str:
    fields: list[FieldInfo] = [
        found.model_fields[str(loc[-1])] for found in _models_at(model, loc[:-1]) if str(loc[-1]) in found.model_fields
    ]
    return next((field.description for field in fields if field.description), "of another form")
