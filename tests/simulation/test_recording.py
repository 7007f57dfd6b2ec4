"""A recording replays to the same steps as what it came from, and holds no picture."""

from dataclasses import replace

import pytest

from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import Closed, Saw
from attune.simulation.replay.pipeline import WindowStep, replay
from attune.simulation.replay.recording import InvalidRecording, read_recording, write_recording
from tests.simulation.stories import replayed, session_of

NAMES = ["stuck-with-wrong-answers", "frustrated-in-a-quiz", "self-report-only"]


@pytest.mark.parametrize("name", NAMES)
def test_a_recording_replays_to_the_same_steps(name):
    session, steps = replayed(name)
    again = read_recording(write_recording(session))
    assert again == session
    assert replay(again, language_of(again)) == steps


def test_a_recording_may_keep_windows_instead_of_readings():
    session, steps = replayed("confusion-resolves-itself")
    windows = [Closed(step.at, step.window) for step in steps if isinstance(step, WindowStep)]
    others = [event for event in session.events if not isinstance(event, Saw)]
    made = read_recording(write_recording(replace(session, events=(*windows, *others))))
    window_steps = [step for step in replay(made, language_of(made)) if isinstance(step, WindowStep)]
    assert window_steps == [step for step in steps if isinstance(step, WindowStep)]


def test_a_recording_is_numbers_and_names():
    for line in write_recording(session_of("calm")):
        assert len(line) < 2000


HEADER = next(iter(write_recording(session_of("calm"))))


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([], "empty"),
        (["{"], "line 1 is not one JSON object"),
        (["[]"], "line 1 is not one JSON object"),
        (['{"saw": {}}'], "line 1: no 'saw' here; did you mean 'session'"),
        ([HEADER, "", '{"sow": {}}'], "line 3: no 'sow' here; did you mean 'saw'"),
        ([HEADER, '{"paused": {"at": "2026-03-02T09:00:00Z", "brakepoint": "x"}}'], "no field 'brakepoint'"),
        (
            [HEADER, '{"paused": {"at": "2026-03-02T09:00:00Z", "interruption_point": "x"}}'],
            "line 2, interruption_point",
        ),
        ([HEADER.replace('"per_hour": 4', '"per_hour": 40')], "per_hour is 40, but must be between 0 and 12"),
    ],
)
def test_a_recording_that_cannot_be_read_says_in_which_line_and_why(lines, complaint):
    with pytest.raises(InvalidRecording) as refused:
        read_recording(lines)
    assert complaint in str(refused.value)
