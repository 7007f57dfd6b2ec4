"""An author tries a quiz of the draft out: it is graded as a student's answers are, and nothing is stored."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from attune.classroom.learning.models import QuizAttempt


@pytest.fixture
def course(make):
    return make.course(item_help=True)


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


def choice_question(author, course):
    """The first question to choose at, as the draft has it."""
    blocks = author.get(f"/authoring/lessons/{course.lessons[0]}/draft").json["body"]["blocks"]
    quiz = next(block for block in blocks if block["id"] == str(course.practice))
    return next(item for item in quiz["content"]["questions"] if item["kind"] == "single")


def try_out(who, course, answers):
    path = f"/authoring/lessons/{course.lessons[0]}/preview/quizzes/{course.practice}/answers"
    return who.post(path, {"answers": answers})


def test_answers_are_graded_and_stored_nowhere(author, course, database):
    question = choice_question(author, course)
    for choice in question["choices"]:
        answer = try_out(author, course, {question["id"]: choice["id"]})
        assert answer.status_code == 200, answer.json
        mark = next(mark for mark in answer.json["questions"] if mark["question_id"] == question["id"])
        assert mark["correct"] is choice["correct"]
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(QuizAttempt)) == 0


def test_a_quiz_of_others_and_one_that_is_not_there_are_not_found(author, course, make, sign_in):
    assert try_out(sign_in(make.tutor(make.course())), course, {}).status_code == 404
    path = f"/authoring/lessons/{course.lessons[0]}/preview/quizzes/{course.text}/answers"
    assert author.post(path, {"answers": {}}).status_code == 404


def test_students_cannot_try_out(course, make, sign_in):
    assert try_out(sign_in(make.student(course)), course, {}).status_code == 403


def preview(author, course, body):
    answer = author.post(f"/authoring/lessons/{course.lessons[0]}/preview", {"body": body})
    assert answer.status_code == 200, answer.json
    return answer.json


def draft_with(author, course, change):
    """The body of the draft, with its practice quiz changed."""
    body = author.get(f"/authoring/lessons/{course.lessons[0]}/draft").json["body"]
    change(next(block for block in body["blocks"] if block["id"] == str(course.practice))["content"])
    return body


def shown_quiz(shown, course):
    return next((block for block in shown["blocks"] if block["id"] == str(course.practice)), None)


def test_a_question_that_is_not_finished_hides_no_other(author, course):
    whole = shown_quiz(preview(author, course, draft_with(author, course, lambda _: None)), course)["quiz"]["questions"]
    body = draft_with(author, course, lambda quiz: quiz["questions"][1].pop("prompt"))
    shown = preview(author, course, body)
    left = [question["id"] for question in shown_quiz(shown, course)["quiz"]["questions"]]
    assert left == [question["id"] for question in whole if question != whole[1]]
    assert {problem["question_id"] for problem in shown["problems"]} == {whole[1]["id"]}


def test_a_rule_that_cannot_hold_hides_no_question(author, course):
    for change in ({"attempts_allowed": 0}, {"review": "after_last", "attempts_allowed": None}):
        body = draft_with(author, course, lambda quiz, change=change: quiz.update(change))
        shown = preview(author, course, body)
        quiz = next(block for block in body["blocks"] if block["id"] == str(course.practice))["content"]
        assert len(shown_quiz(shown, course)["quiz"]["questions"]) == len(quiz["questions"])
        assert shown["problems"]


def test_a_quiz_without_a_finished_question_is_left_out_and_named(author, course):
    def empty(quiz):
        for question in quiz["questions"]:
            del question["prompt"]

    shown = preview(author, course, draft_with(author, course, empty))
    assert shown_quiz(shown, course) is None
    assert {problem["block_id"] for problem in shown["problems"]} == {str(course.practice)}


def test_what_is_finished_of_a_quiz_can_be_tried_out(author, course):
    question = choice_question(author, course)
    path = f"/authoring/lessons/{course.lessons[0]}/draft"
    draft = author.get(path).json

    def spoil(quiz):
        del next(each for each in quiz["questions"] if each["id"] != question["id"])["prompt"]

    body = draft_with(author, course, spoil)
    saved = author.put(path, {"revision": draft["revision"], "body": body})
    assert saved.status_code == 200, saved.json
    answer = try_out(author, course, {question["id"]: question["choices"][0]["id"]})
    assert answer.status_code == 200, answer.json
    assert question["id"] in {mark["question_id"] for mark in answer.json["questions"]}
