"""Quantiles of the t distribution are those of the tables."""

from statistics import NormalDist

import pytest

from attune.affect.experiment.student_t import t_quantile


@pytest.mark.parametrize(
    ("p", "degrees", "expected"),
    [
        (0.975, 1, 12.7062),
        (0.975, 2, 4.30265),
        (0.975, 3, 3.18245),
        (0.975, 5, 2.570582),
        (0.975, 10, 2.228139),
        (0.975, 30, 2.042272),
        (0.975, 87, 1.987608),
        (0.8, 3, 0.978472),
        (0.8, 30, 0.853767),
    ],
)
def test_a_quantile_is_that_of_the_table(p, degrees, expected):
    assert t_quantile(p, degrees) == pytest.approx(expected, rel=1e-4)


def test_with_many_degrees_it_is_the_normal_distribution_s():
    assert t_quantile(0.975, 1e6) == pytest.approx(NormalDist().inv_cdf(0.975), rel=1e-5)


@pytest.mark.parametrize(("p", "degrees"), [(0.5, 5), (1.0, 5), (0.975, 0)])
def test_what_has_no_quantile_is_refused(p, degrees):
    with pytest.raises(ValueError, match="degree"):
        t_quantile(p, degrees)
