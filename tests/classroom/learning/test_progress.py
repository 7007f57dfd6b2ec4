"""Progress is never lost, never taken back, and the same however often and in whatever order it arrives."""

from __future__ import annotations

import threading
from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from attune.classroom.courses.models import Block
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def student(make, course):
    return make.student(course)


@pytest.fixture
def browser(sign_in, student):
    return sign_in(student)


def note(browser, lesson, block, status="viewed", **more):
    return browser.put(f"/lessons/{lesson}/progress", {"block_id": str(block), "status": status, **more})


def delete_progress(database):
    with database.transaction() as session:
        for table in (BlockProgress, LessonProgress, QuizAttempt):
            session.execute(delete(table))


def hand_in(browser, block, answers=None):
    return browser.post(f"/quizzes/{block}/attempts", {"id": str(uuid4()), "answers": answers or {}})


def rules_of(browser, lesson):
    """Each rule of the lesson: its name, whether it is met, and whether it can no longer be."""
    rules = browser.get(f"/lessons/{lesson}").json["completion_rules"]
    return [(rule["rule"], rule["met"], rule["closed"]) for rule in rules]


def work_through(browser, course):
    """Do all that the first lesson asks for."""
    note(browser, course.lessons[0], course.text, "completed")
    note(browser, course.lessons[0], course.video, "completed")
    return hand_in(browser, course.practice)


def test_a_lesson_is_done_when_its_last_block_is(browser, course):
    lesson = course.lessons[0]
    assert note(browser, lesson, course.text, "completed").json["completed"] is False
    hand_in(browser, course.practice)
    done = note(browser, lesson, course.video, "completed").json
    assert done["completed"] is True
    assert done["completion_rules"] == [
        {
            "rule": "complete_blocks",
            "block_id": None,
            "met": True,
            "closed": False,
            "waiting": False,
            "text_key": "completion.complete_blocks",
        }
    ]
    shown = browser.get(f"/lessons/{lesson}").json
    assert [block["completed"] for block in shown["blocks"]] == [True, True, True]


def test_looking_at_every_block_completes_nothing(browser, course):
    """A lesson that is completed beside "2 of 4 done" would be one thing to the list and another to the page."""
    lesson = course.lessons[0]
    for block in (course.text, course.video, course.practice):
        assert note(browser, lesson, block).json["completed"] is False
    assert rules_of(browser, lesson) == [("complete_blocks", False, False)]
    assert browser.get("/courses").json["courses"][0]["completed_lesson_count"] == 0


def test_a_quiz_that_can_no_longer_be_passed_is_not_ticked_and_holds_nobody_up(browser, course):
    lesson = course.lessons[1]
    note(browser, lesson, course.second_text, "completed")
    for _ in range(2):
        hand_in(browser, course.graded)
    assert rules_of(browser, lesson) == [("complete_blocks", True, False), ("pass_quiz", False, True)]
    shown = browser.get(f"/lessons/{lesson}").json
    assert [(block["completed"], block["closed"]) for block in shown["blocks"]] == [(True, False), (False, True)]
    assert shown["completed"] is True


def test_the_blocks_share_the_lesson_s_minutes_by_what_they_hold(browser, course):
    blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
    seconds = [block["expected_seconds"] for block in blocks]
    assert sum(seconds) == pytest.approx(600, abs=0.2)
    assert seconds[0] < seconds[1] < seconds[2]  # five words, thirty seconds of video, four questions


STEPS = st.lists(
    st.tuples(st.sampled_from(["text", "video", "practice"]), st.sampled_from(["viewed", "completed"])), max_size=12
)


@given(steps=STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_whatever_arrives_nothing_is_lost_or_taken_back(browser, course, database, steps):
    delete_progress(database)
    lesson, was_completed, done_blocks = course.lessons[0], False, set()
    for block, status in steps:
        answer = note(browser, lesson, getattr(course, block), status).json
        assert answer["completed"] or not was_completed
        assert done_blocks <= set(answer["completed_block_ids"])
        was_completed, done_blocks = answer["completed"], set(answer["completed_block_ids"])
    assert was_completed is False  # the practice was never handed in, and no client can say that it was
    said_done = {
        str(getattr(course, block)) for block, status in steps if status == "completed" and block != "practice"
    }
    assert done_blocks == said_done


@given(steps=STEPS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_everything_sent_twice_changes_nothing(browser, course, database, steps):
    delete_progress(database)
    lesson = course.lessons[0]
    for block, status in steps:
        once = note(browser, lesson, getattr(course, block), status).json
        assert note(browser, lesson, getattr(course, block), status).json == once


def test_a_client_cannot_declare_a_quiz_passed(browser, course):
    answer = note(browser, course.lessons[0], course.practice, "completed").json
    assert answer["completed_block_ids"] == []


def test_marking_as_done_by_hand_and_taking_it_back(browser, course):
    lesson = course.lessons[0]
    assert browser.put(f"/lessons/{lesson}/completion", {"completed": True}).json["completed"] is True
    assert browser.get("/courses").json["courses"][0]["completed_lesson_count"] == 1
    assert browser.put(f"/lessons/{lesson}/completion", {"completed": False}).json["completed"] is False


def test_a_lesson_taken_back_stays_so_while_it_is_looked_at_again(browser, course):
    lesson = course.lessons[0]
    work_through(browser, course)
    assert browser.get(f"/lessons/{lesson}").json["completed"] is True
    browser.put(f"/lessons/{lesson}/completion", {"completed": False})
    assert note(browser, lesson, course.text, "completed").json["completed"] is False


def test_marking_as_done_keeps_the_first_time(browser, course, clock):
    lesson = course.lessons[0]
    browser.put(f"/lessons/{lesson}/completion", {"completed": True})
    first = browser.get(f"/lessons/{lesson}").json["completed_at"]
    clock.advance(hours=1)
    browser.put(f"/lessons/{lesson}/completion", {"completed": True})
    assert browser.get(f"/lessons/{lesson}").json["completed_at"] == first


def test_a_graded_quiz_cannot_be_skipped_by_a_click(browser, course):
    answer = browser.put(f"/lessons/{course.lessons[1]}/completion", {"completed": True})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "completion_rules_unmet")
    assert answer.json["error"]["data"]["block_ids"] == [str(course.graded)]


def test_one_goes_on_where_one_was(browser, course):
    first, second = course.lessons
    note(browser, first, course.video, video_seconds=12.5)
    lesson = browser.get(f"/lessons/{first}").json
    assert lesson["resume"] == {"block_id": str(course.video), "video_seconds": {str(course.video): 12.5}}
    assert browser.get("/courses").json["courses"][0]["resume_lesson_id"] == str(first)
    note(browser, second, course.second_text)
    assert browser.get("/courses").json["courses"][0]["resume_lesson_id"] in {str(first), str(second)}


def at(clock, **ago):
    """The two times of a delivery that was made `ago` and is sent now."""
    now = clock.now()
    return {"made_at": (now - timedelta(**ago)).isoformat(), "sent_at": now.isoformat()}


def place(browser, lesson):
    return browser.get(f"/lessons/{lesson}").json["resume"]


def test_a_late_delivery_does_not_set_a_video_or_the_lesson_back(browser, course, clock):
    lesson = course.lessons[0]
    note(browser, lesson, course.video, video_seconds=300, **at(clock, minutes=1))
    note(browser, lesson, course.practice, **at(clock, seconds=20))
    late = note(browser, lesson, course.video, video_seconds=120, **at(clock, hours=2)).json
    assert late["resume"] == {"block_id": str(course.practice), "video_seconds": {str(course.video): 300}}


def test_in_whatever_order_places_arrive_the_last_one_made_counts(browser, course, clock, database):
    lesson, times = course.lessons[0], [(30, 10.0), (20, 20.0), (10, 5.0)]
    for order in permutations(times):
        delete_progress(database)
        for minutes, seconds in order:
            note(browser, lesson, course.video, video_seconds=seconds, **at(clock, minutes=minutes))
        assert place(browser, lesson)["video_seconds"] == {str(course.video): 5.0}, order


def test_a_device_whose_clock_is_wrong_is_as_late_as_it_is(browser, course, clock):
    lesson = course.lessons[0]
    note(browser, lesson, course.video, video_seconds=300, **at(clock, minutes=1))
    ahead = clock.now() + timedelta(hours=9)
    late = {"made_at": (ahead - timedelta(hours=2)).isoformat(), "sent_at": ahead.isoformat()}
    assert note(browser, lesson, course.video, video_seconds=120, **late).json["resume"]["video_seconds"] == {
        str(course.video): 300
    }
    fresh = {"made_at": ahead.isoformat(), "sent_at": ahead.isoformat()}
    note(browser, lesson, course.video, video_seconds=310, **fresh)
    clock.advance(minutes=1)
    note(browser, lesson, course.video, video_seconds=320, **at(clock, seconds=1))
    assert place(browser, lesson)["video_seconds"] == {str(course.video): 320}


def test_a_place_without_a_time_gives_way_to_one_with_a_time(browser, course, clock):
    lesson = course.lessons[0]
    for seconds, times in ((10, {}), (20, {}), (30, at(clock, hours=1)), (40, {})):
        note(browser, lesson, course.video, video_seconds=seconds, **times)
    assert place(browser, lesson)["video_seconds"] == {str(course.video): 30}


def test_a_delivery_of_decades_ago_is_only_late_and_one_of_no_calendar_is_refused(browser, course):
    lesson = course.lessons[0]
    for made_at, status in (("2001-01-02T00:00:00Z", 200), ("0001-01-02T00:00:00Z", 422)):
        times = {"made_at": made_at, "sent_at": "2026-03-01T00:00:00Z"}
        assert note(browser, lesson, course.video, video_seconds=1, **times).status_code == status


def test_a_block_of_another_lesson_is_not_found(browser, course):
    assert note(browser, course.lessons[0], course.graded).status_code == 404
    assert note(browser, course.lessons[0], uuid4()).status_code == 404


def test_a_locked_lesson_opens_when_the_one_before_it_is_done(make, sign_in):
    course = make.course(locked=True)
    browser = sign_in(make.student(course))
    first, second = course.lessons
    shut = browser.get(f"/lessons/{second}")
    assert (shut.status_code, shut.json["error"]["code"]) == (409, "lesson_locked")
    assert note(browser, second, course.second_text).status_code == 409
    outline = browser.get(f"/courses/{course.id}").json["modules"][0]["lessons"]
    assert [lesson["locked"] for lesson in outline] == [False, True]
    browser.put(f"/lessons/{first}/completion", {"completed": True})
    assert browser.get(f"/lessons/{second}").status_code == 200


def outlined(browser, course):
    lessons = browser.get(f"/courses/{course.id}").json["modules"][0]["lessons"]
    return [(lesson["completed"], lesson["locked"]) for lesson in lessons]


def test_taking_back_the_first_lesson_does_not_lock_the_second_that_was_completed(make, sign_in):
    course = make.course(locked=True)
    browser = sign_in(make.student(course))
    first, second = course.lessons
    browser.put(f"/lessons/{first}/completion", {"completed": True})
    note(browser, second, course.second_text, "completed")
    for _ in range(2):
        hand_in(browser, course.graded)
    assert outlined(browser, course) == [(True, False), (True, False)]
    browser.put(f"/lessons/{first}/completion", {"completed": False})
    assert outlined(browser, course) == [(False, False), (True, False)]
    assert browser.get(f"/lessons/{second}").json["completed"] is True


def test_a_lesson_in_which_one_has_worked_stays_open_and_takes_what_is_delivered(make, sign_in):
    course = make.course(locked=True)
    browser = sign_in(make.student(course))
    first, second = course.lessons
    browser.put(f"/lessons/{first}/completion", {"completed": True})
    note(browser, second, course.second_text)
    browser.put(f"/lessons/{first}/completion", {"completed": False})
    assert outlined(browser, course) == [(False, False), (False, False)]
    assert note(browser, second, course.second_text, "completed").status_code == 200
    assert hand_in(browser, course.graded).status_code == 200


def test_a_lesson_in_which_one_has_not_worked_is_locked_again(make, sign_in):
    course = make.course(locked=True)
    browser = sign_in(make.student(course))
    first, second = course.lessons
    browser.put(f"/lessons/{first}/completion", {"completed": True})
    assert browser.get(f"/lessons/{second}").status_code == 200
    browser.put(f"/lessons/{first}/completion", {"completed": False})
    assert browser.get(f"/lessons/{second}").status_code == 409


def test_a_tutor_may_look_at_a_locked_lesson(make, sign_in):
    course = make.course(locked=True)
    assert sign_in(make.tutor(course)).get(f"/lessons/{course.lessons[1]}").status_code == 200


def test_progress_outlives_the_session(sign_in, student, course):
    note(sign_in(student), course.lessons[0], course.text, "completed")
    later = sign_in(student).get(f"/lessons/{course.lessons[0]}").json
    assert [block["completed"] for block in later["blocks"]] == [True, False, False]


def test_the_last_blocks_done_at_the_same_moment_complete_the_lesson(make, sign_in, course, student):
    lesson = course.lessons[0]
    browsers = [sign_in(student) for _ in range(3)]
    threads = [
        threading.Thread(target=note, args=(browsers[0], lesson, course.text, "completed")),
        threading.Thread(target=note, args=(browsers[1], lesson, course.video, "completed")),
        threading.Thread(target=hand_in, args=(browsers[2], course.practice)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert browsers[0].get(f"/lessons/{lesson}").json["completed"] is True


def test_taking_back_what_was_never_complete_does_not_keep_it_from_completing(make, sign_in):
    course = make.course(locked=True)
    browser = sign_in(make.student(course))
    first, second = course.lessons
    browser.put(f"/lessons/{first}/completion", {"completed": True})
    browser.put(f"/lessons/{second}/completion", {"completed": False})
    note(browser, second, course.second_text, "completed")
    for _ in range(2):
        hand_in(browser, course.graded)
    assert browser.get(f"/lessons/{second}").json["completed"] is True


def test_a_quiz_that_a_tutor_has_still_to_grade_waits_and_is_not_without_attempts(browser, course, database):
    question = str(uuid4())
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        essay = {"id": question, "kind": "long_text", "prompt": "Why?", "points": 6}
        block.content = {**block.content, "attempts_allowed": 1, "questions": [*block.content["questions"], essay]}
    hand_in(browser, course.graded, {question: "Because."})
    lesson = browser.get(f"/lessons/{course.lessons[1]}").json
    rule = next(each for each in lesson["completion_rules"] if each["rule"] == "pass_quiz")
    assert (rule["met"], rule["closed"], rule["waiting"]) == (False, False, True)
    shown = next(each for each in lesson["blocks"] if each["id"] == str(course.graded))
    assert (shown["closed"], shown["waiting"]) == (False, True)
