"""The arm of a moment: the same at every look, the share that was set, within one learner as among learners."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.experiment.assignment import assign

SHARES = st.floats(0, 0.5)


@given(st.text(), SHARES)
def test_the_same_moment_always_gets_the_same_arm(key, share):
    assert assign(key, share) == assign(key, share)
    assert assign(key, share).probability_speak == 1 - share


@given(st.text())
def test_without_an_experiment_every_moment_is_spoken_at(key):
    assert assign(key, 0.0).speak
    assert assign(key, 0.0).probability_speak == 1


@given(st.text(), SHARES, SHARES)
def test_a_larger_share_only_silences_more_moments(key, one, other):
    smaller, larger = sorted((one, other))
    assert assign(key, smaller).speak or not assign(key, larger).speak


def test_the_share_is_met_among_the_moments_of_one_learner_as_among_learners():
    one_learner = [f"{UUID(int=7)}:{UUID(int=i)}" for i in range(20_000)]
    learners = [f"{UUID(int=i)}:{UUID(int=7)}" for i in range(20_000)]
    for keys in (one_learner, learners):
        silent = sum(not assign(key, 0.3).speak for key in keys) / len(keys)
        assert silent == pytest.approx(0.3, abs=0.013)  # four standard errors


@pytest.mark.parametrize("share", [-0.1, 0.51, float("nan")])
def test_more_than_half_of_the_moments_are_never_left_silent(share):
    with pytest.raises(ValueError, match="half of the moments"):
        assign("a:b", share)
