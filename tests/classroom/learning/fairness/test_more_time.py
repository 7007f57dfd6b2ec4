"""More time after the server has handed in: the student goes on, and both sides are told so."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from attune.classroom.learning.quiz.attempts.automatic import hand_in_every_past


@pytest.fixture
def save(graded_quiz):
    def write(browser, wrong=()):
        given = [
            {"question_id": key, "answer": str(answer) if isinstance(answer, float) else answer}
            for number, (key, answer) in enumerate(graded_quiz.answers.items())
            if number not in wrong
        ]
        return browser.put(f"/quizzes/{graded_quiz.block}/draft", {"answers": given})

    return write


@pytest.fixture
def quiz_of(course):
    def read(browser):
        blocks = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"]
        return next(each for each in blocks if each["id"] == str(course.graded))["quiz"]

    return read


@pytest.fixture
def closed(graded_quiz, browser, save, clock, database):
    """The only attempt at a quiz without a time limit was handed in as it closed, with one answer missing."""
    until = clock.now() + timedelta(hours=1)
    graded_quiz.publish(attempts_allowed=1, available_until=until.isoformat())
    save(browser, wrong=[0])
    clock.advance(hours=2)
    assert hand_in_every_past(database, clock.now()) == 1
    return until


def test_what_was_handed_in_automatically_goes_on_until_the_new_date(
    graded_quiz, browser, tutor, student, closed, quiz_of, clock, database
):
    later = clock.now() + timedelta(days=2)
    assert graded_quiz.extend(tutor, student, later).json["reopened_count"] == 1
    quiz = quiz_of(browser)
    assert (quiz["attempts_used"], datetime.fromisoformat(quiz["reopened_until"])) == (0, later)
    assert {each["question_id"] for each in quiz["draft"]} == set(list(graded_quiz.answers)[1:])
    assert graded_quiz.cell(tutor, student)["points"] == 3
    assert graded_quiz.attempt(browser).status_code == 200
    assert graded_quiz.cell(tutor, student)["points"] == 4
    refused = graded_quiz.attempt(browser)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "no_attempts_left")


def test_after_the_new_date_the_attempt_is_used_up_and_nothing_is_lost(
    graded_quiz, browser, tutor, student, closed, quiz_of, save, clock, database
):
    graded_quiz.extend(tutor, student, clock.now() + timedelta(days=2))
    save(browser)
    clock.advance(days=3)
    assert hand_in_every_past(database, clock.now()) == 1
    assert graded_quiz.cell(tutor, student)["points"] == 4
    assert (quiz_of(browser)["reopened_until"], graded_quiz.attempts(browser)["attempts_left"]) == (None, 0)


def test_a_date_that_is_taken_back_closes_it_again(graded_quiz, browser, tutor, student, closed, quiz_of, clock):
    graded_quiz.extend(tutor, student, clock.now() + timedelta(days=2))
    assert graded_quiz.extend(tutor, student, None).json["reopened_count"] == 0
    assert graded_quiz.attempts(browser)["attempts_left"] == 0
    assert graded_quiz.cell(tutor, student)["points"] == 3


def test_more_time_after_a_time_limit_is_a_further_attempt(graded_quiz, browser, tutor, student, clock, database):
    graded_quiz.publish(attempts_allowed=1, time_limit_minutes=10)
    browser.post(f"/quizzes/{graded_quiz.block}/start")
    clock.advance(hours=1)
    assert hand_in_every_past(database, clock.now()) == 1
    refused = browser.post(f"/quizzes/{graded_quiz.block}/start")
    assert refused.json["error"]["code"] == "no_attempts_left"
    graded_quiz.extend(tutor, student, clock.now() + timedelta(days=1))
    assert browser.post(f"/quizzes/{graded_quiz.block}/start").status_code == 200


def test_what_the_student_handed_in_stays_handed_in(graded_quiz, browser, tutor, student, clock):
    graded_quiz.publish(attempts_allowed=1)
    graded_quiz.attempt(browser, wrong=[0])
    assert graded_quiz.extend(tutor, student, clock.now() + timedelta(days=1)).json["reopened_count"] == 0
    assert graded_quiz.attempts(browser)["attempts_left"] == 0


def test_a_group_s_date_opens_it_for_who_is_in_it_and_for_who_joins(
    graded_quiz, browser, tutor, student, course, closed, make_group, clock
):
    group = make_group("Red")
    path = f"/courses/{course.id}"
    body = {"due_at": (clock.now() + timedelta(days=2)).isoformat()}
    assert tutor.put(f"{path}/group-extensions/{course.graded}/{group}", body).json["reopened_count"] == 0
    assert graded_quiz.attempts(browser)["attempts_left"] == 0
    assert tutor.post(f"{path}/groups/{group}/members", {"user_ids": [str(student.id)]}).status_code == 201
    assert graded_quiz.attempts(browser)["attempts_left"] == 1
    assert tutor.patch(f"{path}/people/{student.id}", {"group_ids": []}).status_code == 204
    assert graded_quiz.attempts(browser)["attempts_left"] == 0


def test_a_date_does_not_begin_a_lesson(work, browser, tutor, student, course, clock):
    work.extend(tutor, student, clock.now() + timedelta(days=1))
    assert browser.get(f"/courses/{course.id}").json["resume_lesson_id"] == str(course.lessons[0])
    seen = tutor.get(f"/courses/{course.id}/roster").json["students"][0]
    assert seen["completed"] == 0
