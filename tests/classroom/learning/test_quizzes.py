"""Submitting answers: counted once, limited where the quiz says so, never giving the answer away."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest

from attune.classroom.events import QuizSubmitted


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def browser(make, sign_in, course):
    return sign_in(make.student(course))


def submit(browser, block, answers, attempt_id=None):
    return browser.post(f"/quizzes/{block}/attempts", {"id": str(attempt_id or uuid4()), "answers": answers})


def test_right_answers_pass(browser, course, right_answers):
    result = submit(browser, course.practice, right_answers(course.practice)).json
    assert (result["score"], result["passed"], result["attempts_left"]) == (1.0, True, None)
    assert all(question["correct"] for question in result["questions"])


def test_no_answers_fail_and_the_score_is_the_share_of_right_ones(browser, course, right_answers):
    assert submit(browser, course.practice, {}).json["score"] == 0.0
    half = dict(list(right_answers(course.practice).items())[:2])
    result = submit(browser, course.practice, half).json
    assert (result["score"], result["passed"]) == (0.5, False)


def test_a_submission_sent_twice_counts_once_and_gets_the_same_answer(browser, course, right_answers):
    attempt_id, answers = uuid4(), right_answers(course.graded)
    first = submit(browser, course.graded, answers, attempt_id)
    again = submit(browser, course.graded, {}, attempt_id)
    assert again.json == first.json
    lesson = browser.get(f"/lessons/{course.lessons[1]}").json
    assert lesson["blocks"][1]["quiz"]["attempts_used"] == 1


def test_somebody_else_s_submission_id_is_refused(browser, make, sign_in, course):
    attempt_id = uuid4()
    submit(browser, course.practice, {}, attempt_id)
    other = sign_in(make.student(course))
    answer = submit(other, course.practice, {}, attempt_id)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "attempt_id_taken")


def test_attempts_run_out_and_the_best_score_is_kept(browser, course, right_answers):
    assert submit(browser, course.graded, right_answers(course.graded)).json["attempts_left"] == 1
    assert submit(browser, course.graded, {}).json["attempts_left"] == 0
    answer = submit(browser, course.graded, {})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "no_attempts_left")
    quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    assert (quiz["attempts_used"], quiz["best_score"]) == (2, 1.0)


def test_passing_the_graded_quiz_completes_the_lesson(browser, course, right_answers):
    lesson = course.lessons[1]
    browser.put(f"/lessons/{lesson}/progress", {"block_id": str(course.second_text), "status": "viewed"})
    submit(browser, course.graded, {})
    assert browser.get(f"/lessons/{lesson}").json["completed"] is False
    submit(browser, course.graded, right_answers(course.graded))
    assert browser.get(f"/lessons/{lesson}").json["completed"] is True


def test_nobody_is_stuck_when_all_attempts_are_used(browser, course):
    lesson = course.lessons[1]
    browser.put(f"/lessons/{lesson}/progress", {"block_id": str(course.second_text), "status": "viewed"})
    submit(browser, course.graded, {})
    submit(browser, course.graded, {})
    assert browser.get(f"/lessons/{lesson}").json["completed"] is True


def test_the_lesson_does_not_carry_the_answers(browser, course):
    text = browser.get(f"/lessons/{course.lessons[0]}").text
    for secret in ("correct", "accepted", "tolerance", "median", "feedback"):
        assert f'"{secret}"' not in text


def test_answers_that_do_not_fit_are_refused_where_they_are(browser, course, right_answers):
    answers = right_answers(course.practice)
    single, multiple, number, text = answers
    wrong = [(single, [answers[single]]), (single, "no choice"), (multiple, "no list"), (number, "four"), (text, 4)]
    for question, answer in wrong:
        refused = submit(browser, course.practice, {question: answer})
        assert refused.status_code == 422
        assert list(refused.json["error"]["data"]["fields"]) == [f"answers.{question}"]
    unknown = submit(browser, course.practice, {str(uuid4()): 1})
    assert unknown.status_code == 422


def test_a_refused_submission_uses_no_attempt(browser, course):
    submit(browser, course.graded, {str(uuid4()): 1})
    quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    assert quiz["attempts_used"] == 0


def test_a_block_that_is_no_quiz_is_not_found(browser, course):
    assert submit(browser, course.text, {}).status_code == 404


def test_wrong_answers_are_told_upwards_once(parts, browser, course):
    heard = []
    parts.domain_events.subscribe(QuizSubmitted, lambda session, event: heard.append(event))
    attempt_id = uuid4()
    submit(browser, course.graded, {}, attempt_id)
    submit(browser, course.graded, {}, attempt_id)
    assert [(event.block_id, event.wrong_count, event.graded) for event in heard] == [(course.graded, 4, True)]


def test_one_s_own_record_names_every_course_lesson_and_quiz(browser, course, right_answers):
    submit(browser, course.practice, right_answers(course.practice))
    record = browser.get("/progress").json["courses"][0]
    assert (record["completed"], record["total"]) == (0, 2)
    assert [quiz["best_score"] for quiz in record["quizzes"]] == [1.0, None]


def test_attempts_sent_at_the_same_moment_do_not_get_past_the_limit(make, sign_in, course):
    student = make.student(course)
    browsers = [sign_in(student) for _ in range(5)]
    threads = [threading.Thread(target=submit, args=(browser, course.graded, {})) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    quiz = browsers[0].get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    assert quiz["attempts_used"] == 2
