"""A rule about a class neither jumps nor flaps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from attune.classroom.live_class.alerts.hysteresis import CONFUSED, RuleState, Span

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def follow(*shares, every=5):
    """What a state says of shares, one every few seconds: since when it is raised, in seconds, or None."""
    state = RuleState()
    spans = [None if share is None else share if isinstance(share, Span) else Span(share, share) for share in shares]
    said = [state.update(span, CONFUSED, NINE + timedelta(seconds=every * i)) for i, span in enumerate(spans)]
    return [None if since is None else (since - NINE).total_seconds() for since in said]


def test_it_is_raised_after_half_a_minute_and_says_since_when_it_holds():
    assert follow(0.1, *[0.40] * 8) == [None, *[None] * 6, 5.0, 5.0]


def test_a_peak_is_no_alert():
    assert follow(*[*[0.9] * 5, 0.39] * 6) == [None] * 36


def test_it_is_cleared_after_a_minute_under_the_lower_threshold():
    said = follow(*[0.5] * 7, *[0.29] * 13)
    assert said[6] == 0.0
    assert said[7:19] == [0.0] * 12
    assert said[19] is None


def test_between_the_thresholds_it_stays_as_it_is():
    assert follow(*[0.5] * 7, *[0.30] * 60) == [*[None] * 6, *[0.0] * 61]
    assert follow(*[0.39] * 60) == [None] * 60


def test_a_class_at_exactly_forty_per_cent_does_not_flap_in_five_and_a_half_minutes():
    """One of ten moves to and fro, a quarter of a minute each way."""
    shares = [0.4] * 6 + [0.3] * 3 + [0.4] * 7 + [share for _ in range(9) for share in (*[0.3] * 3, *[0.4] * 3)]
    said = follow(*shares[:66])
    changes = sum((a is None) != (b is None) for a, b in pairwise(said))
    assert changes == 1
    assert said[-1] == 45.0


def test_figures_that_are_hidden_raise_nothing_and_clear_in_the_end():
    assert follow(*[None] * 60) == [None] * 60
    said = follow(*[0.5] * 7, *[None] * 13)
    assert (said[18], said[19]) == (0.0, None)


def test_a_share_in_a_word_counts_only_by_what_it_surely_is():
    some, few, half = Span(0.2, 0.4), Span(0.0, 0.2), Span(0.4, 0.6)
    assert follow(*[some] * 60) == [None] * 60
    assert follow(*[half] * 7, *[some] * 30)[-1] == 0.0
    assert follow(*[half] * 7, *[few] * 13)[-1] is None
