import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.windows import (
    LEVELS,
    LIVE_SECONDS,
    SELF_PACED_SECONDS,
    WindowBuilder,
    WindowDoubt,
    close_window,
    quantise,
    why_unknown,
)
from attune.expressions import EXPRESSIONS, Expression, entropy_share

WEIGHTS = st.lists(st.floats(0, 1e6, allow_nan=False), min_size=8, max_size=8).filter(lambda w: sum(w) > 1e-6)


@dataclass(frozen=True)
class Seen:
    p: tuple[float, ...]
    quality: float = 0.9
    abstain: str | None = None


def showing(expression: Expression, confidence: float = 0.9, **rest) -> Seen:
    others = (1 - confidence) / 7
    return Seen(tuple(confidence if e is expression else others for e in EXPRESSIONS), **rest)


def unseen(reason: str = "no_face") -> Seen:
    return Seen((0.0,) * 8, quality=0.0, abstain=reason)


def close(*readings: Seen):
    return close_window(
        readings,
        id="4b3d1f1e-0000-4000-8000-000000000000",
        started_at=datetime(2026, 1, 2, tzinfo=UTC),
        seconds=10,
        lesson_id="l",
        block_id=None,
        model="m@1",
        source="on_device",
    )


@given(WEIGHTS)
def test_quantised_probabilities_sum_to_255_and_are_each_within_one_level(weights):
    levels = quantise(weights)
    assert sum(levels) == LEVELS
    for level, weight in zip(levels, weights, strict=True):
        assert abs(level - weight / sum(weights) * LEVELS) < 1 + 1e-9


@given(WEIGHTS)
def test_quantising_twice_changes_nothing(weights):
    assert quantise(quantise(weights)) == quantise(weights)


@pytest.mark.parametrize("bad", [[0.0] * 8, [-0.1] + [0.2] * 7, [math.nan] * 8, [math.inf] + [0.0] * 7])
def test_what_is_not_a_distribution_is_refused(bad):
    with pytest.raises(ValueError, match="not a distribution"):
        quantise(bad)


@given(WEIGHTS)
def test_entropy_share_lies_between_certain_and_uniform(weights):
    total = sum(weights)
    assert -1e-9 <= entropy_share([w / total for w in weights]) <= 1 + 1e-9


def test_a_clear_window_names_its_dominant_expression():
    window = close(*[showing(Expression.SURPRISE)] * 8)
    assert window.state is Expression.SURPRISE
    assert window.coverage == 1
    assert window.probabilities[EXPRESSIONS.index(Expression.SURPRISE)] == pytest.approx(0.9, abs=1 / LEVELS)


def test_a_window_without_a_face_is_unknown_and_favours_no_expression():
    window = close(*[unseen()] * 8)
    assert (window.state, window.coverage, window.quality) == ("unknown", 0, 0)
    assert sum(window.p) == LEVELS
    assert max(window.p) - min(window.p) <= 1


def test_abstained_readings_lower_coverage_and_leave_the_mean_alone():
    clear = [showing(Expression.HAPPINESS)] * 6
    window = close(*clear, *[unseen("blur")] * 2)
    assert window.coverage == 0.75
    assert window.p == close(*clear).p
    assert window.quality == pytest.approx(0.9)


def test_a_window_seen_less_than_half_of_the_time_is_unknown():
    assert close(*[showing(Expression.ANGER)] * 4, *[unseen()] * 5).state == "unknown"
    assert close(*[showing(Expression.ANGER)] * 4, *[unseen()] * 4).state is Expression.ANGER


def test_a_glimpse_is_unknown():
    assert close(*[showing(Expression.ANGER)] * 2).state == "unknown"


def test_readings_that_disagree_are_unknown_and_not_neutral():
    window = close(*[showing(e) for e in EXPRESSIONS])
    assert window.state == "unknown"


ABSTENTIONS = [
    ([unseen()] * 8, WindowDoubt.LITTLE_READABLE),
    ([showing(Expression.ANGER)] * 2, WindowDoubt.FEW_READINGS),
    ([showing(Expression.ANGER, 0.35)] * 8, WindowDoubt.LOW_CONFIDENCE),
    ([showing(Expression.ANGER, 0.42)] * 8, WindowDoubt.HIGH_ENTROPY),
    ([showing(Expression.ANGER)] * 8, None),
]


@pytest.mark.parametrize(("readings", "expected"), ABSTENTIONS)
def test_a_window_that_abstains_says_why(readings, expected):
    window = close(*readings)
    assert why_unknown(window) is expected
    assert (window.state == "unknown") == (expected is not None)


def test_a_neutral_face_is_neutral():
    assert close(*[showing(Expression.NEUTRAL, 0.6)] * 5).state is Expression.NEUTRAL


def test_an_empty_window_is_unknown():
    assert close().state == "unknown"


START = datetime(2026, 1, 2, tzinfo=UTC)


def build(seconds, moments, reading=None):
    numbers = count()
    builder = WindowBuilder(seconds, "m@1", "on_device", lambda: f"window-{next(numbers)}")
    closed = [
        builder.add(reading or showing(Expression.HAPPINESS), START + timedelta(seconds=each), "l", "b")
        for each in moments
    ]
    return [window for window in closed if window is not None]


def every(step, start, end):
    return [start + step * i for i in range(round((end - start) / step))]


@pytest.mark.parametrize("seconds", [LIVE_SECONDS, SELF_PACED_SECONDS])
def test_readings_are_cut_into_windows_of_equal_length(seconds):
    windows = build(seconds, every(0.2, 0, 2 * seconds + 0.4))
    assert [window.started_at for window in windows] == [START, START + timedelta(seconds=seconds)]
    assert [(window.id, window.seconds, window.state) for window in windows] == [
        ("window-0", seconds, Expression.HAPPINESS),
        ("window-1", seconds, Expression.HAPPINESS),
    ]
    assert (windows[0].coverage, windows[0].lesson_id, windows[0].block_id) == (1.0, "l", "b")


def test_a_window_that_was_left_midway_is_dropped():
    (window,) = build(5, [*every(0.2, 0, 2), *every(0.2, 60, 65.2)])
    assert window.started_at == START + timedelta(seconds=60)


def test_a_stream_without_a_face_closes_unknown_windows():
    (window,) = build(5, every(0.2, 0, 5.2), unseen())
    assert (window.state, window.coverage) == ("unknown", 0)
