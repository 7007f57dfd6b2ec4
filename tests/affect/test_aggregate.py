"""From learners to a class, without giving anybody away."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.aggregate import (
    KNOWN_STATES,
    Sighting,
    class_states,
    is_suppressed,
    mean_coverage,
    rollups,
    struggling_share,
    wilson_interval,
)
from attune.affect.evidence import LearningState
from attune.expressions import Expression
from tests.affect.sittings import at, window

ENGAGED, CONFUSED, FRUSTRATED = (
    LearningState.ENGAGED,
    LearningState.MAYBE_CONFUSED,
    LearningState.MAYBE_FRUSTRATED,
)
UNKNOWN = LearningState.UNKNOWN


# Reference: Newcombe (1998), Statistics in Medicine 17, table I, method 3 (the score interval).
@pytest.mark.parametrize(
    ("count", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]
)
def test_the_interval_agrees_with_published_values(count, n, low, high):
    interval = wilson_interval(count, n)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_share_and_stays_a_share(count, n):
    if count > n:
        with pytest.raises(ValueError):
            wilson_interval(count, n)
        return
    low, high = wilson_interval(count, n)
    assert 0 <= low <= (count / n if n else 0) <= high <= 1


def test_shares_leave_the_unknown_out():
    states = class_states([ENGAGED] * 3 + [CONFUSED] * 2 + [UNKNOWN] * 7, minimum=5)
    assert (states.suppressed, states.n) == (False, 5)
    assert {share.state: share.count for share in states.shares if share.count} == {ENGAGED: 3, CONFUSED: 2}
    assert sum(share.share for share in states.shares) == pytest.approx(1)


def test_a_small_group_is_hidden_even_when_many_are_unknown():
    states = class_states([CONFUSED] * 4 + [UNKNOWN] * 20, minimum=5)
    assert (states.suppressed, states.n, states.shares) == (True, 4, ())


def test_the_last_one_without_a_tile_is_not_given_away_by_the_total():
    assert is_suppressed(6, 5, shown_individually=5)
    assert not is_suppressed(6, 5, shown_individually=6)
    assert not is_suppressed(6, 5, shown_individually=4)


@given(st.lists(st.sampled_from(LearningState), max_size=30), st.integers(1, 10))
def test_no_share_of_fewer_than_k_is_ever_shown(states, minimum):
    shown = class_states(states, minimum)
    known = sum(state is not UNKNOWN for state in states)
    assert shown.suppressed == (known < minimum or known == 1)
    assert len(shown.shares) == (0 if shown.suppressed else len(KNOWN_STATES))
    assert (struggling_share(states, minimum) is None) == shown.suppressed


def test_the_share_of_those_who_struggle_counts_confused_and_frustrated():
    assert struggling_share([CONFUSED, FRUSTRATED, ENGAGED, ENGAGED, ENGAGED, UNKNOWN], 5) == pytest.approx(0.4)


def test_coverage_of_nothing_is_not_zero():
    assert mean_coverage([]) is None
    assert mean_coverage([window(0, Expression.NEUTRAL), window(1, None)]) == pytest.approx(0.5)


def sightings(learners, minutes, state=ENGAGED):
    return [
        Sighting(f"learner-{learner}", window(6 * minute + learner % 6, Expression.NEUTRAL), state)
        for minute in range(minutes)
        for learner in range(learners)
    ]


def test_a_rollup_counts_a_learner_once_a_minute_with_the_last_state():
    seen = [
        *sightings(5, 1),
        Sighting("learner-0", window(5, Expression.ANGER), FRUSTRATED),
        Sighting("learner-0", window(4, Expression.ANGER), CONFUSED),
    ]
    (rollup,) = rollups(seen, minimum=5)
    assert rollup.learners == 5
    assert rollup.key.minute == at(0)
    assert {share.state: share.count for share in rollup.states.shares if share.count} == {ENGAGED: 4, FRUSTRATED: 1}


def test_rollups_are_hidden_in_small_minutes():
    assert [rollup.states.suppressed for rollup in rollups(sightings(4, 3), minimum=5)] == [True] * 3


@given(st.randoms())
def test_rollups_do_not_depend_on_the_order_of_sightings(rng: random.Random):
    seen = sightings(6, 3)
    mixed = list(seen)
    rng.shuffle(mixed)
    assert rollups(mixed, 5) == rollups(seen, 5)
    assert len(rollups(seen, 5)) == 3
