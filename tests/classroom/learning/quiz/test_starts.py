"""Time limits, pools and windows: by the server's clock, handed in when they end, the same on every device."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.authoring.models import LessonVersion
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.learning.models import QuizAttempt


def start(browser, course):
    return browser.post(f"/quizzes/{course.graded}/start")


def hand_in(browser, course, attempt_id, answers=None):
    body = {"id": str(attempt_id), "answers": answers or {}}
    return browser.post(f"/quizzes/{course.graded}/attempts", body)


def save(browser, course, answers):
    body = {"answers": [{"question_id": key, "answer": answer} for key, answer in answers.items()]}
    return browser.put(f"/quizzes/{course.graded}/draft", body)


def shown(browser, course):
    return browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]


def typed(answers):
    return {key: str(answer) if isinstance(answer, float) else answer for key, answer in answers.items()}


def test_a_limited_quiz_shows_its_questions_once_it_has_been_started(
    browser, sign_in, student, course, change_quiz, clock
):
    change_quiz(time_limit_minutes=10)
    assert (shown(browser, course)["questions"], shown(browser, course)["begins_by_hand"]) == ([], True)
    begun = start(browser, course).json
    assert begun["ends_at"] == (clock.now() + timedelta(minutes=10)).isoformat().replace("+00:00", "Z")
    assert len(begun["questions"]) == 4
    clock.advance(minutes=3)
    other = sign_in(student)
    assert {key: start(other, course).json[key] for key in ("id", "ends_at")} == {
        key: begun[key] for key in ("id", "ends_at")
    }
    assert shown(other, course)["open_attempt"]["id"] == begun["id"]


def test_an_attempt_is_handed_in_under_the_id_of_its_start_and_counts_once(browser, course, change_quiz, right_answers):
    change_quiz(time_limit_minutes=10)
    refused = hand_in(browser, course, uuid4())
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "quiz_not_started")
    begun = start(browser, course).json
    first = hand_in(browser, course, begun["id"], right_answers(course.graded))
    assert (first.json["score"], first.json["automatic"]) == (1.0, False)
    assert hand_in(browser, course, begun["id"]).json == first.json
    assert shown(browser, course)["attempts_used"] == 1


def test_what_was_saved_is_handed_in_when_the_time_is_over(
    browser, course, change_quiz, clock, services, right_answers
):
    change_quiz(time_limit_minutes=10, grace_seconds=30)
    begun = start(browser, course).json
    answers = typed(right_answers(course.graded))
    number = next(key for key, answer in answers.items() if answer == "0.5")
    save(browser, course, answers | {number: "no number"})
    clock.advance(minutes=10, seconds=31)
    services.jobs.run_once()
    quiz = shown(browser, course)
    assert (quiz["attempts_used"], quiz["best_score"], quiz["open_attempt"], quiz["draft"]) == (1, 0.75, None, [])
    late = hand_in(browser, course, begun["id"], right_answers(course.graded)).json
    assert (late["automatic"], late["score"], late["submitted_at"]) == (True, 0.75, begun["ends_at"])
    assert save(browser, course, answers).json["error"]["code"] == "quiz_not_started"


def test_an_attempt_whose_quiz_cannot_be_read_keeps_nobody_waiting(
    make, sign_in, browser, course, change_quiz, database, clock, services
):
    change_quiz(time_limit_minutes=10)
    other = make.course("Another")
    broken = sign_in(make.student(other))
    with database.transaction() as session:
        block = session.get_one(Block, other.graded)
        block.content = {**block.content, "time_limit_minutes": 5}
    start(broken, other)
    begun = start(browser, course).json
    with database.transaction() as session:
        session.get_one(Block, other.graded).content = {"text": "no quiz"}
    clock.advance(minutes=11)
    services.jobs.run_once()
    with database.session(writes=False) as session:
        assert [each.id for each in session.query(QuizAttempt)] == [UUID(begun["id"])]


def test_without_the_job_the_next_look_hands_it_in(browser, course, change_quiz, clock):
    change_quiz(time_limit_minutes=10)
    start(browser, course)
    clock.advance(hours=1)
    (attempt,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert attempt["automatic"] is True


def test_the_grace_takes_what_was_on_its_way(browser, course, change_quiz, clock, right_answers):
    change_quiz(time_limit_minutes=10, grace_seconds=30)
    begun = start(browser, course).json
    clock.advance(minutes=10, seconds=20)
    result = hand_in(browser, course, begun["id"], right_answers(course.graded)).json
    assert (result["automatic"], result["score"]) == (False, 1.0)


def test_starts_use_attempts_and_no_more_than_there_are(browser, course, change_quiz, clock):
    change_quiz(time_limit_minutes=1)
    for _ in range(2):
        assert start(browser, course).status_code == 200
        clock.advance(minutes=5)
    assert start(browser, course).json["error"]["code"] == "no_attempts_left"
    assert shown(browser, course)["attempts_used"] == 2


def test_a_drawn_quiz_asks_the_same_on_every_device_and_only_what_it_drew(browser, course, change_quiz, database):
    with database.session(writes=False) as session:
        questions = session.get_one(Block, course.graded).content["questions"]
    change_quiz(draw={"all": 2}, questions=[{**question, "pool": "all"} for question in questions])
    begun = start(browser, course).json
    asked = [question["id"] for question in begun["questions"]]
    assert len(asked) == 2
    assert [question["id"] for question in shown(browser, course)["questions"]] == asked
    other = next(question["id"] for question in questions if question["id"] not in asked)
    assert hand_in(browser, course, begun["id"], {other: "x"}).json["error"]["code"] == "quiz_changed"
    result = hand_in(browser, course, begun["id"]).json
    assert {mark["question_id"] for mark in result["questions"]} == set(asked)


def test_a_quiz_is_open_from_and_until(browser, course, change_quiz, clock, right_answers):
    opens, closes = clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=2)
    change_quiz(available_from=opens.isoformat(), available_until=closes.isoformat(), grace_seconds=60)
    assert shown(browser, course)["questions"] == []
    assert hand_in(browser, course, uuid4()).json["error"]["code"] == "quiz_unavailable"
    clock.advance(hours=1)
    assert len(shown(browser, course)["questions"]) == 4
    assert hand_in(browser, course, uuid4()).json["late"] is False
    clock.advance(hours=1, seconds=30)
    assert hand_in(browser, course, uuid4(), right_answers(course.graded)).json["late"] is True
    clock.advance(seconds=31)
    refused = hand_in(browser, course, uuid4())
    assert refused.json["error"]["data"]["available_until"] == closes.isoformat()


@pytest.mark.parametrize("rule", ["after_last", "after_due"])
def test_marks_wait_as_long_as_the_quiz_says(browser, course, change_quiz, clock, right_answers, rule):
    closes = clock.now() + timedelta(days=1)
    change_quiz(review=rule, available_until=closes.isoformat())
    first = hand_in(browser, course, uuid4(), right_answers(course.graded)).json
    assert (first["score"], first["marks_shown"], first["questions"]) == (1.0, False, [])
    (review,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert {(mark["correct"], mark["points"], mark["solution"]) for mark in review["questions"]} == {(None, None, None)}
    hand_in(browser, course, uuid4())
    assert browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"][0]["marks_shown"] is (
        rule == "after_last"
    )
    clock.advance(days=2)
    last, _first = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert last["marks_shown"] is True
    assert all(mark["solution"] for mark in last["questions"])


def test_an_attempt_that_waits_for_a_tutor_lets_the_lesson_go_on(browser, course, change_quiz, right_answers, database):
    with database.session(writes=False) as session:
        questions = session.get_one(Block, course.graded).content["questions"]
    essay = str(uuid4())
    change_quiz(questions=[*questions, {"id": essay, "kind": "long_text", "prompt": "Why?", "points": 6}])
    lesson = course.lessons[1]
    browser.put(f"/lessons/{lesson}/progress", {"block_id": str(course.second_text), "status": "completed"})
    result = hand_in(browser, course, uuid4(), right_answers(course.graded) | {essay: "Because."}).json
    assert (result["state"], result["score"], result["passed"]) == ("needs_grading", 0.4, False)
    waiting = result["questions"][-1]
    assert (waiting["state"], waiting["correct"], waiting["points"], waiting["max_points"]) == (
        "needs_grading",
        None,
        None,
        6,
    )
    assert browser.get(f"/lessons/{lesson}").json["completed"] is True


def test_an_attempt_under_way_keeps_the_questions_of_its_version(browser, course, change_quiz, database, right_answers):
    change_quiz(time_limit_minutes=10)
    begun, answers = start(browser, course).json, right_answers(course.graded)
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        lesson = session.get_one(Lesson, course.lessons[1])
        body = {"blocks": [{"id": str(block.id), "content": block.content}]}
        session.add(LessonVersion(lesson_id=lesson.id, number=lesson.version, body=body, sha256="0" * 64))
        lesson.version += 1
        questions = [{**question, "prompt": "Another question?"} for question in block.content["questions"]]
        block.content = {**block.content, "questions": questions}
    assert "Another" not in str(shown(browser, course)["questions"])
    assert start(browser, course).json["questions"] == begun["questions"]
    assert hand_in(browser, course, begun["id"], answers).json["score"] == 1.0
    (attempt,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert "Another" not in str(attempt["questions"])
