"""No number of the policy leaves the bounds that keep learners safe; the error says which, which bound, and why."""

import math
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.baseline import BaselineRules
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import OutOfBounds, bounds_of, current_names, with_numbers
from attune.affect.limits import Limits
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.states import StateRules

MANUAL = (Path(__file__).parents[2] / "docs" / "explanation" / "support.md").read_text("utf-8")
ALL_RULES = [SupportPolicy, Limits, StateRules, BehaviourRules, BaselineRules]
NUMBERS = [(rules, name) for rules in ALL_RULES for name in bounds_of(rules)]


def of(rules, name):
    return f"{rules.__name__}.{name}"


@pytest.mark.parametrize(("rules", "name"), NUMBERS, ids=[of(*each) for each in NUMBERS])
@pytest.mark.parametrize("wrong", ["below", "above", "not a number"])
def test_a_number_outside_its_bound_is_refused_with_field_bound_and_reason(rules, name, wrong):
    bound = bounds_of(rules)[name]
    value = {"below": bound.low - 0.01, "above": bound.high + 0.01, "not a number": math.nan}[wrong]
    with pytest.raises(OutOfBounds) as refused:
        rules(**{name: value})
    assert refused.value.field == name
    assert f"between {bound.low:g} and {bound.high:g}" in str(refused.value)
    assert bound.reason in str(refused.value)


@pytest.mark.parametrize("rules", ALL_RULES)
def test_every_number_of_the_policy_has_a_bound_and_a_default_within(rules):
    numbers = {each.name for each in fields(rules) if isinstance(each.default, (int, float))}
    assert numbers == set(bounds_of(rules))
    rules()


OUT_OF_ORDER = [
    (Limits, {"pause_seconds": 800, "pause_of_a_kind_seconds": 700}, "pause_seconds"),
    (Limits, {"pause_seconds": 400, "longest_pause_seconds": 399}, "pause_seconds"),
    (SupportPolicy, {"confusion_waits_seconds": 91}, "confusion_waits_seconds"),
    (StateRules, {"min_windows_over_threshold": 5}, "min_windows_over_threshold"),
    (StateRules, {"minimum_known": 5}, "minimum_known"),
    (StateRules, {"min_windows_over_threshold": 2, "max_outliers": 3}, "max_outliers"),
    (BaselineRules, {"floor": 0.6, "ceiling": 0.5}, "floor"),
    (BaselineRules, {"seconds": 60, "minimum_seconds": 61}, "minimum_seconds"),
]


@pytest.mark.parametrize(("rules", "numbers", "field"), OUT_OF_ORDER)
def test_numbers_that_contradict_each_other_are_refused(rules, numbers, field):
    with pytest.raises(OutOfBounds) as refused:
        rules(**numbers)
    assert refused.value.field == field


def test_a_moment_that_is_no_interruption_point_is_refused():
    with pytest.raises(OutOfBounds, match=r"interruption_points is \['typing'\], but must be among video_pause"):
        SupportPolicy(interruption_points=frozenset({InterruptionPoint.VIDEO_PAUSE, "typing"}))


@given(st.sampled_from(NUMBERS), st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_is_accepted_lies_within(which, value):
    rules, name = which
    try:
        made = rules(**{name: value})
    except OutOfBounds:
        return
    bound = bounds_of(rules)[name]
    assert bound.low <= getattr(made, name) <= bound.high


def test_a_policy_is_changed_by_name_also_deep_inside():
    changed = with_numbers(
        SupportPolicy(),
        {
            "confusion_waits_seconds": 70,
            "limits": {"per_hour": 2},
            "triggers": {
                "min_windows_over_threshold": 2,
                "behaviour": {"idle_seconds": 240},
                "baseline": {"mad_multiplier": 3},
            },
            "interruption_points": ["lesson_end"],
        },
    )
    assert (changed.confusion_waits_seconds, changed.limits.per_hour, changed.limits.per_day) == (70, 2, 10)
    assert (changed.triggers.min_windows_over_threshold, changed.triggers.behaviour.idle_seconds) == (2, 240)
    assert changed.triggers.baseline.mad_multiplier == 3
    assert changed.interruption_points == {InterruptionPoint.LESSON_END}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"limit": {}}, "SupportPolicy has no 'limit'; did you mean 'limits'?"),
        ({"limits": {"per_our": 2}}, "Limits has no 'per_our'; did you mean 'per_hour'?"),
        ({"limits": {"per_hour": 13}}, "per_hour is 13, but must be between 0 and 12"),
        ({"limits": {"per_hour": "two"}}, "per_hour is 'two', but must be a number"),
        ({"limits": {"per_hour": True}}, "per_hour is True, but must be a number"),
    ],
)
def test_a_change_that_is_wrong_says_where(changes, complaint):
    with pytest.raises(ValueError) as refused:
        with_numbers(SupportPolicy(), changes)
    assert complaint in str(refused.value)


def test_earlier_names_of_numbers_are_read_with_a_note():
    numbers, notes = current_names(
        {"windows_over": 2, "baseline": {"spreads": 3}, "stray_windows": 1, "max_outliers": 2}
    )
    assert numbers == {"min_windows_over_threshold": 2, "baseline": {"mad_multiplier": 3}, "max_outliers": 2}
    assert len(notes) == 3
    assert "'spreads' is now called 'mad_multiplier'" in notes[1]


PLACES = {
    SupportPolicy: "",
    Limits: "limits.",
    StateRules: "triggers.",
    BehaviourRules: "triggers.behaviour.",
    BaselineRules: "triggers.baseline.",
}


@pytest.mark.parametrize(("rules", "name"), NUMBERS, ids=[of(*each) for each in NUMBERS])
def test_the_manual_names_every_number_with_its_default_bounds_and_reason(rules, name):
    bound, default = bounds_of(rules)[name], getattr(rules(), name)
    row = f"| `{PLACES[rules]}{name}` | {default:g} | {bound.low:g} to {bound.high:g} | {bound.reason} |"
    assert row in MANUAL.splitlines()
