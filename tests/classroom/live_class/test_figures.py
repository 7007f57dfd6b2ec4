"""Every figure about people that a tutor or an administrator can fetch, or is sent, comes from disclosure control."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import pytest

import attune.classroom
from attune.affect.disclosure.release import Released, Seal
from attune.classroom.administration.messages import effects as message_effects
from attune.classroom.live_class.view import outgoing
from attune.classroom.platform.events.types import PushedEvent
from attune.classroom.platform.permissions import GRANTS, Role, access_of
from attune.classroom.wellbeing.experiment import releases

ROOT = Path(attune.classroom.__path__[0])

# What may hold a figure about people, and the one module that makes it from released values.
MADE_IN = {
    "ClassStates": "live_class/view/outgoing.py",
    "StateShare": "live_class/view/outgoing.py",
    "LiveBlock": "live_class/view/outgoing.py",
    "TrendPoint": "live_class/view/outgoing.py",
    "ShareOut": "wellbeing/experiment/service.py",
    "ArmOut": "wellbeing/experiment/service.py",
    "DifferenceOut": "wellbeing/experiment/service.py",
    "ComparisonOut": "wellbeing/experiment/service.py",
    "MessageEffect": "administration/messages/effects.py",
}
# Words by which a figure about how people are doing is known.
FIGURES = {"share", "shares", "struggling", "coverage", "low", "high", "helpful", "answers", "learners", "arms", "n"}
# These hold some of the words and nothing about how anybody is doing: the institution's setting, the facts of a model.
NO_FIGURES = {"EffectOut": {"share"}, "ModelMetricsOut": {"n"}}


def fields_about_people(name: str, schema: dict[str, Any]) -> set[str]:
    return (schema.get("properties", {}).keys() & FIGURES) - NO_FIGURES.get(name, set())


def named_schemas(node: Any, components: dict[str, Any], seen: set[str]) -> Iterator[str]:
    """Every component that a part of the description leads to."""
    if isinstance(node, dict):
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            seen.add(name)
            yield name
            yield from named_schemas(components[name], components, seen)
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from named_schemas(each, components, seen)


@pytest.fixture
def fetched_by_staff(app) -> set[str]:
    """The bodies of every route that a student may not use."""
    components, seen = app.spec["components"]["schemas"], set()
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        if access is None or access.permission is None or access.permission in GRANTS[Role.STUDENT]:
            continue
        path = app.spec["paths"].get(rule.rule.replace("<uuid:", "{").replace("<", "{").replace(">", "}"), {})
        for operation in path.values():
            set(named_schemas(operation.get("responses", {}), components, seen))
    return seen


def test_no_body_for_staff_holds_figures_that_are_made_anywhere_else(app, fetched_by_staff):
    components = app.spec["components"]["schemas"]
    holding = {name for name in fetched_by_staff if fields_about_people(name, components[name])}
    assert holding <= MADE_IN.keys()
    assert holding >= {"ClassStates", "StateShare", "LiveBlock", "TrendPoint", "ShareOut", "ArmOut", "MessageEffect"}


def test_no_event_holds_figures_that_are_made_anywhere_else():
    holding = set()
    for event in PushedEvent.registry.values():
        schema = event.model_json_schema(mode="serialization")
        schemas = {event.__name__: schema, **schema.get("$defs", {})}
        holding |= {name for name, part in schemas.items() if fields_about_people(name, part)}
    assert holding <= MADE_IN.keys()
    assert "ClassStates" in holding


def constructions() -> Iterator[tuple[str, str, ast.Call]]:
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = getattr(getattr(node, "func", None), "id", None) if isinstance(node, ast.Call) else None
            if called in MADE_IN:
                yield called, file.relative_to(ROOT).as_posix(), node


def is_gap(call: ast.Call) -> bool:
    """A point of the trend that shows nothing."""
    empty = {word.arg for word in call.keywords if isinstance(word.value, ast.Constant) and word.value.value is None}
    return empty == {"shares", "coverage"}


def test_bodies_with_figures_are_made_in_one_module_each():
    elsewhere = [(name, file) for name, file, call in constructions() if file != MADE_IN[name] and not is_gap(call)]
    assert elsewhere == []
    assert {name for name, _, _ in constructions()} == MADE_IN.keys()


def test_they_are_made_from_released_values():
    for function, argument in ((outgoing.describe_picture, "picture"), (outgoing.describe_block, "place")):
        assert issubclass(get_type_hints(function)[argument], Released)
    released = get_type_hints(releases.release_table)["return"]
    assert issubclass(get_origin(released), Released)
    assert "release_table" in vars(message_effects)


def test_only_disclosure_control_holds_the_seal():
    package = Path(attune.__path__[0])
    holders = set()
    for file in package.rglob("*.py"):
        named = {
            getattr(node, "id", getattr(node, "name", "")) for node in ast.walk(ast.parse(file.read_text("utf-8")))
        }
        if Seal.__name__ in named:
            holders.add(file.relative_to(package).parent.as_posix())
    assert holders == {"affect/disclosure"}
