"""The policy can be changed within bounds that keep people safe, and every change is written down."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from attune.affect.bounds import bounds_of
from attune.affect.limits import Limits
from attune.affect.policy import SupportPolicy
from attune.classroom.policy import SupportLimits


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


DEFAULTS = {**asdict(SupportPolicy()), **asdict(Limits())}
BOUNDS = {**bounds_of(SupportPolicy), **bounds_of(Limits)}


@pytest.mark.parametrize("name", SupportLimits.model_fields)
def test_the_administrator_is_offered_the_bounds_that_the_support_policy_keeps(name):
    """They stand in two places, because courses and learning read this policy and may know nothing of `affect`."""
    field = SupportLimits.model_fields[name]
    low, high = field.metadata
    assert (low.ge, high.le) == (BOUNDS[name].low, BOUNDS[name].high)
    assert field.default == DEFAULTS[name]
