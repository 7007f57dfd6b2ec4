"""The estimator: its closed form in the simple case, what it must not depend on, and how wide it is."""

import math
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.experiment.estimate import ScoredMoment, estimate_effect

NAMES = "abcdefghijkl"


def scored(learner, speak, outcome, prior=0.5, probability=0.7):
    return ScoredMoment(str(learner), speak, probability, prior, outcome)


moments = st.lists(
    st.builds(
        ScoredMoment,
        st.sampled_from(NAMES),
        st.booleans(),
        st.sampled_from([0.5, 0.7, 0.9]),
        st.sampled_from([0.2, 0.4, 0.5, 0.75]),
        st.booleans(),
    ),
    min_size=20,
    max_size=80,
)


def close(one, other):
    if one is None or other is None:
        return one is other
    return all(
        math.isclose(getattr(one, name), getattr(other, name), rel_tol=1e-6, abs_tol=1e-9)
        for name in one.__dataclass_fields__
    )


@given(moments, st.randoms(use_true_random=False))
def test_the_order_of_the_moments_is_nothing(found, rng):
    shuffled = list(found)
    rng.shuffle(shuffled)
    assert close(estimate_effect(found), estimate_effect(shuffled))


@given(moments, st.permutations(NAMES))
def test_the_names_of_the_learners_are_nothing(found, others):
    names = dict(zip(NAMES, others, strict=True))
    renamed = [replace(each, learner_id=f"learner {names[each.learner_id]}") for each in found]
    assert close(estimate_effect(found), estimate_effect(renamed))


@given(moments)
def test_the_opposite_outcome_has_the_opposite_effect(found):
    one, other = estimate_effect(found), estimate_effect([replace(each, outcome=not each.outcome) for each in found])
    assert (one is None) == (other is None)
    if one is not None:
        assert other.difference == pytest.approx(-one.difference, abs=1e-9)
        assert (other.low, other.high) == (pytest.approx(-one.high, abs=1e-9), pytest.approx(-one.low, abs=1e-9))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=5, max_size=60))
def test_with_one_probability_and_nothing_known_before_it_is_the_difference_of_the_shares(drawn):
    found = estimate_effect([scored(i, speak, outcome) for i, (speak, outcome) in enumerate(drawn)])
    arms = {arm: [outcome for speak, outcome in drawn if speak is arm] for arm in (True, False)}
    if found is None:
        assert min(len(arm) for arm in arms.values()) < 2, "only one learner in an arm decides it alone"
        return
    shares = {arm: sum(outcomes) / len(outcomes) for arm, outcomes in arms.items()}
    assert found.difference == pytest.approx(shares[True] - shares[False], abs=1e-9)
    # Mancl and DeRouen with one moment a learner is HC3: a residual is divided by one minus its leverage, 1 / n
    variance = sum(
        sum((outcome - shares[arm]) ** 2 for outcome in outcomes) / (len(outcomes) - 1) ** 2
        for arm, outcomes in arms.items()
    )
    assert found.standard_error == pytest.approx(math.sqrt(variance), abs=1e-9)
    assert found.degrees_of_freedom == len(drawn) - 2


def test_moments_are_weighted_by_how_probable_their_arm_was():
    rare, usual = [(False, 0.9), (True, 0.9)], [(False, 0.5), (True, 0.5)]
    found = [scored(i, *rare[i % 2][:1], i % 3 == 0, probability=0.9) for i in range(40)]
    found += [scored(40 + i, *usual[i % 2][:1], i % 5 == 0, probability=0.5) for i in range(40)]
    p = 0.7
    weight = {(True, 0.9): p / 0.9, (False, 0.9): (1 - p) / 0.1, (True, 0.5): p / 0.5, (False, 0.5): (1 - p) / 0.5}
    sums = {arm: [0.0, 0.0] for arm in (True, False)}
    for each in found:
        w = weight[each.speak, each.probability_speak]
        sums[each.speak][0] += w * each.outcome
        sums[each.speak][1] += w
    expected = sums[True][0] / sums[True][1] - sums[False][0] / sums[False][1]
    assert estimate_effect(found).difference == pytest.approx(expected)


def test_moments_of_one_learner_that_are_alike_make_the_interval_wider():
    rng = Random(2)
    alike = [scored(i // 10, (i // 10) % 2 == 0, (i // 10) % 3 == 0) for i in range(300)]
    apart = [replace(each, learner_id=str(rng.random())) for each in alike]
    assert estimate_effect(alike).standard_error > 2 * estimate_effect(apart).standard_error


def test_what_a_learner_knew_before_narrows_the_interval():
    rng = Random(3)
    found = []
    for i in range(1200):
        prior = rng.choice([0.1, 0.9])
        found.append(scored(i // 12, rng.random() < 0.7, rng.random() < prior, prior=prior))
    blind = [replace(each, prior=0.5) for each in found]
    assert estimate_effect(found).standard_error < 0.8 * estimate_effect(blind).standard_error


@pytest.mark.parametrize(
    "found",
    [
        [],
        [scored(i, True, i % 2 == 0) for i in range(30)],
        [scored(i, i % 2 == 0, i % 3 == 0) for i in range(2)],
        [scored("one", i % 2 == 0, i % 3 == 0) for i in range(30)],
        [scored(i, i == 0, i % 3 == 0) for i in range(30)],
    ],
    ids=["none", "one arm", "two learners", "one learner", "an arm of one learner"],
)
def test_what_cannot_tell_gives_no_estimate(found):
    assert estimate_effect(found) is None


@settings(deadline=None, max_examples=25)
@given(moments)
def test_an_interval_holds_its_estimate_and_stays_a_difference_of_probabilities(found):
    effect = estimate_effect(found)
    if effect is not None:
        assert -1 <= effect.low <= effect.high <= 1
        assert effect.low <= max(-1.0, min(1.0, effect.difference)) <= effect.high
        assert effect.learners == len({each.learner_id for each in found})
