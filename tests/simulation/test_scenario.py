"""Scenarios say what they mean, and are refused with the field that is wrong."""

import pytest
from pydantic import ValidationError

from attune.affect.evidence import BehaviourKind
from attune.expressions import Expression
from attune.simulation.replay.events import Changed, Did, Moved, Paused, Saw
from attune.simulation.replay.scenario import read_scenario, read_seconds
from attune.simulation.replay.synthetic import synthesise
from tests.simulation.stories import no_pictures

TWO_BLOCKS = """
title: Two blocks
segments:
  - {for: 60 s, block: {id: one, minutes: 0.4}, shows: {neutral: 0.9}, coverage: 1}
  - {for: 30 s, shows: {surprise: 0.9}, coverage: 1}
  - {for: 30 s, block: {id: two, title: Second, graded_quiz: true}}
events:
  - {at: 1:10, wrong_answers: 2}
  - {at: 100, pause: video_pause}
"""


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(90, 90), ("0:05", 5), ("4:10", 250), ("1:02:03", 3723), ("90 s", 90), ("1.5 min", 90), ("1h", 3600)],
)
def test_times_are_written_as_people_write_them(written, seconds):
    assert read_seconds(written) == seconds


@pytest.mark.parametrize("written", ["soon", "4:", "-3", True, None, "3 days"])
def test_what_is_no_time_is_refused(written):
    with pytest.raises(ValueError, match="is no time"):
        read_seconds(written)


def events(kind, scenario=TWO_BLOCKS, **how):
    return [
        event for event in synthesise(read_scenario(scenario), no_pictures, **how).events if isinstance(event, kind)
    ]


def test_the_student_walks_from_block_to_block_and_stays_as_long_as_the_scenario_says():
    assert [(event.block_id, event.title, event.in_graded_quiz) for event in events(Moved)] == [
        ("one", None, False),
        ("two", "Second", True),
    ]
    (stay,) = [each.behaviour for each in events(Did) if each.behaviour.kind is BehaviourKind.BLOCK_DWELL]
    assert (stay.block_id, stay.seconds, stay.expected_seconds) == ("one", 90, 24)
    assert [str(event.interruption_point) for event in events(Paused)] == ["block_change", "video_pause"]


def test_what_happens_happens_at_the_block_of_its_moment():
    (wrong,) = [each.behaviour for each in events(Did) if each.behaviour.kind is BehaviourKind.WRONG_ANSWER]
    assert (wrong.block_id, wrong.count) == ("one", 2)


def test_a_segment_without_a_face_has_no_readings_and_the_others_one_a_second():
    readings = [event.reading for event in events(Saw)]
    assert len(readings) == 90
    assert sum(reading.p.index(max(reading.p)) == 0 for reading in readings[:60]) > 50


def test_the_truth_changes_with_the_face():
    assert [event.expression for event in events(Changed)] == [Expression.SURPRISE]


def test_the_same_seed_is_the_same_student_and_another_seed_another():
    assert events(Saw) == events(Saw, seed=0)
    assert events(Saw) != events(Saw, seed=1)


def changed(old, new):
    assert old in TWO_BLOCKS
    return TWO_BLOCKS.replace(old, new)


@pytest.mark.parametrize(
    ("scenario", "place", "complaint"),
    [
        (changed("title: Two", "titel: Two"), "titel", "Extra inputs"),
        (changed("for: 60 s", "for: soon"), "segments.0.for", "is no time"),
        (changed("neutral: 0.9", "neutral: 1.9"), "segments.0.shows.neutral", "less than or equal to 1"),
        (changed("neutral: 0.9", "neutral: 0.9, anger: 0.3"), "segments.0", "at most 1"),
        (changed("neutral: 0.9", "boredom: 0.9"), "segments.0.shows.boredom", "Input should be"),
        (changed("wrong_answers: 2", "wrong_answers: 2, rewinds: 1"), "events.0", "one thing happens at a time"),
        (changed("wrong_answers: 2", ""), "events.0", "this has none"),
        (changed("{neutral: 0.9}, ", "{neutral: 0.9}, pictures: [a.png], "), "segments.0", "not both"),
        (TWO_BLOCKS + "policy: {limits: {per_hour: 40}}", "", "per_hour is 40, but must be between 0 and 12"),
        (TWO_BLOCKS + "policy: {limit: {}}", "", "did you mean 'limits'"),
    ],
)
def test_a_scenario_that_is_wrong_says_where(scenario, place, complaint):
    with pytest.raises(ValidationError) as refused:
        read_scenario(scenario)
    found = {".".join(str(part) for part in error["loc"]): error["msg"] for error in refused.value.errors()}
    assert any(where.startswith(place) and complaint in message for where, message in found.items()), found
