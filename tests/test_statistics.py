"""The interval of a proportion is the published one, and always an interval of a proportion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.statistics import newcombe_difference, wilson_interval


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


def test_nobody_asked_says_nothing():
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_eight_in_ten():
    low, high = wilson_interval(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


# Reference: Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_the_interval_of_a_difference_agrees_with_published_values(first, second, low, high):
    found = newcombe_difference(first, second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
    assert found.distinguishable == (low > 0)


def test_a_difference_the_other_way_round_is_its_mirror():
    there, back = newcombe_difference((9, 24), (3, 21)), newcombe_difference((3, 21), (9, 24))
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))
