"""Undoing what was just given or returned: everything is as it was before."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Block


@pytest.fixture
def handed_in(work, browser):
    return work.hand_in(browser).json["id"]


@pytest.mark.parametrize("given", ["graded", "returned"])
def test_what_was_just_given_is_taken_back_and_waits_again(work, browser, tutor, student, handed_in, given):
    work.grade(tutor, handed_in, given, points=4, comment="Once more.")
    back = work.grade(tutor, handed_in, "waiting", points=4, comment="Once more.")
    assert (back.status_code, back.json["state"], back.json["points"]) == (200, "waiting", 4)
    (own,) = work.read(browser)["own"]["hand_ins"]
    assert (own["state"], own["points"], own["comment_html"]) == ("handed_in", None, None)
    cell = work.cell(tutor, student)
    assert (cell["state"], cell["points"]) == ("waiting", None)
    assert [each["id"] for each in tutor.get("/grading").json["entries"]] == [handed_in]
    path = f"/courses/{work.course.id}/gradebook/grades/{work.assignment}/{student.id}/changes"
    changes = [(each["before"], each["after"]) for each in tutor.get(path).json["changes"]]
    assert sorted(changes, key=str) == [("4", None), (None, "4")]


def test_the_points_of_the_version_before_are_there_again(work, browser, tutor, student, handed_in, clock):
    work.grade(tutor, handed_in, "returned", points=4)
    second = work.hand_in(browser, "Better.").json["id"]
    clock.advance(minutes=1)
    work.grade(tutor, second, points=9)
    work.grade(tutor, second, "waiting", points=9)
    assert (work.cell(tutor, student)["points"], work.cell(tutor, student)["state"]) == (4, "waiting")


def test_later_or_by_another_tutor_nothing_is_taken_back(work, tutor, make, sign_in, course, handed_in, clock):
    work.grade(tutor, handed_in, points=4)
    other = sign_in(make.tutor(course))
    assert work.grade(other, handed_in, "waiting").json["error"]["code"] == "grade_given"
    clock.advance(minutes=11)
    assert work.grade(tutor, handed_in, "waiting").json["error"]["code"] == "grade_given"


def test_what_was_handed_in_again_since_is_not_taken_back(work, browser, tutor, handed_in):
    work.grade(tutor, handed_in, "returned", points=4)
    work.hand_in(browser, "Better.")
    assert work.grade(tutor, handed_in, "waiting").json["error"]["code"] == "superseded_work"


def test_a_long_answer_waits_again_with_what_was_written_about_it(
    graded_quiz, browser, tutor, student, course, database, right_answers
):
    question = str(UUID(int=91))
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        asked = {"id": question, "kind": "long_text", "prompt": "Why?", "points": 6}
        block.content = {**block.content, "questions": [*block.content["questions"], asked]}
    answers = graded_quiz.answers | {question: "Because."}
    body = {"id": str(uuid4()), "answers": answers}
    attempt = browser.post(f"/quizzes/{course.graded}/attempts", body).json["id"]
    grade = {"comment": "Fine.", "questions": {question: {"points": 3, "comment": "Half."}}}
    tutor.put(f"/grading/{attempt}", grade | {"state": "graded"})
    assert graded_quiz.cell(tutor, student)["points"] == 7
    back = tutor.put(f"/grading/{attempt}", grade | {"state": "waiting"}).json
    assert (back["state"], back["answers"][-1]["points"], back["answers"][-1]["comment"]) == ("waiting", 3, "Half.")
    assert graded_quiz.cell(tutor, student)["state"] == "waiting"
    (own,) = graded_quiz.attempts(browser)["attempts"]
    assert (own["state"], own["comment_html"], own["questions"][-1]["comment_html"]) == ("needs_grading", None, None)
