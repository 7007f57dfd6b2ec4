"""Everything that the server can refuse is said in both languages: the client shows texts of its own, by code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from pydantic import BaseModel, EmailStr, Field, FiniteFloat, SecretStr, ValidationError

import attune.classroom.commands  # noqa: F401 - with it every module of the platform is loaded
from attune.classroom.model_serving.schemas import ModelProblemCode
from attune.classroom.platform import field_problems
from attune.classroom.platform.errors import ApiError, InvalidInput
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import UtcDatetime

CATALOGUES = Path(__file__).resolve().parents[3] / "web" / "src" / "app" / "catalogue"
# What the handlers in `errors` answer without a class of its own.
BY_HANDLERS = {"csrf_failed", "rate_limited", "body_too_large", "internal_error"}
# What only somebody who calls the API by hand meets; "unexpected" says enough.
NOT_FOR_PEOPLE = {HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_") for status in (405, 415)}


def classes(root: type[ApiError]) -> Iterator[type[ApiError]]:
    for error in root.__subclasses__():
        yield error
        yield from classes(error)


def said(language: str) -> dict:
    return json.loads((CATALOGUES / f"{language}.json").read_text(encoding="utf-8"))["error"]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_code_of_an_error_has_words(language):
    codes = {error.code for error in classes(ApiError) if error.__module__.startswith("attune.")}
    assert len(codes) > 20
    texts = {key.removesuffix("_one").removesuffix("_other") for key in said(language)["codes"]}
    assert (codes | BY_HANDLERS | set(ModelProblemCode)) - NOT_FOR_PEOPLE - texts == set()


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_problem_of_a_field_has_words(language):
    known = {name.removesuffix("_one").removesuffix("_other") for name in said(language)["fields"]}
    assert known == field_problems.CODES


class Everything(BaseModel, extra="forbid"):
    """A field of every sort that can be wrong in a way of its own."""

    name: str = Field("x", min_length=1, max_length=3)
    secret: SecretStr = Field(SecretStr("secret"), min_length=3, max_length=6)
    email: EmailStr = "a@b.example"
    age: int = Field(1, ge=1, lt=10)
    share: FiniteFloat = 0.5
    tags: list[str] = Field(["a"], min_length=1, max_length=2)
    locale: Locale = Locale.GERMAN
    at: UtcDatetime | None = None


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("name", "", {"code": "too_short", "limit": 1}),
        ("name", "long", {"code": "too_long", "limit": 3}),
        ("name", 5, {"code": "not_valid"}),
        ("secret", "x", {"code": "too_short", "limit": 3}),
        ("secret", "x" * 9, {"code": "too_long", "limit": 6}),
        ("email", "nobody", {"code": "not_an_email"}),
        ("age", 0, {"code": "too_small", "limit": 1}),
        ("age", 10, {"code": "too_large", "limit": 10}),
        ("age", "many", {"code": "not_a_number"}),
        ("share", float("inf"), {"code": "not_a_number"}),
        ("tags", [], {"code": "too_few", "limit": 1}),
        ("tags", ["a"] * 3, {"code": "too_many", "limit": 2}),
        ("locale", "xx", {"code": "not_a_choice"}),
        ("at", "soon", {"code": "not_a_time"}),
        ("at", "2026-03-02T09:00:00", {"code": "not_a_time"}),
        ("other", 1, {"code": "unknown_field"}),
    ],
)
def test_what_is_wrong_has_a_code_and_the_limit(field, value, problem):
    with pytest.raises(ValidationError) as caught:
        Everything.model_validate({field: value})
    assert field_problems.problems_of(caught.value) == {field: [problem]}


def test_an_answer_carries_the_codes(visitor):
    answer = visitor.post("/session", {"email": "", "password": "x"})
    assert answer.status_code == 422
    assert answer.json["error"]["data"]["problems"] == {"email": [{"code": "too_short", "limit": 1}]}


def test_a_service_names_the_code_too():
    assert InvalidInput.at("a.0", "wrong").data["problems"] == {"a.0": [{"code": "not_valid"}]}
