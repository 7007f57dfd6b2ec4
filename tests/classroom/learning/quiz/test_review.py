"""Reading an attempt again: answers, marks and feedback always, solutions once no attempt is left."""

from __future__ import annotations

from copy import deepcopy
from uuid import uuid4

import pytest

from attune.classroom.courses.models import Block


@pytest.fixture
def course(make, database):
    course = make.course(graded_attempts=2)
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        content = deepcopy(block.content)
        content["questions"][2] |= {"feedback": "It is *half*.", "unit": "m"}
        block.content = content
    return course


@pytest.fixture
def browser(make, sign_in, course):
    return sign_in(make.student(course))


def submit(browser, block, answers):
    return browser.post(f"/quizzes/{block}/attempts", {"id": str(uuid4()), "answers": answers}).json


def attempts(browser, block):
    return browser.get(f"/quizzes/{block}/attempts").json


def test_a_submitted_attempt_is_read_again_with_its_answers_and_marks(browser, clock, course, right_answers):
    answers = right_answers(course.graded)
    single, multiple, number, text = answers
    result = submit(browser, course.graded, answers | {number: "5/2", text: "mean"})
    clock.advance(seconds=60)
    submit(browser, course.graded, {number: "½ m"})
    second, first = attempts(browser, course.graded)["attempts"]
    assert (first["number"], first["id"], first["score"], first["submitted_at"]) == (
        1,
        result["id"],
        0.5,
        result["submitted_at"],
    )
    shown = {question["question_id"]: question for question in first["questions"]}
    assert {key: question["answer"] for key, question in shown.items()} == answers | {number: "5/2", text: "mean"}
    assert [shown[key]["correct"] for key in (single, multiple, number, text)] == [True, True, False, False]
    assert (shown[number]["read_as"], shown[single]["feedback_html"]) == ("2.5", "<p>A!</p>\n")
    second_number = next(each for each in second["questions"] if each["question_id"] == number)
    assert (second_number["read_as"], second_number["correct"]) == ("0.5", True)


def test_solutions_wait_until_no_attempt_is_left(browser, course, right_answers):
    answers = right_answers(course.graded)
    submit(browser, course.graded, {})
    early = browser.get(f"/quizzes/{course.graded}/attempts")
    assert [question["solution"] for question in early.json["attempts"][0]["questions"]] == [None] * 4
    assert "half" not in early.text
    assert "median" not in early.text
    submit(browser, course.graded, {})
    for attempt in attempts(browser, course.graded)["attempts"]:
        single, multiple, number, text = [question["solution"] for question in attempt["questions"]]
        keys = list(answers)
        assert single["choice_ids"] == [answers[keys[0]]]
        assert multiple["choice_ids"] == answers[keys[1]]
        assert (number["texts"], number["tolerance"]) == (["0.5"], "0.01")
        assert number["explanation_html"] == "<p>It is <em>half</em>.</p>\n"
        assert text["texts"] == ["median"]


def test_practice_without_a_limit_never_gives_its_solutions_away(browser, course):
    submit(browser, course.practice, {})
    answer = attempts(browser, course.practice)
    assert answer["attempts_left"] is None
    assert [question["solution"] for question in answer["attempts"][0]["questions"]] == [None] * 4


def test_attempts_are_their_student_s_own(browser, make, sign_in, course):
    submit(browser, course.graded, {})
    assert attempts(sign_in(make.student(course)), course.graded)["attempts"] == []
    assert sign_in(make.student()).get(f"/quizzes/{course.graded}/attempts").status_code == 404
    assert sign_in(make.tutor(course)).get(f"/quizzes/{course.graded}/attempts").status_code == 403


def test_an_attempt_at_a_question_that_is_gone_can_still_be_read(browser, database, course, right_answers):
    answers = right_answers(course.graded)
    for _ in range(2):
        submit(browser, course.graded, answers)
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        block.content = {**block.content, "questions": block.content["questions"][:3]}
    gone = attempts(browser, course.graded)["attempts"][0]["questions"][3]
    assert (gone["answer"], gone["correct"], gone["solution"]) == ("median", True, None)
