"""A plan's hash changes with everything that is planned, and what may be said goes both ways."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.experiment.estimate import Effect
from attune.affect.experiment.moments import Measure
from attune.affect.experiment.plan import Plan, Verdict, days_kept, hash_of, longest_weeks, plan_of, verdict_of

PLAN = Plan(share=0.3, weeks=8, minimal_effect=0.05, starts_at=datetime(2026, 3, 2, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "change",
    [
        {"share": 0.31},
        {"weeks": 9},
        {"minimal_effect": 0.06},
        {"starts_at": datetime(2026, 3, 3, 9, tzinfo=UTC)},
        {"primary_outcome": Measure.RETAINED},
        {"analysis": "whatever fits"},
        {"drawing": "support-3"},
    ],
)
def test_nothing_that_is_planned_can_change_without_its_hash(change):
    assert hash_of(replace(PLAN, **change).as_json()) != hash_of(PLAN.as_json())


def test_a_plan_comes_back_as_it_was_stored():
    assert plan_of(PLAN.as_json()) == PLAN
    assert hash_of(plan_of(PLAN.as_json()).as_json()) == hash_of(PLAN.as_json())


def test_the_result_waits_until_every_outcome_is_known():
    assert (PLAN.ends_at - PLAN.starts_at).days == 56
    assert (PLAN.results_at - PLAN.ends_at).days == 14
    assert PLAN.days_kept == days_kept(8) == 71


@given(st.integers(1, 180))
def test_the_longest_plan_is_kept_until_its_result_and_a_longer_one_is_not(retention_days):
    weeks = longest_weeks(retention_days)
    assert weeks == 0 or days_kept(weeks) <= retention_days
    assert days_kept(weeks + 1) > retention_days


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.01, 0.2, Verdict.HELPS),
        (-0.2, -0.01, Verdict.HARMS),
        (-0.04, 0.04, Verdict.NO_RELEVANT_DIFFERENCE),
        (-0.04, 0.2, Verdict.OPEN),
        (-0.2, 0.04, Verdict.OPEN),
    ],
)
def test_what_the_interval_allows_to_say(low, high, verdict):
    effect = Effect((low + high) / 2, low, high, 0.05, 80, 90, 900)
    assert verdict_of(effect, PLAN.minimal_effect) is verdict
