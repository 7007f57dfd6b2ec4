"""Golden stories: what is said to whom, when, and why, from readings to the message."""

import pytest

from attune.affect.messages.library import Strategy
from attune.affect.policy import SUPPORTED_STATES
from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import Moved
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, ReadingStep, WindowStep, replay
from attune.simulation.replay.summary import summarise
from tests.simulation.stories import FOLDER, messages, pauses, reasons_at, session_of, states, told


def test_a_calm_lesson_hears_nothing():
    assert {rule for *_, rule in pauses("calm")} == {"nothing_to_say"}
    assert messages("calm") == []
    assert set(states("calm")) == {"unknown", "engaged"}


def test_confusion_that_resolves_itself_is_left_alone_and_confusion_that_stays_is_not():
    assert pauses("confusion-resolves-itself") == [
        ("04:42", "video_pause", "maybe_confused", "confusion_waits"),
        ("06:00", "video_pause", "engaged", "nothing_to_say"),
        ("08:20", "video_pause", "maybe_confused", "confusion_waits"),
        ("09:10", "video_pause", "maybe_confused", "offer"),
        ("10:44", "block_change", "engaged", "nothing_to_say"),
    ]
    assert reasons_at("confusion-resolves-itself", "09:10") == {"puzzled_expression": 4, "own_baseline": 18}


def test_wrong_answers_confirm_confusion_and_the_pauses_between_messages_hold():
    said = pauses("stuck-with-wrong-answers")
    assert [(time, rule) for time, *_, rule in said if time > "05:00"] == [
        ("05:02", "offer"),
        ("05:42", "pause_between_messages"),
        ("08:02", "pause_between_messages"),
        ("17:45", "offer"),
        ("21:00", "pause_between_messages"),
    ]
    assert reasons_at("stuck-with-wrong-answers", "08:02")["wrong_answers"] == 4
    first, second = messages("stuck-with-wrong-answers")
    assert first.id != second.id


def test_a_graded_quiz_is_never_interrupted_and_dismissals_double_the_pause():
    assert pauses("frustrated-in-a-quiz") == [
        ("04:00", "block_change", "engaged", "graded_quiz"),
        ("05:32", "answer_submitted", "maybe_frustrated", "graded_quiz"),
        ("08:00", "answer_submitted", "maybe_frustrated", "graded_quiz"),
        ("10:00", "block_change", "maybe_frustrated", "offer"),
        ("14:00", "video_pause", "maybe_frustrated", "pause_between_messages"),
        ("15:05", "video_pause", "maybe_frustrated", "offer"),
        ("21:00", "video_pause", "maybe_frustrated", "pause_between_messages"),
        ("25:10", "video_pause", "maybe_frustrated", "offer"),
    ]
    assert reasons_at("frustrated-in-a-quiz", "08:00").keys() == {
        "tense_expression",
        "own_baseline",
        "rapid_retries",
        "wrong_answers",
    }


def test_what_a_covered_camera_shows_is_unknown_and_says_why():
    assert [reasons_at("camera-covered", time) for time in ("01:30", "03:50", "05:50")] == [
        {"little_readable": 4},
        {"poor_picture": 4},
        {"little_readable": 4},
    ]
    assert pauses("camera-covered")[-1] == ("11:15", "video_pause", "maybe_disengaged", "offer")
    assert reasons_at("camera-covered", "11:15") == {"idle": 120, "tab_hidden": 120}


def test_without_a_camera_what_the_student_says_decides():
    assert pauses("self-report-only") == [
        ("02:30", "video_pause", "low_mood", "offer"),
        ("09:05", "video_pause", "maybe_confused", "offer"),
        ("10:00", "block_change", "maybe_confused", "pause_between_messages"),
        ("14:30", "answer_submitted", "engaged", "nothing_to_say"),
        ("23:20", "answer_submitted", "maybe_confused", "snoozed"),
        ("53:15", "answer_submitted", "maybe_confused", "offer"),
    ]
    assert [reasons_at("self-report-only", time) for time in ("02:30", "09:05", "14:30")] == [
        {"said_so": 0},
        {"lost_here": 0},
        {"corrected": 0},
    ]
    _, steps = told("self-report-only")
    texts = [step.text for step in steps if isinstance(step, InterruptionStep) and step.text]
    assert all(
        message.text.split("{")[0] in text for message, text in zip(messages("self-report-only"), texts, strict=True)
    )
    assert not any(isinstance(step, ReadingStep | WindowStep) for step in steps)


@pytest.mark.parametrize("name", [file.stem for file in FOLDER.glob("*.yaml") if file.stem != "pictures"])
def test_other_students_of_a_story_meet_the_same_rules(name):
    """Other faces, the same scenario: nobody is spoken to in a quiz or while calm, or offered an absent hint."""
    for seed in range(8):
        session, place = session_of(name, seed=seed), None
        for step in replay(session, language_of(session)):
            if isinstance(step, EventStep) and isinstance(step.event, Moved):
                place = step.event
            if isinstance(step, InterruptionStep) and step.decision.speak:
                assert not place.in_graded_quiz
                assert step.state.state in SUPPORTED_STATES
                assert place.has_hint or step.message.strategy is not Strategy.HINT


def test_smoothing_halves_the_flips_at_least_and_delays_a_change_by_seconds():
    total = summarise(told("confusion-resolves-itself")[1], told("confusion-resolves-itself")[0].seconds)
    assert total.flips_after * 2 <= total.flips_before
    assert len(total.delays) == 4
    assert total.median_delay <= 3
