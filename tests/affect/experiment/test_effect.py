"""Learners with and without messages: shares, their uncertainty, and silence where too few are known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.disclosure.tables import must_hide
from attune.affect.evidence import LearningState
from attune.affect.experiment.effect import (
    Arm,
    ArmOutcome,
    Measure,
    Moment,
    arms_of,
    compare,
    contributions,
    describe_arm,
    effective_number,
    newcombe_interval,
    proportion,
    struggle_ended,
)
from attune.statistics import wilson_interval

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONFUSED, ENGAGED, UNKNOWN = LearningState.MAYBE_CONFUSED, LearningState.ENGAGED, LearningState.UNKNOWN


def later(*states, every=30):
    """States at regular seconds after the moment."""
    return [(AT + timedelta(seconds=every * (place + 1)), state) for place, state in enumerate(states)]


def test_two_calm_states_in_a_row_end_a_difficulty():
    assert struggle_ended(AT, later(CONFUSED, ENGAGED, ENGAGED)) is True


def test_one_calm_state_between_two_difficult_ones_ends_nothing():
    assert struggle_ended(AT, later(*[CONFUSED, ENGAGED] * 10)) is False


def test_what_ends_after_ten_minutes_has_not_ended_within_them():
    assert struggle_ended(AT, later(*[CONFUSED] * 20, ENGAGED, ENGAGED)) is False


def test_whoever_left_before_the_end_has_an_unknown_outcome():
    assert struggle_ended(AT, later(CONFUSED, CONFUSED)) is None
    assert struggle_ended(AT, []) is None


def test_not_knowing_is_neither_calm_nor_difficult():
    assert struggle_ended(AT, later(ENGAGED, UNKNOWN, ENGAGED)) is True
    assert struggle_ended(AT, later(*[UNKNOWN] * 20)) is None


def test_what_came_before_the_moment_does_not_count():
    assert struggle_ended(AT, [(AT - timedelta(seconds=30), ENGAGED), (AT, ENGAGED)]) is None


def test_one_moment_of_each_learner_is_worth_itself():
    outcomes = [(str(i), i % 4 == 0) for i in range(40)]
    assert effective_number(outcomes) == pytest.approx(39, abs=1.1)
    found = proportion(outcomes)
    assert (found.count, found.n, found.share) == (10, 40, 0.25)


def test_many_moments_of_few_learners_are_worth_little_more_than_the_learners():
    outcomes = [(str(i % 4), i % 4 < 2) for i in range(40)]
    assert effective_number(outcomes) < 5
    alike = proportion(outcomes).interval
    independent = wilson_interval(20, 40)
    assert alike.high - alike.low > 2 * (independent.high - independent.low)


def test_without_any_difference_each_learner_counts_once():
    assert effective_number([("a", True), ("a", True), ("b", True)]) == 2


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.booleans()), min_size=1, max_size=60))
def test_an_interval_holds_its_share_and_is_never_narrower_than_independence(outcomes):
    found = proportion(outcomes)
    independent = wilson_interval(found.count, found.n)
    assert 0 <= found.interval.low <= found.share <= found.interval.high <= 1
    assert found.interval.low <= independent.low + 1e-9
    assert found.interval.high >= independent.high - 1e-9
    assert 1 <= effective_number(outcomes) <= len(outcomes)


def test_the_interval_of_a_difference_is_newcombe_s():
    # Newcombe 1998, table II: 56/70 against 48/80 gives 0.0524 to 0.3339 (method 10).
    first = proportion([(str(i), i < 56) for i in range(70)])
    second = proportion([(str(i), i < 48) for i in range(80)])
    low, high = newcombe_interval(first, second)
    assert (low, high) == (pytest.approx(0.0524, abs=0.002), pytest.approx(0.3339, abs=0.002))


def moments(arm, learners, ended, **fields):
    """One moment of each of some learners; the first `ended` of them ended."""
    return [Moment(f"{arm}{i}", arm, f"moment {arm}{i}", ended=i < ended, **fields) for i in range(learners)]


def compared(counted, measure=Measure.ENDED, minimum=10):
    """The comparison, each arm hidden by the rule of stored tables."""
    arms = []
    for arm in arms_of(measure):
        known = contributions(counted, measure, arm)
        arms.append(ArmOutcome(arm, None, None) if must_hide(known, minimum) else describe_arm(arm, known))
    return compare(arms, measure, minimum)


WITH, WITHOUT = Arm.WITH_MESSAGES, Arm.WITHOUT_MESSAGES


def test_both_arms_and_their_difference():
    found = compared([*moments(WITH, 20, 16), *moments(WITHOUT, 20, 8)])
    assert [arm.proportion.share for arm in found.arms] == [0.8, 0.4]
    assert found.difference == pytest.approx(0.4)
    low, high = found.interval
    assert 0 < low < 0.4 < high < 1


def test_an_arm_with_too_few_learners_is_hidden_and_nothing_is_compared():
    found = compared([*moments(WITH, 20, 16), *moments(WITHOUT, 9, 4)])
    shown, hidden = found.arms
    assert shown.proportion is not None
    assert (hidden.learners, hidden.proportion) == (None, None)
    assert (found.difference, found.interval) == (None, None)


def test_it_is_learners_that_must_be_many_and_not_moments():
    repeated = [Moment(f"one of {i % 3}", WITH, f"moment {i}", ended=i % 2 == 0) for i in range(60)]
    (arm, _) = compared(repeated).arms
    assert (arm.learners, arm.proportion) == (None, None)


def test_unknown_outcomes_are_in_no_share():
    unknown = [Moment(f"u{i}", WITH, f"moment u{i}") for i in range(5)]
    (arm, _) = compared([*moments(WITH, 10, 5), *unknown]).arms
    assert (arm.learners, arm.proportion.n) == (10, 10)


def test_only_those_who_got_messages_can_call_them_helpful():
    found = compared(moments(WITH, 12, 0, helpful=True), Measure.HELPFUL)
    assert [arm.arm for arm in found.arms] == [WITH]
    assert found.difference is None
