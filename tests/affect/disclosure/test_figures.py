"""Coarse figures: steps, words and bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.disclosure.figures import (
    Category,
    CoverageBand,
    ShareWord,
    category_of,
    coverage_band,
    learners_band,
    share_figure,
)
from attune.affect.evidence import LearningState
from attune.statistics import wilson_interval

counted = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counted)
def test_a_share_is_said_in_words_under_ten_and_in_steps_from_ten_on(of):
    count, n = of
    figure = share_figure(Category.STRUGGLING, count, n)
    if n < 10:
        assert figure.share is None
        assert figure.low <= count / n <= figure.high
        assert list(ShareWord)[round(figure.low * 5)] is figure.word
        return
    step = 0.05 if n >= 20 else 0.10
    assert figure.word is None
    assert abs(figure.share - count / n) <= step / 2 + 1e-9
    assert figure.share / step == pytest.approx(round(figure.share / step))


@given(st.integers(10, 200), st.integers(0, 200))
def test_the_interval_is_that_of_the_rounded_share_and_tells_no_more(n, count):
    """Whoever knows the figure shown can compute the interval, so it holds nothing that the figure does not."""
    figure = share_figure(Category.ENGAGED, min(count, n), n)
    band = learners_band(n)
    interval = wilson_interval(figure.share * band, band)
    assert (figure.low, figure.high) == (round(interval.low, 2), round(interval.high, 2))


@pytest.mark.parametrize(("count", "n"), [(0, 0), (3, 2), (-1, 5)])
def test_a_share_of_nobody_is_refused(count, n):
    with pytest.raises(ValueError, match="one learner"):
        share_figure(Category.ENGAGED, count, n)


def test_numbers_and_coverage_come_in_bands():
    assert [learners_band(n) for n in (5, 9, 10, 23)] == [5, 5, 10, 20]
    bands = [coverage_band(share) for share in (0.0, 0.49, 0.5, 0.75, 0.76)]
    assert bands == [CoverageBand.LOW] * 2 + [CoverageBand.MIDDLE] * 2 + [CoverageBand.HIGH]


def test_every_known_state_is_a_category_of_its_own():
    known = [state for state in LearningState if state is not LearningState.UNKNOWN]
    assert [category_of(state) for state in known] == list(Category)[: len(known)]
    with pytest.raises(ValueError, match="unknown"):
        category_of(LearningState.UNKNOWN)
