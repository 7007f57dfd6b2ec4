"""Whatever keeps a lesson from being published is said in every language of the interface, with the same details."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attune.classroom.courses.authoring.lessons.checking import WORDS, Fault
from attune.classroom.courses.content.kinds import CONTENTS

ROOT = Path(__file__).resolve().parents[4]
CATALOGUES = ROOT / "web/src/features/courses/catalogue"
DETAIL = re.compile(r"\{(\w+)\}")
PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
NOT_WRITTEN = {"id", "kind"}  # nobody types them
BOUNDS = {  # what the validator names of its own rules
    "less_than_equal": {"le"},
    "greater_than_equal": {"ge"},
    "greater_than": {"gt"},
    "string_too_long": {"max_length"},
    "too_long": {"max_length"},
    "finite_number": set(),
    "enum": set(),
    "string_pattern_mismatch": set(),
}


def catalogue(language: str) -> dict[str, Any]:
    return json.loads((CATALOGUES / f"{language}.json").read_text())["editor"]


def rules_of_contents() -> dict[str, set[str]]:
    """Every rule that a content raises by name, with the details that it gives."""
    classroom = ROOT / "src/attune/classroom"
    files = [*(classroom / "courses/content").glob("*.py"), classroom / "platform/schemas.py"]
    found: dict[str, set[str]] = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "PydanticCustomError":
                code, _, *details = node.args
                assert isinstance(code, ast.Constant)
                found[code.value] = set(_names(details))
    return found


def _names(details: list[ast.expr]) -> Iterator[str]:
    for each in details:
        if isinstance(each, ast.Dict):
            yield from (key.value for key in each.keys if isinstance(key, ast.Constant))
        else:  # the years of `far_instant` have a name
            yield from ("first", "last")


RULES = rules_of_contents() | {fault.value: set(DETAIL.findall(WORDS[fault])) for fault in Fault} | BOUNDS


def test_the_walk_finds_the_rules():
    assert {"right_choices", "rubric_total", "video_host", "far_instant", "ends_before"} <= set(RULES)
    assert RULES["pool_too_small"] == {"count", "pool", "there"}


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_is_said_in_both_languages_with_the_same_details(code):
    english, german = (catalogue(language)["publish"]["rules"].get(code) for language in ("en", "de"))
    assert english, f"English has no words for {code}"
    assert german, f"German has no words for {code}"
    assert german != english
    said = set(PLACEHOLDER.findall(english))
    assert set(PLACEHOLDER.findall(german)) == said
    assert said - {"field"} == RULES[code]


def fields_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from fields_of(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from fields_of(value)


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_each_field_has_a_name_in_both_languages(kind):
    fields = set(fields_of(CONTENTS[kind].model_json_schema())) - NOT_WRITTEN
    for language in ("en", "de"):
        assert fields - set(catalogue(language)["fields"]) == set()
