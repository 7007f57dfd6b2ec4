"""A raised hand is the server's: the same on every device, with its place, until it is answered or runs out."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from attune.classroom.platform.events.types import user_channel
from tests.classroom.live_class.conftest import arrive, say
from tests.classroom.platform.events.redis_server import settle


@pytest.fixture
def learner(class_of):
    (learner,) = class_of(1)
    return learner


@pytest.fixture
def notified(services):
    """Return a function that counts what a user's tabs have been told about their calls since it was last asked."""
    streams = {}

    def count(user_id) -> int:
        first = user_id not in streams
        stream = streams.setdefault(user_id, services.bus.subscribe([user_channel(user_id)]))
        found = 0
        settle(services)
        while not stream.waiting.empty():
            found += json.loads(stream.waiting.get_nowait().data)["type"] == "calls.changed"
        return 0 if first else found

    return count


def calls(browser) -> list[dict]:
    answer = browser.get("/calls")
    assert answer.status_code == 200, answer.json
    return answer.json["calls"]


def resolve(page, resolution="done"):
    (alert,) = page.view.alerts
    path = f"/teaching/alerts/{alert.id}/resolution"
    assert page.browser.post(path, {"resolution": resolution}).status_code == 204
    return path


def test_a_raised_hand_is_the_same_on_another_device_with_its_place(learner, sign_in):
    hand = say(learner, "hand_raised")
    elsewhere = sign_in(learner.user)
    (call,) = calls(elsewhere)
    assert (call["id"], call["kind"], call["lesson_title"]) == (hand, "hand_raised", "Lesson 1")
    assert (call["lesson_id"], call["block_id"]) == (str(learner.course.lessons[0]), str(learner.course.text))
    assert call["answer"] is None
    assert calls(learner.browser) == [call]
    assert elsewhere.delete(f"/wellbeing/checkins/{hand}").status_code == 204
    assert calls(learner.browser) == calls(elsewhere) == []


@pytest.mark.parametrize(
    ("resolution", "shown"), [("done", "answered"), ("dismissed", "put_aside"), ("false_alarm", "put_aside")]
)
def test_the_student_is_told_at_once_when_a_tutor_answers(learner, watch, tutor, notified, resolution, shown):
    say(learner, "hand_raised")
    page = watch()
    notified(learner.user.id)
    path = resolve(page, resolution)
    assert notified(learner.user.id) == 1
    (call,) = calls(learner.browser)
    assert (call["answer"]["kind"], call["answer"]["by_name"]) == (shown, tutor.name)
    assert page.browser.delete(path).status_code == 204
    assert notified(learner.user.id) == 1
    assert calls(learner.browser)[0]["answer"] is None


def test_an_answer_that_was_seen_stays_away_on_every_device(learner, watch, sign_in, notified):
    hand = say(learner, "hand_raised")
    resolve(watch())
    notified(learner.user.id)
    for _ in range(2):
        assert learner.browser.put(f"/calls/{hand}/answer/seen").status_code == 204
    assert notified(learner.user.id) == 2
    assert calls(sign_in(learner.user)) == []
    assert learner.browser.put(f"/calls/{uuid4()}/answer/seen").status_code == 404


def test_an_answer_is_not_shown_for_ever(learner, watch):
    say(learner, "hand_raised")
    resolve(watch())
    learner.clock.advance(minutes=29)
    assert len(calls(learner.browser)) == 1
    learner.clock.advance(minutes=2)
    assert calls(learner.browser) == []


def test_a_hand_that_runs_out_for_the_tutor_runs_out_for_the_student(learner, watch, services):
    say(learner, "hand_raised")
    say(learner, "lost_here")
    page = watch()
    for minutes, expected in ((15, ["hand_raised", "lost_here"]), (1, ["hand_raised"]), (15, [])):
        for _ in range(minutes):
            learner.clock.advance(minutes=1)
            arrive(learner)
        services.jobs.run_once()
        assert sorted(call["kind"] for call in calls(learner.browser)) == expected
        tile = page.tile(learner)
        assert [call.kind for call in tile.calls] == expected
        assert tile.hand_raised == ("hand_raised" in expected)


def test_a_student_has_one_hand_and_the_newest_place_counts(learner, watch, notified):
    say(learner, "hand_raised")
    notified(learner.user.id)
    learner.clock.advance(minutes=1)
    hand = say(learner, "hand_raised", block_id=str(learner.course.video))
    assert notified(learner.user.id) == 1
    (call,) = calls(learner.browser)
    assert (call["id"], call["block_id"]) == (hand, str(learner.course.video))
    learner.browser.delete(f"/wellbeing/checkins/{hand}")
    assert watch().view.alerts == []


def test_the_tutor_reads_where_the_hand_was_raised_not_where_the_student_went(learner, watch):
    say(learner, "hand_raised", block_id=str(learner.course.text))
    arrive(learner, learner.course.video)
    page = watch()
    assert page.view.alerts[0].block_id == learner.course.text
    (call,) = page.tile(learner).calls
    assert (call.lesson_title, call.block_title) == ("Lesson 1", page.view.blocks[0].title)
    assert page.tile(learner).block_title == page.view.blocks[1].title


def test_lost_here_is_answered_for_everybody_who_said_so_there(class_of, watch, notified):
    first, second, elsewhere = class_of(3)
    for learner in (first, second):
        say(learner, "lost_here")
    page = watch()
    say(elsewhere, "lost_here", block_id=str(elsewhere.course.video))
    for learner in (first, second, elsewhere):
        notified(learner.user.id)
    resolve(page)
    assert [notified(learner.user.id) for learner in (first, second, elsewhere)] == [1, 1, 0]
    assert [calls(each.browser)[0]["answer"] is not None for each in (first, second, elsewhere)] == [True, True, False]
    assert [page.tile(each).lost_here for each in (first, second, elsewhere)] == [False, False, True]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_student_who_left_the_lesson_no_longer_asks_there(learner, watch, elsewhere):
    """Nine minutes in another lesson, or away, are a look or a break; after ten the call is over."""
    said = say(learner, "lost_here")
    for minute in range(11):
        if elsewhere:
            for _ in range(3):
                arrive(learner, learner.course.second_text, learner.course.lessons[1])
                learner.clock.advance(seconds=20)
        else:
            learner.clock.advance(minutes=1)
        assert [call["id"] for call in calls(learner.browser)] == ([said] if minute < 9 else [])
        assert watch().tile(learner).lost_here is (minute < 9)
    assert watch().view.alerts == []


def test_who_comes_back_in_time_is_still_asking(learner, watch):
    said = say(learner, "lost_here")
    arrive(learner, learner.course.second_text, learner.course.lessons[1])
    learner.clock.advance(minutes=9)
    arrive(learner)
    learner.clock.advance(minutes=5)
    assert [call["id"] for call in calls(learner.browser)] == [said]
    assert watch().tile(learner).lost_here


def test_three_taps_at_a_block_are_one_call_that_says_how_often(learner, watch):
    taps = []
    for _ in range(3):
        taps.append(say(learner, "lost_here"))
        learner.clock.advance(seconds=20)
    page = watch()
    (alert,) = page.view.alerts
    assert alert.count == 1
    assert f"{learner.user.name} (3×)" in alert.what
    assert [call["id"] for call in calls(learner.browser)] == taps
    learner.browser.delete(f"/wellbeing/checkins/{taps[-1]}")
    assert f"{learner.user.name} (2×)" in watch().view.alerts[0].what
    resolve(page)
    assert {call["answer"]["kind"] for call in calls(learner.browser)} == {"answered"}


def test_being_lost_works_with_the_mode_off(learner, watch):
    learner.browser.patch("/wellbeing/settings", {"mode": "off"})
    said = say(learner, "lost_here")
    assert watch().tile(learner).lost_here
    assert learner.browser.delete(f"/wellbeing/checkins/{said}").status_code == 204
    assert not watch().tile(learner).lost_here


def test_an_answered_call_does_not_come_back_with_an_old_undo(learner, watch):
    say(learner, "hand_raised")
    page = watch()
    path = resolve(page)
    learner.clock.advance(minutes=1)
    again = say(learner, "hand_raised")
    page.new_events()
    resolve(page)
    page.browser.delete(path)
    page.new_events()
    assert [(call["id"] == again, call["answer"] is None) for call in calls(learner.browser)] == [
        (False, False),
        (True, True),
    ]


def test_of_two_tutors_who_answer_the_first_counts(learner, watch, tutor, make, course, sign_in, notified):
    say(learner, "hand_raised")
    path = resolve(watch())
    notified(learner.user.id)
    answer = sign_in(make.tutor(course, "Eve Hall")).post(path, {"resolution": "dismissed"})
    assert answer.status_code == 204
    assert notified(learner.user.id) == 0
    (call,) = calls(learner.browser)
    assert (call["answer"]["kind"], call["answer"]["by_name"]) == ("answered", tutor.name)


@pytest.mark.parametrize("how", ["delete", "hide"])
def test_a_call_that_was_deleted_or_hidden_is_down_everywhere(learner, watch, notified, how):
    say(learner, "hand_raised")
    page = watch()
    notified(learner.user.id)
    lesson = learner.course.lessons[0]
    if how == "delete":
        assert learner.browser.delete("/wellbeing/data").status_code == 200
    else:
        assert learner.browser.put(f"/wellbeing/me/lessons/{lesson}/hidden", {"hidden": True}).status_code == 200
    assert notified(learner.user.id) == 1
    assert calls(learner.browser) == []
    assert not page.tile(learner).hand_raised


def test_calls_are_the_students_own(learner, class_of, tutor, sign_in, make):
    say(learner, "hand_raised")
    (classmate,) = class_of(1)
    assert calls(classmate.browser) == []
    for stranger in (tutor, make.administrator()):
        assert sign_in(stranger).get("/calls").status_code == 403
