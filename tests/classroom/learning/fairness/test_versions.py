"""Points of a question that are changed by publishing: what was earned before stays the share that it was."""

from __future__ import annotations

import csv
import io

import pytest

from tests.classroom.learning.conftest import LINES


def test_a_total_stays_the_share_that_was_earned_when_the_points_change(graded_quiz, browser, tutor, student, course):
    graded_quiz.attempt(browser, wrong=[0])
    assert graded_quiz.line(tutor, student)["total"] == 0.75
    graded_quiz.points(5)
    line = graded_quiz.line(tutor, student)
    cell = line["grades"][str(course.graded)]
    assert (line["total"], cell["points"], cell["max_points"]) == (0.75, 3, 4)
    (results,) = browser.get("/results").json["courses"]
    assert (results["total"], results["lines"][0]["points"], results["lines"][0]["max_points"]) == (0.75, 3, 4)
    assert browser.get("/home").json["student"]["results"][0]["total"] == 0.75
    (entry,) = tutor.get(f"/courses/{course.id}/roster").json["students"]
    assert entry["score"] == 0.75


def test_the_best_attempt_is_the_largest_share_whatever_its_version_gave(graded_quiz, browser, tutor, student):
    graded_quiz.attempt(browser)
    graded_quiz.points(5)
    graded_quiz.attempt(browser, wrong=[0, 1])
    cell = graded_quiz.cell(tutor, student)
    assert (cell["points"], cell["max_points"], graded_quiz.line(tutor, student)["total"]) == (4, 4, 1.0)


def test_earlier_attempts_are_counted_and_graded_again_with_a_trace(graded_quiz, browser, tutor, student, course):
    path = f"/quizzes/{course.graded}/earlier-attempts"
    graded_quiz.attempt(browser, wrong=[0])
    assert tutor.get(path).json["outdated_attempts"] == 0
    graded_quiz.points(5)
    assert tutor.get(path).json["outdated_attempts"] == 1
    assert browser.get(path).status_code == 403
    tutor.post(f"/quizzes/{course.graded}/regrade")
    cell = graded_quiz.cell(tutor, student)
    assert (cell["points"], cell["max_points"], tutor.get(path).json["outdated_attempts"]) == (15, 20, 0)
    assert ("raw", "3", "15", "Tom Weiss") in graded_quiz.changes(tutor, student)


def test_what_only_helps_makes_no_attempt_outdated(graded_quiz, browser, tutor, course, database):
    graded_quiz.attempt(browser)
    graded_quiz.publish(attempts_allowed=9)
    assert tutor.get(f"/quizzes/{course.graded}/earlier-attempts").json["outdated_attempts"] == 0


def test_an_override_stays_the_share_that_the_tutor_gave(graded_quiz, browser, tutor, student, work, course):
    graded_quiz.attempt(browser, wrong=[0])
    work.patch_grade(tutor, student, course.graded, override=2)
    graded_quiz.points(5)
    assert graded_quiz.line(tutor, student)["total"] == 0.5
    work.patch_grade(tutor, student, course.graded, override=16)
    cell = graded_quiz.cell(tutor, student)
    assert (cell["max_points"], graded_quiz.line(tutor, student)["total"]) == (20, 0.8)


def test_a_file_has_every_column_in_the_points_of_its_head(graded_quiz, browser, tutor, student, course):
    graded_quiz.attempt(browser, wrong=[0])
    graded_quiz.points(5)
    path = f"/courses/{course.id}/gradebook"
    text = tutor.get(f"{path}.csv").get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    place = rows[0].index(str(course.graded))
    assert (rows[1][place].endswith("(20)"), rows[2][place], rows[2][-1]) == (True, "15", "0.75")
    assert tutor.post(f"{path}/import", {"csv": text}).json["changes"] == []


@pytest.fixture
def publish_assignment(graded_quiz, work):
    graded_quiz.block = work.assignment
    return graded_quiz.publish


def test_a_hand_in_is_graded_and_shown_by_the_version_it_was_made_on(work, browser, tutor, student, publish_assignment):
    publish_assignment()
    handed_in = work.hand_in(browser).json["id"]
    publish_assignment(points=20, rubric=[{**LINES[0], "points": 20}])
    assert tutor.get(f"/grading/{handed_in}").json["max_points"] == 10
    work.grade(tutor, handed_in, points=8)
    cell = work.cell(tutor, student)
    assert (cell["points"], cell["max_points"]) == (8, 10)
    (own,) = work.read(browser)["own"]["hand_ins"]
    assert (own["points"], own["max_points"]) == (8, 10)
    (feedback,) = browser.get("/home").json["student"]["feedback"]
    assert (feedback["points"], feedback["max_points"]) == (8, 10)
