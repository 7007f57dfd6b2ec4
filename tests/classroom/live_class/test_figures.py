"""Every figure about people that a tutor or an administrator can fetch, or is sent, comes from disclosure control."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import attune.classroom
from attune.affect.disclosure import consent, quality, rows, weekly
from attune.affect.disclosure.release import Released, Seal
from attune.classroom.administration.messages import effects as message_effects
from attune.classroom.insight.consent import deciding as consent_decisions
from attune.classroom.insight.quality import deciding as quality_decisions
from attune.classroom.insight.review import releases as review_releases
from attune.classroom.insight.trends import deciding as trend_decisions
from attune.classroom.learning.polls import results as poll_results
from attune.classroom.learning.polls import service as poll_service
from attune.classroom.learning.polls.models import PollResult
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
    "OutcomeOut": "wellbeing/experiment/report.py",
    "ArmOut": "wellbeing/experiment/report.py",
    "EffectOut": "wellbeing/experiment/report.py",
    "ComparisonOut": "wellbeing/experiment/report.py",
    "ProgressOut": "wellbeing/experiment/report.py",
    "ExperimentOut": "wellbeing/experiment/report.py",
    "MessageEffect": "administration/messages/effects.py",
    "PollOut": "learning/polls/service.py",
    "PollChoiceOut": "learning/polls/service.py",
    "TrendPeriodOut": "insight/trends/comparison.py",
    "MeasureComparisonOut": "insight/trends/comparison.py",
    "StuckPlace": "insight/review/stuck.py",
}
# The same of what is read as it was released, field by field; and the modules that read it.
READ_IN = {
    "ReviewReadings": {"insight/review/service.py"},
    "ReviewFriction": {"insight/review/service.py"},
    "ReviewShare": {"insight/review/service.py", "insight/review/stuck.py"},
    "WeekFiguresOut": {"insight/trends/deciding.py", "insight/trends/service.py"},
    "MeanShareOut": set[str](),
    "QualityFiguresOut": {"insight/quality/deciding.py", "insight/quality/service.py"},
    "QualityShareOut": set[str](),
    "AgreementOut": set[str](),
    "CorrectedOut": set[str](),
    "ReadableOut": set[str](),
    "AllowedShareOut": {"insight/consent/deciding.py"},
}
# Words by which a figure about how people are doing is known.
FIGURES = {
    "share",
    "shares",
    "struggling",
    "coverage",
    "low",
    "high",
    "helpful",
    "answers",
    "learners",
    "arms",
    "n",
} | {"outcome", "counted", "silent"}
# These hold some of the words and nothing about how anybody is doing: the institution's setting, the facts of a model,
# whether a line of a list of people was taken, the answers of the student whose work is graded, what one student shares
# of themselves (the student's page, insight/student; their weeks, insight/person), how many of the server's answers
# failed.
NO_FIGURES = {
    "PlanOut": {"share"},
    "ModelMetricsOut": {"n"},
    "FactOut": {"counted"},
    "ReportLine": {"outcome"},
    "WorkToGrade": {"answers"},
    "SharedLesson": {"coverage"},
    "SharedWeek": {"coverage"},
    "PersonFiguresOut": {"coverage", "struggling"},
    "SystemDecisionOut": {"share"},
}


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
    spec = app.spec  # made again at every look: with hundreds of routes that takes minutes
    components, seen = spec["components"]["schemas"], set()
    for rule in app.url_map.iter_rules():
        access = access_of(app.view_functions[rule.endpoint])
        if access is None or access.permission is None or access.permission in GRANTS[Role.STUDENT]:
            continue
        path = spec["paths"].get(rule.rule.replace("<uuid:", "{").replace("<", "{").replace(">", "}"), {})
        for operation in path.values():
            set(named_schemas(operation.get("responses", {}), components, seen))
    return seen


def test_no_body_for_staff_holds_figures_that_are_made_anywhere_else(app, fetched_by_staff):
    components = app.spec["components"]["schemas"]
    holding = {name for name in fetched_by_staff if fields_about_people(name, components[name])}
    assert holding <= MADE_IN.keys() | READ_IN.keys()
    assert holding >= {
        "ClassStates",
        "StateShare",
        "LiveBlock",
        "TrendPoint",
        "OutcomeOut",
        "ArmOut",
        "EffectOut",
        "MessageEffect",
    }


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


def readings() -> Iterator[tuple[str, str]]:
    """Where which of them is read from plain data."""
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("model_") and isinstance(node.value, ast.Name):
                yield node.value.id, file.relative_to(ROOT).as_posix()


def is_gap(call: ast.Call) -> bool:
    """A point of the trend that shows nothing."""
    empty = {word.arg for word in call.keywords if isinstance(word.value, ast.Constant) and word.value.value is None}
    return empty == {"shares", "coverage"}


def test_bodies_with_figures_are_made_in_one_module_each():
    elsewhere = [(name, file) for name, file, call in constructions() if file != MADE_IN[name] and not is_gap(call)]
    assert elsewhere == []
    assert {name for name, _, _ in constructions()} == MADE_IN.keys()


def test_what_is_read_as_it_was_released_is_made_nowhere_and_read_from_released_values_alone():
    made = {
        node.func.id
        for file in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not made & READ_IN.keys()
    found = list(readings())
    read = {name: {file for each, file in found if each == name} for name in READ_IN}
    assert read == READ_IN
    assert vars(review_releases)["release_row"] is rows.release_row
    assert issubclass(get_origin(get_type_hints(rows.release_row)["return"]), Released)
    for release in (quality.release_agreement, quality.release_corrected, quality.release_readable):
        assert vars(quality_decisions)[release.__name__] is release
        assert issubclass(get_args(get_type_hints(release)["return"])[1], Released)
    assert vars(consent_decisions)["decide_allowed"] is consent.decide_allowed
    assert issubclass(get_type_hints(consent._describe)["return"], Released)
    assert vars(trend_decisions)["decide_week"] is weekly.decide_week
    assert issubclass(get_type_hints(weekly.describe_week)["return"], Released)


def test_they_are_made_from_released_values():
    for function, argument in ((outgoing.describe_picture, "picture"), (outgoing.describe_block, "place")):
        assert issubclass(get_type_hints(function)[argument], Released)
    released = get_type_hints(releases.release_table)["return"]
    assert issubclass(get_origin(released), Released)
    assert "release_table" in vars(message_effects)
    assert vars(poll_service)["published_results"] is poll_results.published_results


def test_what_a_poll_published_is_counted_in_one_module():
    holders = {
        file.relative_to(ROOT).as_posix()
        for file in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == PollResult.__name__
    }
    assert holders == {"learning/polls/results.py"}


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
