"""The power calculation: which way each number moves it, and that simulation agrees with it."""

from dataclasses import replace
from random import Random

import pytest

from attune.affect.experiment.estimate import estimate_effect, scored
from attune.affect.experiment.moments import PRIMARY
from attune.affect.experiment.outcomes import observe
from attune.affect.experiment.power import Design, smallest_effect, students_needed
from attune.simulation.experiment import SimulatedInstitution, simulate_experiment

DESIGN = Design(students=90, weeks=4, moments_per_week=4, share=0.3)


def test_ninety_students_show_eight_points_in_four_weeks():
    assert smallest_effect(DESIGN) == pytest.approx(0.08, abs=0.002)


@pytest.mark.parametrize(
    "more", [{"students": 200}, {"weeks": 8}, {"moments_per_week": 8}, {"share": 0.5}, {"correlation": 0.6}]
)
def test_more_of_what_tells_shows_a_smaller_effect(more):
    assert smallest_effect(replace(DESIGN, **more)) < smallest_effect(DESIGN)


def test_students_needed_are_the_fewest_that_show_the_effect():
    needed = students_needed(DESIGN, 0.1)
    assert smallest_effect(replace(DESIGN, students=needed)) <= 0.1
    assert smallest_effect(replace(DESIGN, students=needed - 1)) > 0.1


@pytest.mark.parametrize("few", [{"students": 3}, {"share": 0.0}, {"students": 5, "moments_per_week": 0.5}])
def test_too_few_show_nothing(few):
    assert smallest_effect(replace(DESIGN, **few)) is None


def test_no_number_of_students_shows_nothing_at_all():
    assert students_needed(DESIGN, 0.0) is None


def test_simulation_finds_what_was_calculated_about_as_often_as_calculated():
    """With 120 institutions the share found of 80 % has a standard error of 3.7 points; the bounds are three of it."""
    design = Design(students=40, weeks=4, moments_per_week=3, share=0.3, correlation=0.1)
    institution = SimulatedInstitution(
        students=40, weeks=4, moments_per_week=3, effect=smallest_effect(design), person_sd=0.7, form_sd=0.3
    )
    rng, found = Random(11), 0
    for _ in range(120):
        simulated = simulate_experiment(institution, rng)
        observed = observe(simulated.moments, simulated.items, simulated.activity)
        found += estimate_effect(scored(observed, PRIMARY)).low > 0
    assert 0.68 < found / 120 < 0.92
