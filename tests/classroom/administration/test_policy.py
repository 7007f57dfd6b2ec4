"""The policy can be changed within bounds that keep people safe, and every change is written down."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from attune.affect.baseline import BaselineRules
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import Bound, bounds_of
from attune.affect.limits import Limits
from attune.affect.policy import SupportPolicy
from attune.affect.states import StateRules
from attune.classroom.institution.support_policy.policy import (
    BaselineNumbers,
    BehaviourNumbers,
    InstitutionPolicy,
    Numbers,
    SupportLimits,
    TriggerNumbers,
)
from attune.classroom.institution.support_policy.rules import state_rules, support_policy


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def policy(administrator):
    return administrator.get("/administration/policy").json


def test_the_defaults_are_those_of_the_product(policy):
    assert policy["allowed_modes"] == ["off", "self_report", "on_device"]
    assert (policy["retention_days"], policy["k_tutor"], policy["k_admin"]) == (30, 5, 10)
    limits = policy["support"]
    assert (limits["pause_seconds"], limits["pause_of_a_kind_seconds"]) == (300, 720)
    assert (limits["per_hour"], limits["per_day"], limits["longest_pause_seconds"]) == (4, 10, 3600)


def test_a_change_is_in_force_and_written_down(administrator, policy):
    changed = {**policy, "retention_days": 14, "support": {**policy["support"], "per_day": 6}}
    assert administrator.put("/administration/policy", changed).json == changed
    assert administrator.get("/administration/policy").json == changed
    (entry,) = administrator.get("/administration/audit").json["entries"]
    assert entry["action"] == "policy_changed"
    assert entry["detail"]["retention_days"] == {"from": 30, "to": 14}
    assert entry["detail"].keys() == {"retention_days", "support"}


@pytest.mark.parametrize(
    "change",
    [
        {"k_tutor": 4},
        {"k_admin": 9},
        {"retention_days": 0},
        {"retention_days": 181},
        {"control_arm_share": 0.6},
        {"allowed_modes": ["on_device"]},
        {"allowed_modes": ["off", "off"]},
        {"allowed_modes": ["off", "mind_reading"]},
        {"preset": "eu_education"},
        {"surprise": 1},
    ],
)
def test_what_is_outside_the_bounds_is_refused(administrator, policy, change):
    answer = administrator.put("/administration/policy", {**policy, **change})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid_input")
    assert administrator.get("/administration/policy").json == policy


@pytest.mark.parametrize(
    "limits",
    [
        {"per_hour": 13},
        {"pause_seconds": 30},
        {"pause_seconds": 900},
        {"longest_pause_seconds": 200},
        {"confusion_waits_seconds": 100},
    ],
)
def test_support_cannot_be_made_to_nag(administrator, policy, limits):
    nagging = {**policy, "support": {**policy["support"], **limits}}
    assert administrator.put("/administration/policy", nagging).status_code == 422


def test_the_european_preset_allows_no_camera(administrator, policy):
    european = {**policy, "preset": "eu_education", "allowed_modes": ["off", "self_report"]}
    assert administrator.put("/administration/policy", european).status_code == 200


NUMBERS = [
    (SupportLimits, Limits, name) for name in sorted(SupportLimits.model_fields.keys() & bounds_of(Limits).keys())
] + [
    (model, rules, name)
    for model, rules in (
        (InstitutionPolicy, SupportPolicy),
        (SupportLimits, SupportPolicy),
        (TriggerNumbers, StateRules),
        (BehaviourNumbers, BehaviourRules),
        (BaselineNumbers, BaselineRules),
    )
    for name in sorted(model.model_fields.keys() & bounds_of(rules).keys())
]


@pytest.mark.parametrize(("model", "rules", "name"), NUMBERS)
def test_the_administrator_is_offered_the_bounds_that_affect_keeps(model, rules, name):
    """They stand in two places, because courses and learning read this policy and may know nothing of `affect`."""
    field = model.model_fields[name]
    low, high = field.metadata
    assert Bound(low.ge, high.le, "") == replace(bounds_of(rules)[name], reason="")
    assert field.default == getattr(rules(), name)


def test_every_number_of_the_support_policy_can_be_set_by_the_institution():
    offered = {(rules, name) for _, rules, name in NUMBERS}
    rules = (SupportPolicy, Limits, StateRules, BehaviourRules, BaselineRules)
    assert offered == {(each, name) for each in rules for name in bounds_of(each)}


def test_the_default_policy_is_the_one_of_affect():
    assert support_policy(InstitutionPolicy()) == SupportPolicy()
    assert state_rules(InstitutionPolicy()) == StateRules()


@given(st.data())
def test_whatever_the_page_accepts_affect_accepts_too(data):
    """The order between numbers stands in two places as well; a policy that is saved must never fail at a pause."""

    def numbers(model):
        return {
            name: data.draw(st.floats(field.metadata[0].ge, field.metadata[1].le))
            if field.annotation is float
            else data.draw(st.integers(field.metadata[0].ge, field.metadata[1].le))
            for name, field in model.model_fields.items()
            if name != "breakpoints"
        }

    parts = {"support": SupportLimits, "triggers": TriggerNumbers, "behaviour": BehaviourNumbers}
    drawn = {name: numbers(model) for name, model in (parts | {"baseline": BaselineNumbers}).items()}
    try:
        policy = InstitutionPolicy.model_validate(drawn)
    except ValidationError:
        return
    support_policy(policy)


FIELDS = json.loads(Path("web/src/features/administration/policy/fields.json").read_text(encoding="utf-8"))


def test_the_page_shows_every_number_with_the_bounds_of_the_server():
    shown = {field["path"]: (field["min"] * field["scale"], field["max"] * field["scale"]) for field in FIELDS}
    groups = {name: field.annotation for name, field in InstitutionPolicy.model_fields.items()}
    bounds = {}
    for name, field in InstitutionPolicy.model_fields.items():
        inner = groups[name]
        if isinstance(inner, type) and issubclass(inner, Numbers):
            bounds |= {f"{name}.{each}": f.metadata for each, f in inner.model_fields.items() if each != "breakpoints"}
        elif len(field.metadata) == 2:
            bounds[name] = field.metadata
    assert shown == {path: (low.ge, pytest.approx(high.le)) for path, (low, high) in bounds.items()}


def test_a_policy_that_names_no_moment_is_refused(administrator, policy):
    silent = {**policy, "support": {**policy["support"], "breakpoints": []}}
    assert administrator.put("/administration/policy", silent).status_code == 422
