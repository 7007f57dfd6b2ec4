"""A share of moments with an interval that allows for several of them being one learner's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.experiment.proportions import effective_number, proportion
from attune.statistics import wilson_interval


def test_one_moment_of_each_learner_is_worth_itself():
    outcomes = [(str(i), i % 4 == 0) for i in range(40)]
    assert effective_number(outcomes) == pytest.approx(39, abs=1.1)
    found = proportion(outcomes)
    assert (found.count, found.n, found.learners, found.share) == (10, 40, 40, 0.25)


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


def test_a_share_of_nothing_is_none():
    with pytest.raises(ValueError, match="at least one"):
        proportion([])
