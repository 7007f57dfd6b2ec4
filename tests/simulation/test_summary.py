"""Figures of a session, against counts by hand."""

from datetime import timedelta

import pytest

from attune.expressions import Expression
from attune.simulation.replay.events import START, Changed
from attune.simulation.replay.pipeline import EventStep, ReadingStep
from attune.simulation.replay.summary import Summary, flips, summarise
from attune.vision.readings.smoothing import Displayed


@pytest.mark.parametrize(("labels", "count"), [("", 0), ("a", 0), ("aa", 0), ("ab", 1), ("aba", 2), ("aabbb", 1)])
def test_flips_are_changes_from_one_reading_to_the_next(labels, count):
    assert flips(labels) == count


def shown(second, label, raw="neutral"):
    return ReadingStep(START + timedelta(seconds=second), raw, Displayed(label, 0.8, None))


def test_the_delay_runs_from_the_change_to_the_display_and_a_change_can_be_missed():
    steps = [
        shown(0, "neutral"),
        EventStep(START + timedelta(seconds=1), Changed(START + timedelta(seconds=1), Expression.ANGER)),
        shown(1, "neutral", raw="anger"),
        shown(3, "anger", raw="anger"),
        EventStep(START + timedelta(seconds=4), Changed(START + timedelta(seconds=4), Expression.SADNESS)),
        shown(5, "anger"),
        EventStep(START + timedelta(seconds=6), Changed(START + timedelta(seconds=6), Expression.ANGER)),
        shown(6, "anger"),
    ]
    summary = summarise(steps, 60.0)
    assert summary.delays == [2.0, None, 0.0]
    assert summary.median_delay == 1.0
    assert summary.flips_per_minute == (2.0, 1.0)


def test_summaries_add_up():
    one = summarise([shown(0, "neutral"), shown(1, "anger")], 30.0)
    total = Summary()
    total.add(one)
    total.add(one)
    assert (total.sessions, total.seconds, total.readings, total.flips_after) == (2, 60.0, 4, 2)
    assert total.flips_per_minute == (0.0, 2.0)


def test_without_readings_there_is_no_rate():
    assert summarise([], 60.0).flips_per_minute is None
