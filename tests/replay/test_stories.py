"""What students who differ are told, and what they are spared: each story with its right outcome."""

from datetime import timedelta

import pytest

from attune.affect.evidence import BehaviourKind
from attune.affect.messages.library import Strategy
from attune.simulation.replay.events import Did, HandedIn
from tests.replay.stories import NAMES, causes, delivered, moments, rules, told


@pytest.mark.parametrize("name", ["resting-face", "beard-and-glasses", "frown-and-all-right"])
@pytest.mark.parametrize("seed", [None, *range(8)])
def test_a_face_that_is_misread_hears_nothing(name, seed):
    assert moments(name, seed) == []


@pytest.mark.parametrize("seed", range(9))
def test_tears_on_camera_are_asked_about_once_at_most_and_nothing_is_advised(seed):
    assert causes("tears", seed) in ([], ["asks"])


def test_the_third_failed_quiz_leads_to_what_the_skill_builds_on_and_the_second_to_nothing():
    assert moments("fails-and-fails") == [("25:00", "repeated_failure"), ("40:00", "repeated_failure")]
    assert causes("same-skill-on-three-days") == ["repeated_failure"]
    ((_, step),) = [
        (step.at, step) for step in told("same-skill-on-three-days")[1] if step.decision.finding is not None
    ]
    assert (step.decision.finding.skill, step.decision.finding.block_id) == ("algebra/fractions", "mixed")


def test_a_graded_quiz_is_left_alone_and_what_follows_is_about_it_or_about_nothing():
    assert rules("graded-then-next")[0] == ("04:00", "graded_quiz")
    findings = [step.decision.finding for step in told("graded-then-next")[1] if step.decision.finding]
    assert {finding.block_id for finding in findings} == {"exam"}
    assert rules("graded-then-next")[-1] == ("18:00", "nothing_to_say")


def test_ease_and_boredom_are_no_difficulty_to_be_hidden():
    assert causes("early-and-bored") == ["ease", "bored", "bored"]


def test_guessing_is_a_cause_of_its_own():
    assert causes("guesses") == ["guessing"]


def test_afraid_is_no_low_mood_and_inside_a_graded_quiz_nothing_is_said():
    assert set(causes("afraid")) == {"anxious"}
    assert ("06:00", "graded_quiz") in rules("afraid")


def test_fine_silences_the_camera_and_not_five_wrong_answers():
    assert moments("fine-with-five-wrong") == [("07:50", "wrong_answers")]


def test_a_person_is_proposed_on_the_third_low_day_and_every_word_is_answered():
    found = causes("ten-low-days")
    assert len(found) == 10
    assert [day for day, cause in enumerate(found, 1) if cause == "talk"] == [3, 6, 9]


def test_after_eleven_there_is_one_thing_to_say_and_a_word_is_answered():
    assert moments("night-owl") == [("05:10", "confused"), ("30:00", "night"), ("120:00", "low_mood")]


def test_whoever_ignores_messages_is_spared_as_whoever_dismisses_them():
    """Of forty moments a quarter is left to the one who waves each away, half to one who lets them fade."""
    dismissed, ignored = len(delivered("dismisses-everything")), len(delivered("ignores-everything"))
    assert len(moments("ignores-everything")) == len(moments("dismisses-everything")) >= 40
    assert dismissed <= 10
    assert ignored <= 20
    gaps = [later.at - step.at for step, later in zip(*2 * [iter(delivered("ignores-everything"))], strict=False)]
    assert gaps[0] < timedelta(minutes=10) < gaps[-1]


def test_an_hour_in_which_nobody_answers_is_left_in_peace_and_tried_again_now_and_then():
    found = [rule for _, rule in rules("no-answers-at-eight")]
    assert found[:10] == ["speak"] * 10
    assert set(found[10:]) <= {"not_receptive", "speak"}
    assert found[10:].count("not_receptive") >= 6


def test_lost_brings_no_message_on_top_of_what_the_page_shows():
    assert moments("lost-here") == []


def test_careful_reading_is_no_difficulty():
    assert moments("careful-reader") == []


def test_looking_words_up_is_no_absence():
    assert causes("bilingual") == ["wrong_answers"]


def test_the_hint_is_that_of_the_item_that_stays_wrong():
    (step,) = delivered("colour-blind")
    assert (step.decision.finding.item_id, step.message.strategy) == ("red", Strategy.HINT)


def test_stillness_is_reading_and_ten_minutes_are_a_break():
    assert moments("screen-reader") == [("30:10", "away")]


def test_what_comes_right_after_failing_is_noticed_once():
    assert causes("comes-right") == ["success"]
    (found,) = [step.decision for step in told("comes-right")[1] if step.decision.moment]
    assert [(str(reason.code), reason.amount) for reason in found.reasons] == [("right_after_tries", 3)]


def test_a_lesson_ends_with_a_look_back_or_a_fact():
    (step,) = delivered("lesson-end")
    assert step.message.strategy in (Strategy.REFLECTION, Strategy.ENCOURAGEMENT)


def test_quiet_is_quiet_and_off_is_off():
    assert rules("keeps-snoozing") == [
        ("06:10", "snoozed"),
        ("20:00", "snoozed"),
        ("36:10", "speak"),
        ("60:10", "support_off"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_support_is_about_the_block_that_its_evidence_came_from(name):
    """The answers and the behaviour behind a cause are all of the block that the cause names."""
    session, steps = told(name)
    for step in steps:
        finding = step.decision.finding
        if finding is None or str(finding.evidence) != "did" or str(finding.cause) == "night":
            continue
        seen = {
            event.hand_in.block_id for event in session.events if isinstance(event, HandedIn) and event.at <= step.at
        }
        seen |= {
            event.behaviour.block_id
            for event in session.events
            if isinstance(event, Did) and event.at <= step.at and event.behaviour.kind is not BehaviourKind.BLOCK_DWELL
        }
        assert finding.block_id in seen
