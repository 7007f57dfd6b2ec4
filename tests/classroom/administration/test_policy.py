"""The policy can be changed within bounds that keep people safe, and every change is written down."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from attune.affect.baseline import BaselineRules
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import bounds_of
from attune.affect.limits import Limits
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.states import StateRules
from attune.classroom.institution.support_policy.rules import state_rules, support_policy
from attune.classroom.institution.support_policy.schemas import (
    BaselineNumbers,
    BehaviourNumbers,
    InstitutionPolicy,
    SupportLimits,
    TriggerNumbers,
)
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction

NOW = datetime(2026, 11, 1, tzinfo=UTC)


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
    (group, rules, name)
    for group, rules, names in (
        ("support.", Limits, bounds_of(Limits)),
        ("support.", SupportPolicy, bounds_of(SupportPolicy).keys() - {"control_arm_share"}),
        ("", SupportPolicy, {"control_arm_share"}),
        ("triggers.", StateRules, bounds_of(StateRules)),
        ("behaviour.", BehaviourRules, bounds_of(BehaviourRules)),
        ("baseline.", BaselineRules, bounds_of(BaselineRules)),
    )
    for name in sorted(names)
]


@pytest.fixture
def limits(administrator):
    return administrator.get("/administration/policy/limits").json


def test_the_page_shows_the_bounds_the_defaults_and_the_reasons_of_affect(limits):
    shown = {number["path"]: number for number in limits["numbers"]}
    for group, rules, name in NUMBERS:
        bound = bounds_of(rules)[name]
        assert shown.pop(f"{group}{name}") == {
            "path": f"{group}{name}",
            "default": getattr(rules(), name),
            "minimum": bound.low,
            "maximum": bound.high,
            "reason": bound.reason,
        }
    assert shown.keys() == {"retention_days", "k_tutor", "k_admin"}
    assert (shown["k_tutor"]["minimum"], shown["k_admin"]["minimum"], shown["retention_days"]["maximum"]) == (
        5,
        10,
        180,
    )


def test_the_page_knows_which_modes_a_preset_leaves_and_when_support_may_speak(limits):
    assert limits["modes"] == ["off", "self_report", "on_device", "server"]
    assert limits["presets"] == [
        {"preset": "standard", "modes": limits["modes"]},
        {"preset": "eu_education", "modes": ["off", "self_report"]},
    ]
    assert limits["interruption_points"] == list(InterruptionPoint)


@pytest.mark.parametrize(("group", "rules", "name"), NUMBERS)
def test_a_number_outside_the_bounds_of_affect_is_refused(group, rules, name):
    bound = bounds_of(rules)[name]
    for value in (bound.low - 0.01, bound.high + 1):
        content = {group[:-1]: {name: value}} if group else {name: value}
        with pytest.raises(ValidationError, match=name):
            InstitutionPolicy.model_validate(content)


def test_no_number_is_written_again_outside_of_affect():
    """The fields of a group are the numbers of the rules they are for; only three numbers are the institution's."""
    for group in (SupportLimits, TriggerNumbers, BehaviourNumbers, BaselineNumbers):
        mine = {name for rules in group.RULES for name in bounds_of(rules)} - {"control_arm_share"}
        assert group.model_fields.keys() - {"interruption_points"} == mine


def test_the_default_policy_is_the_one_of_affect():
    assert support_policy(InstitutionPolicy()) == SupportPolicy()
    assert state_rules(InstitutionPolicy()) == StateRules()


@given(st.data())
def test_whatever_the_page_accepts_affect_accepts_too(data):
    """A policy that is saved must never fail at a pause."""

    def numbers(model):
        return {
            name: data.draw(st.floats(field.metadata[0].ge, field.metadata[1].le))
            if field.annotation is float
            else data.draw(st.integers(field.metadata[0].ge, field.metadata[1].le))
            for name, field in model.model_fields.items()
            if name != "interruption_points"
        }

    groups = {"support": SupportLimits, "triggers": TriggerNumbers, "behaviour": BehaviourNumbers}
    drawn = {name: numbers(model) for name, model in (groups | {"baseline": BaselineNumbers}).items()}
    try:
        policy = InstitutionPolicy.model_validate(drawn)
    except ValidationError:
        return
    support_policy(policy)


FIELDS = json.loads(Path("web/src/features/administration/policy/fields.json").read_text(encoding="utf-8"))


def test_the_page_shows_every_number_and_holds_no_bound_itself(limits):
    assert sorted(field["path"] for field in FIELDS) == sorted(number["path"] for number in limits["numbers"])
    assert {name for field in FIELDS for name in field} == {"path", "id", "unit", "scale"}


def test_the_log_shows_a_change_under_the_names_of_now(administrator, database):
    with database.transaction() as session:
        detail = {
            "triggers": {"from": {"windows_over": 3, "of_windows": 4}, "to": {"windows_over": 2, "of_windows": 4}}
        }
        audit.append(session, AuditAction.POLICY_CHANGED, actor_id=None, subject_id=None, at=NOW, detail=detail)
    page = administrator.get("/administration/audit").json
    assert administrator.get("/administration/audit/verification").json["state"] == "intact"
    assert page["entries"][0]["detail"]["triggers"]["to"] == {"min_windows_over_threshold": 2, "window_count": 4}


def test_a_policy_that_names_no_moment_is_refused(administrator, policy):
    silent = {**policy, "support": {**policy["support"], "interruption_points": []}}
    assert administrator.put("/administration/policy", silent).status_code == 422
