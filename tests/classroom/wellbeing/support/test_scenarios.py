"""What students hear over the API, as stories: the message is true, about its block, and does something there."""

from uuid import uuid4

import pytest

from tests.classroom.wellbeing.readings import check_in
from tests.classroom.wellbeing.support.conftest import do, say

FAILED = 1  # of four items; 0.75 passes


def leave(learner, left, entered, **fields):
    return learner.pause("block_change", left_block_id=str(left), block_id=str(entered), **fields)


def lost_at(learner, block, lesson=0):
    place = {"lesson_id": str(learner.course.lessons[lesson]), "block_id": str(block)}
    said = check_in("lost_here", learner.clock.now(), **place)
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201
    return said


@pytest.mark.parametrize("taps", [1, 3])
def test_lost_at_one_block_brings_no_message_at_the_next(learner, messages, decisions, taps):
    for _ in range(taps):
        lost_at(learner, learner.course.text)
        learner.clock.advance(seconds=20)
    assert leave(learner, learner.course.text, learner.course.video) is None
    learner.clock.advance(minutes=2)
    assert leave(learner, learner.course.video, learner.course.practice) is None
    assert (messages(), decisions()) == ([], [])


def test_a_message_at_a_change_of_block_is_about_the_block_that_was_left(learner):
    do(learner, "rewind", learner.course.text, times=3)
    message = leave(learner, learner.course.text, learner.course.video)
    assert message["cause"] == "confused"
    assert message["block_id"] == str(learner.course.text)
    assert "“The mean”" in message["text"]


def test_what_was_done_elsewhere_is_no_evidence_here(learner):
    do(learner, "rewind", learner.course.text, times=3)
    assert leave(learner, learner.course.video, learner.course.practice) is None


def test_a_graded_quiz_is_never_interrupted(learner, hand_in, messages):
    graded, lesson = learner.course.graded, str(learner.course.lessons[1])
    say(learner, "anger")
    place = {"lesson_id": lesson, "block_id": str(graded)}
    assert learner.pause("video_pause", **place) is None
    hand_in(learner, graded, 0)
    learner.clock.advance(minutes=1)
    say(learner, "anger")
    assert learner.pause("answer_submitted", **place) is None  # another attempt is left
    assert learner.pause("block_change", left_block_id=str(learner.course.second_text), **place) is None
    assert messages() == []


def test_a_graded_quiz_that_was_left_untouched_is_not_spoken_of(learner, messages):
    lesson = str(learner.course.lessons[1])
    left = {"left_block_id": str(learner.course.graded), "block_id": str(learner.course.second_text)}
    say(learner, "anger")
    assert learner.pause("block_change", lesson_id=lesson, **left) is None
    assert messages() == []


def test_a_graded_quiz_that_is_over_is_spoken_of(learner, hand_in):
    graded, lesson = learner.course.graded, str(learner.course.lessons[1])
    for _ in range(2):
        hand_in(learner, graded, 0)
    learner.clock.advance(minutes=1)
    message = learner.pause("answer_submitted", lesson_id=lesson, block_id=str(graded))
    assert (message["cause"], message["block_id"]) == ("wrong_answers", str(graded))


def test_who_has_something_unsent_never_hears_that_it_is_saved(learner, hand_in, messages):
    hand_in(learner, learner.course.practice, FAILED)
    for _ in range(40):
        learner.clock.advance(hours=1)
        say(learner, "anger")
        learner.pause("video_pause", block_id=str(learner.course.practice), unsent=True)
    texts = [message.text.lower() for message in messages()]
    assert len(texts) > 20
    assert not [text for text in texts if "saved" in text or "handed in" in text]


def test_an_item_that_stays_wrong_leads_to_its_own_hint(learner, hand_in):
    practice = learner.course.practice
    for _ in range(2):
        hand_in(learner, practice, 3)  # passed, with the last item wrong
        learner.clock.advance(minutes=20)
    hand_in(learner, practice, 3)
    learner.clock.advance(minutes=1)
    message = learner.pause("answer_submitted", block_id=str(practice))
    assert (message["cause"], message["action"]["kind"]) == ("wrong_answers", "open_hint")
    assert message["action"]["question_id"] is not None


def test_a_hint_that_was_opened_is_not_proposed(learner, hand_in, decisions, right_answers):
    practice = learner.course.practice
    for _ in range(3):
        hand_in(learner, practice, 3)
        learner.clock.advance(minutes=5)
    item = list(right_answers(practice))[3]
    do(learner, "hint_opened", practice, times=2, question_id=item)
    message = learner.pause("answer_submitted", block_id=str(practice))
    assert message is None or message["strategy"] != "hint"
    assert decisions()[-1].cause == "wrong_answers"


@pytest.mark.parametrize("offset", [-841, 841, "east"])
def test_a_clock_that_no_place_has_is_refused(learner, offset):
    body = {"kind": "video_pause", "lesson_id": str(learner.course.lessons[0]), "utc_offset_minutes": offset}
    assert learner.browser.post("/wellbeing/interruption-points", body).status_code == 422


def test_a_block_that_was_left_has_to_be_of_this_lesson(learner):
    body = {"kind": "block_change", "lesson_id": str(learner.course.lessons[0])}
    for left in (learner.course.second_text, uuid4()):
        asked = {**body, "left_block_id": str(left)}
        assert learner.browser.post("/wellbeing/interruption-points", asked).status_code == 404


def causes(decisions):
    return [each.cause for each in decisions()]


def test_a_third_failed_quiz_is_repeated_failure_also_on_the_next_day(learner, hand_in, decisions):
    for _ in range(3):
        learner.clock.advance(hours=20)
        hand_in(learner, learner.course.practice, FAILED)
        learner.clock.advance(minutes=1)
        learner.pause("answer_submitted", block_id=str(learner.course.practice))
    assert causes(decisions)[-1] == "repeated_failure"
    assert decisions()[-1].skill is not None


def test_low_mood_on_the_third_day_is_a_reason_to_name_a_person(learner, decisions):
    for _ in range(3):
        say(learner, "sadness")
        learner.pause("video_pause", utc_offset_minutes=60)
        learner.clock.advance(hours=24)
    assert causes(decisions) == ["low_mood", "low_mood", "talk"]


def test_what_is_late_is_told_by_the_students_own_clock(learner, decisions):
    learner.pause("video_pause", utc_offset_minutes=0)  # nine in the morning
    assert causes(decisions) == []
    learner.pause("video_pause", utc_offset_minutes=14 * 60)
    assert causes(decisions) == ["night"]


def ask(learner, kind, block, **fields):
    body = {"kind": kind, "lesson_id": str(learner.course.lessons[0]), "block_id": str(block), **fields}
    answer = learner.browser.post("/wellbeing/interruption-points", body)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_after_two_wrong_answers_the_hint_is_due_after_one_more_try_or_45_seconds(learner, hand_in, decisions):
    practice = learner.course.practice
    for _ in range(2):
        hand_in(learner, practice, 3)
    waits = ask(learner, "answer_submitted", practice)
    assert (waits["support_message"], waits["retry_after_seconds"]) == (None, 45.0)
    assert decisions() == []  # to wait is no moment
    learner.clock.advance(seconds=45)
    due = ask(learner, "answer_submitted", practice)
    assert due["support_message"]["action"]["kind"] == "open_hint"
    assert due["retry_after_seconds"] is None


def test_what_else_is_silent_is_not_asked_for_again(learner, hand_in):
    assert ask(learner, "video_pause", learner.course.text) == {"support_message": None, "retry_after_seconds": None}
    practice = learner.course.practice
    for _ in range(3):
        hand_in(learner, practice, 3)
        learner.clock.advance(minutes=20)
    hand_in(learner, practice, 3)
    assert ask(learner, "answer_submitted", practice)["support_message"] is not None
    assert ask(learner, "answer_submitted", practice) == {"support_message": None, "retry_after_seconds": None}


def test_what_is_said_is_answered_at_once_and_nothing_else_is(learner, hand_in, decisions, messages):
    """Away from any interruption point: a wrong answer waits for one, a word does not."""
    text = learner.course.text
    learner.rewind()
    assert ask(learner, None, text)["support_message"] is None
    say(learner, "anger", lesson_id=str(learner.course.lessons[0]), block_id=str(text))
    answered = ask(learner, None, text)["support_message"]
    assert answered["cause"] == "frustrated"
    assert ask(learner, None, text)["support_message"] is None  # once
    assert [each.interruption_point for each in (*decisions(), *messages())] == [None, None]


def test_in_a_graded_quiz_not_even_what_is_said_is_answered(learner):
    graded, lesson = learner.course.graded, str(learner.course.lessons[1])
    say(learner, "anger", lesson_id=lesson, block_id=str(graded))
    assert ask(learner, None, graded, lesson_id=lesson)["support_message"] is None


def test_tired_is_kept_as_it_was_said_and_says_nothing_about_the_learning(learner):
    text, lesson = learner.course.text, str(learner.course.lessons[0])
    say(learner, "tired", lesson_id=lesson, block_id=str(text))
    (kept,) = learner.own_data()["checkins"]
    assert (kept["feeling"], kept["block_title"]) == ("tired", "The mean")
    assert kept["lesson_title"] == learner.browser.get(f"/lessons/{lesson}").json["title"]
    assert ask(learner, None, text)["support_message"] is None
