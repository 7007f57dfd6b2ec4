"""Simulated institutions: the same for the same generator, with the effect that was planted and no other."""

from random import Random

import pytest

from attune.affect.experiment.estimate import estimate_effect, scored
from attune.affect.experiment.moments import PRIMARY
from attune.affect.experiment.outcomes import observe
from attune.simulation.experiment import SimulatedInstitution, simulate_experiment


def estimated(institution, seed):
    found = simulate_experiment(institution, Random(seed))
    return estimate_effect(scored(observe(found.moments, found.items, found.activity), PRIMARY)), found


def test_the_same_generator_makes_the_same_institution():
    institution = SimulatedInstitution(students=10, weeks=2)
    assert simulate_experiment(institution, Random(1)) == simulate_experiment(institution, Random(1))


def test_students_meet_as_many_moments_as_is_said_and_the_share_of_them_is_silent():
    _, found = estimated(SimulatedInstitution(students=300, weeks=4), 2)
    assert len(found.moments) / 300 / 4 == pytest.approx(3, abs=0.3)
    assert sum(not each.speak for each in found.moments) / len(found.moments) == pytest.approx(0.3, abs=0.03)


def test_what_was_planted_is_what_is_estimated():
    effect, found = estimated(SimulatedInstitution(students=800, effect=0.1), 3)
    assert found.planted == pytest.approx(0.1, abs=0.01)
    assert effect.difference == pytest.approx(found.planted, abs=3 * effect.standard_error)
    assert effect.low > 0


def test_a_harm_is_estimated_as_clearly_as_a_help():
    effect, found = estimated(SimulatedInstitution(students=800, effect=-0.1), 4)
    assert found.planted < 0
    assert effect.high < 0


def test_without_an_effect_false_alarms_are_about_one_in_twenty():
    """A small sample of what benchmarks/accuracy/experiment.py counts over a thousand institutions."""
    institution = SimulatedInstitution(students=20, weeks=3)
    alarms = 0
    for seed in range(200):
        effect, _ = estimated(institution, seed)
        alarms += effect.low > 0 or effect.high < 0
    assert 2 <= alarms <= 20  # 99.9 % of samples with a share of 5 %
