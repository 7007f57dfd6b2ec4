"""Golden stories: what is said to whom, when, and why, from readings to the message."""

import pytest

from attune.affect.causes import EvidenceKind
from attune.affect.messages.library import Strategy
from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import Moved
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, ReadingStep, WindowStep, replay
from attune.simulation.replay.summary import summarise
from tests.simulation.stories import FOLDER, decided, messages, reasons_at, replayed, session_of, states

SPOKEN = ("speak",)


def moments(name):
    return [(time, cause) for time, _, cause, rule in decided(name) if rule in SPOKEN]


def test_a_calm_lesson_hears_nothing():
    assert {rule for *_, rule in decided("calm")} == {"nothing_to_say"}
    assert messages("calm") == []
    assert set(states("calm")) == {"unknown", "engaged"}


def test_confusion_that_resolves_itself_is_left_alone_and_confusion_that_stays_is_asked_about():
    assert [each[:1] + each[2:] for each in decided("confusion-resolves-itself")][:3] == [
        ("04:42", "asks", "confusion_waits"),
        ("06:00", "engaged", "nothing_to_say"),
        ("08:20", "asks", "confusion_waits"),
    ]
    assert moments("confusion-resolves-itself") == [("09:10", "asks")]
    assert reasons_at("confusion-resolves-itself", "09:10") == {"puzzled_expression": 4, "own_baseline": 18}


def test_an_item_that_stays_wrong_is_helped_after_one_more_try_and_success_is_noticed():
    found = [(time, cause, rule) for time, _, cause, rule in decided("stuck-with-wrong-answers")]
    assert ("05:40", "wrong_answers", "confusion_waits") in found
    assert moments("stuck-with-wrong-answers") == [("06:30", "wrong_answers"), ("12:30", "success"), ("20:00", "ease")]
    assert reasons_at("stuck-with-wrong-answers", "06:30") == {"item_wrong": 2}
    assert reasons_at("stuck-with-wrong-answers", "12:30") == {"right_after_tries": 3}
    (helped,) = [
        step
        for step in replayed("stuck-with-wrong-answers")[1]
        if isinstance(step, InterruptionStep) and step.support.delivered and step.decision.finding.item_id
    ]
    assert (helped.decision.finding.item_id, helped.action) == ("third", "open_hint")


def test_a_graded_quiz_is_never_interrupted_and_is_spoken_of_by_its_name():
    assert [rule for time, *_, rule in decided("frustrated-in-a-quiz") if time < "10:00"] == ["graded_quiz"] * 3
    assert moments("frustrated-in-a-quiz") == [("10:00", "guessing"), ("15:05", "asks")]
    (left,) = [
        step.decision.finding
        for step in replayed("frustrated-in-a-quiz")[1]
        if isinstance(step, InterruptionStep) and step.interruption_point == "block_change" and step.decision.finding
    ]
    assert left.block_id == "quiz"
    assert all("block" in message.variables for message in messages("frustrated-in-a-quiz")[:1])


def test_what_a_covered_camera_shows_is_unknown_and_says_why():
    assert [reasons_at("camera-covered", time) for time in ("01:30", "03:50", "05:50")] == [
        {"little_readable": 4},
        {"poor_picture": 4},
        {"little_readable": 4},
    ]
    assert moments("camera-covered") == [("11:15", "away")]
    assert reasons_at("camera-covered", "11:15") == {"idle": 120, "tab_hidden": 120}


def test_without_a_camera_what_the_student_says_decides():
    assert moments("self-report-only") == [
        ("02:00", "low_mood"),
        ("14:30", "guessing"),
        ("54:00", "wrong_answers"),
    ]
    rules = {time: rule for time, *_, rule in decided("self-report-only")}
    assert (rules["09:05"], rules["10:00"]) == ("nothing_to_say", "nothing_to_say")
    assert reasons_at("self-report-only", "02:00") == {"said_so": 0}
    _, steps = replayed("self-report-only")
    texts = [step.text for step in steps if isinstance(step, InterruptionStep) and step.text]
    assert all(
        message.text.split("{")[0] in text for message, text in zip(messages("self-report-only"), texts, strict=True)
    )
    assert not any(isinstance(step, ReadingStep | WindowStep) for step in steps)


@pytest.mark.parametrize("name", [file.stem for file in FOLDER.glob("*.yaml") if file.stem != "pictures"])
def test_other_students_of_a_story_meet_the_same_rules(name):
    """Other faces, the same scenario: nobody is spoken to in a quiz, advised by a face, or promised an absent hint."""
    for seed in range(8):
        session, location = session_of(name, seed=seed), None
        for step in replay(session, language_of(session)):
            if isinstance(step, EventStep) and isinstance(step.event, Moved):
                location = step.event
            if isinstance(step, InterruptionStep) and step.support.delivered:
                assert not location.in_graded_quiz
                face = step.decision.finding.evidence is EvidenceKind.EXPRESSION
                assert not face or step.message.strategy is Strategy.QUESTION
                here = step.decision.finding.block_id == location.block_id
                assert not here or location.has_hint or step.message.strategy is not Strategy.HINT


def test_smoothing_halves_the_flips_at_least_and_delays_a_change_by_seconds():
    total = summarise(replayed("confusion-resolves-itself")[1], replayed("confusion-resolves-itself")[0].seconds)
    assert total.flips_after * 2 <= total.flips_before
    assert len(total.delays) == 4
    assert total.median_delay <= 3
