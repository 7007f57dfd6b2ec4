"""Grading: the queue in order, points by rubric or by question, drafts that students do not see, a trace."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Block
from attune.classroom.learning.models import QuizAttempt
from tests.classroom.learning.conftest import LINES

RUBRIC = {LINES[0]["id"]: 3, LINES[1]["id"]: 6}


@pytest.fixture
def handed_in(work, browser):
    return work.hand_in(browser, "I think so 😀, because.").json["id"]


@pytest.fixture
def essay(database, course):
    """Ask a long answer in the graded quiz."""
    question = str(uuid4())
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        asked = {"id": question, "kind": "long_text", "prompt": "Why?", "points": 6}
        block.content = {**block.content, "questions": [*block.content["questions"], asked]}
    return question


def attempt(browser, course, answers):
    body = {"id": str(uuid4()), "answers": answers}
    return browser.post(f"/quizzes/{course.graded}/attempts", body).json


def test_what_waits_comes_oldest_first_with_the_work_before_and_after(work, tutor, make, sign_in, course, clock):
    ids = []
    for name in ("Ada", "Ben", "Cem"):
        ids.append(work.hand_in(sign_in(make.student(course, name))).json["id"])
        clock.advance(minutes=1)
    queue = tutor.get("/grading").json
    assert [entry["id"] for entry in queue["entries"]] == ids
    middle = tutor.get(f"/grading/{ids[1]}").json
    assert (middle["previous_id"], middle["next_id"], middle["position"], middle["total"]) == (ids[0], ids[2], 2, 3)
    work.grade(tutor, ids[1], points=5)
    assert [entry["id"] for entry in tutor.get("/grading").json["entries"]] == [ids[0], ids[2]]
    assert [entry["id"] for entry in tutor.get("/grading?state=graded").json["entries"]] == [ids[1]]
    again = tutor.get(f"/grading/{ids[1]}").json
    assert (again["previous_id"], again["next_id"], again["position"]) == (ids[0], ids[2], None)


def test_a_draft_of_a_grade_is_for_tutors_alone(work, browser, tutor, handed_in):
    note = {"start": 0, "end": 7, "comment": "Says who?"}
    kept = work.grade(tutor, handed_in, "draft", rubric={LINES[0]["id"]: 3}, comment="So far", annotations=[note]).json
    assert (kept["state"], kept["points"], kept["comment"], kept["annotations"]) == ("waiting", None, "So far", [note])
    (own,) = work.read(browser)["own"]["hand_ins"]
    assert (own["state"], own["points"], own["comment_html"], own["rubric"], own["annotations"]) == (
        "handed_in",
        None,
        None,
        {},
        [],
    )


def test_the_rubric_adds_up_and_the_student_sees_points_comments_and_notes(work, browser, tutor, handed_in):
    note = {"start": 11, "end": 13, "comment": "No smileys."}
    work.grade(tutor, handed_in, rubric=RUBRIC, comment="*Good*.", annotations=[note])
    (own,) = work.read(browser)["own"]["hand_ins"]
    assert (own["state"], own["points"], own["rubric"], own["annotations"]) == ("graded", 9, RUBRIC, [note])
    assert own["comment_html"] == "<p><em>Good</em>.</p>\n"
    assert work.hand_in(browser).json["error"]["code"] == "already_graded"


def test_returned_work_is_handed_in_again_and_the_first_grade_stays_until_then(
    work, browser, tutor, handed_in, student
):
    work.grade(tutor, handed_in, "returned", points=4, comment="Once more, please.")
    assert work.cell(tutor, student)["points"] == 4
    second = work.hand_in(browser, "Better.").json
    assert (second["number"], work.cell(tutor, student)["state"]) == (2, "waiting")
    assert work.grade(tutor, handed_in, points=9).json["error"]["code"] == "superseded_work"
    work.grade(tutor, second["id"], points=8)
    assert (work.cell(tutor, student)["points"], work.cell(tutor, student)["state"]) == (8, "graded")


def test_returned_work_is_not_done_until_it_is_handed_in_again_or_accepted(work, browser, tutor, handed_in, course):
    def is_done():
        blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
        return next(block["completed"] for block in blocks if block["id"] == str(work.assignment))

    assert is_done()
    work.grade(tutor, handed_in, "returned", points=4)
    assert not is_done()
    work.grade(tutor, handed_in, "graded", points=5)
    assert is_done()
    work.grade(tutor, handed_in, "returned", points=4)
    work.hand_in(browser, "Better.")
    assert is_done()


@pytest.mark.parametrize(
    ("grade", "field"),
    [
        ({"points": 11}, "points"),
        ({"rubric": {LINES[0]["id"]: 5}}, f"rubric.{LINES[0]['id']}"),
        ({"rubric": {str(UUID(int=73)): 1}}, None),
        ({"points": 1, "annotations": [{"start": 0, "end": 900, "comment": "?"}]}, "annotations"),
    ],
)
def test_more_than_there_is_is_refused(work, tutor, handed_in, grade, field):
    refused = work.grade(tutor, handed_in, **grade)
    assert refused.status_code == 422
    assert field is None or list(refused.json["error"]["data"]["fields"]) == [field]
    assert tutor.get("/grading").json["total"] == 1


def test_points_are_needed_to_hand_back(work, tutor, handed_in):
    assert work.grade(tutor, handed_in).json["error"]["code"] == "points_missing"


def test_a_long_answer_is_graded_and_the_attempt_then_counts(browser, tutor, course, essay, right_answers, student):
    answers = {key: answer for key, answer in right_answers(course.graded).items() if key != essay}
    waiting = attempt(browser, course, answers | {essay: "Because."})
    (entry,) = tutor.get("/grading").json["entries"]
    assert (entry["id"], entry["kind"]) == (waiting["id"], "quiz")
    work = tutor.get(f"/grading/{waiting['id']}").json
    assert [answer["by_tutor"] for answer in work["answers"]] == [False] * 4 + [True]
    body = {"comment": "Fine.", "state": "graded", "questions": {essay: {"points": 3, "comment": "Half of it."}}}
    assert tutor.put(f"/grading/{waiting['id']}", body | {"state": "draft"}).json["state"] == "waiting"
    (before,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert (before["state"], before["questions"][-1]["comment_html"]) == ("needs_grading", None)
    graded = tutor.put(f"/grading/{waiting['id']}", body).json
    assert (graded["state"], graded["points"], graded["max_points"]) == ("graded", 7, 10)
    (after,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert (after["state"], after["score"], after["comment_html"]) == ("graded", 0.7, "<p>Fine.</p>\n")
    assert after["questions"][-1]["comment_html"] == "<p>Half of it.</p>\n"


def test_a_draft_about_an_attempt_is_not_shown_to_the_student(browser, tutor, course, essay, right_answers):
    waiting = attempt(browser, course, right_answers(course.graded) | {essay: "Because."})
    answer = tutor.put(f"/grading/{waiting['id']}", {"comment": "SECRET", "state": "draft"})
    assert answer.json["comment"] == "SECRET"
    (own,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert (own["state"], own["comment_html"]) == ("needs_grading", None)


@pytest.mark.parametrize("given", ["graded", "returned"])
@pytest.mark.parametrize("draft", [{}, {"points": 1, "comment": "half"}])
def test_a_draft_does_not_change_what_the_student_has(work, browser, tutor, handed_in, student, given, draft):
    work.grade(tutor, handed_in, given, points=9, comment="Good.")
    refused = work.grade(tutor, handed_in, "draft", **draft)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "grade_given")
    (own,) = work.read(browser)["own"]["hand_ins"]
    assert (own["state"], own["points"], own["comment_html"]) == (given, 9, "<p>Good.</p>\n")
    assert work.cell(tutor, student)["points"] == 9


def test_only_points_that_were_given_count_for_an_attempt(browser, tutor, course, essay, right_answers, database):
    path = f"/grading/{attempt(browser, course, right_answers(course.graded) | {essay: 'Because.'})['id']}"
    body = {"comment": None, "state": "graded"}
    tutor.put(path, body | {"questions": {essay: {"points": 6}}})
    refused = tutor.put(path, {"comment": None, "state": "draft", "questions": {essay: {"points": 0}}})
    assert refused.json["error"]["code"] == "grade_given"
    with database.transaction() as session:  # as one that was written before drafts of given grades were refused
        work = session.get_one(QuizAttempt, UUID(path.rpartition("/")[2]))
        work.marks = [*work.marks[:-1], {**work.marks[-1], "draft": {"points": 0.0, "comment": None}}]
    assert tutor.get(path).json["answers"][-1]["points"] == 6
    again = tutor.put(path, body | {"comment": "Fine.", "questions": {essay: {"comment": "All of it."}}})
    assert (again.status_code, again.json["points"]) == (200, 10)
    (own,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert (own["score"], own["comment_html"]) == (1.0, "<p>Fine.</p>\n")


def test_grading_again_explains_no_more_than_handing_in_did(browser, tutor, course, database):
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        questions = [{**each, "feedback": "It is one half."} for each in block.content["questions"]]
        block.content = {**block.content, "questions": questions, "attempts_allowed": 2, "review": "after_each"}
    attempt(browser, course, {})
    tutor.post(f"/quizzes/{course.graded}/regrade")
    (first,) = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert {each["feedback_html"] for each in first["questions"]} == {None}
    attempt(browser, course, {})
    tutor.post(f"/quizzes/{course.graded}/regrade")
    last, first = browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]
    assert {each["feedback_html"] for each in last["questions"]} == {"<p>It is one half.</p>\n"}
    assert {each["feedback_html"] for each in first["questions"]} == {None}


def test_work_of_two_kinds_has_never_one_id(work, browser, course, right_answers):
    taken = uuid4()
    assert work.hand_in(browser, work_id=taken).status_code == 200
    body = {"id": str(taken), "answers": right_answers(course.graded)}
    refused = browser.post(f"/quizzes/{course.graded}/attempts", body)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "attempt_id_taken")
    quiz = attempt(browser, course, right_answers(course.graded))["id"]
    assert work.hand_in(browser, work_id=quiz).json["error"]["code"] == "hand_in_id_taken"
    started = browser.post(f"/quizzes/{course.graded}/start").json["id"]
    assert work.hand_in(browser, work_id=started).json["error"]["code"] == "hand_in_id_taken"


def test_grading_again_after_a_question_was_changed_leaves_a_trace(
    browser, tutor, course, database, right_answers, student
):
    answers = right_answers(course.graded)
    number = next(key for key, answer in answers.items() if answer == 0.5)
    attempt(browser, course, answers | {number: 7})
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        questions = [{**each, "answer": 7.0} if each["id"] == number else each for each in block.content["questions"]]
        block.content = {**block.content, "questions": questions}
    assert tutor.post(f"/quizzes/{course.graded}/regrade").json == {"attempts": 1, "changed": 1}
    assert browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"][0]["score"] == 1.0
    path = f"/courses/{course.id}/gradebook/grades/{course.graded}/{student.id}/changes"
    changes = tutor.get(path).json["changes"]
    assert {(each["what"], each["before"], each["after"], each["by_name"]) for each in changes} == {
        ("raw", None, "3", None),
        ("raw", "3", "4", "Tom Weiss"),
    }
    assert tutor.post(f"/quizzes/{course.graded}/regrade").json["changed"] == 0


def test_a_saved_comment_is_its_tutor_s_own(tutor, make, sign_in, course):
    saved = tutor.post("/grading/saved-comments", {"text": "Name your sources."}).json
    assert tutor.post("/grading/saved-comments", {"text": "Name your sources."}).json == saved
    other = sign_in(make.tutor(course))
    assert other.get("/grading/saved-comments").json == {"comments": []}
    assert other.delete(f"/grading/saved-comments/{saved['id']}").status_code == 404
    assert tutor.get("/grading/saved-comments").json == {"comments": [saved]}
    assert tutor.delete(f"/grading/saved-comments/{saved['id']}").status_code == 204


def test_another_course_s_work_is_not_found(work, handed_in, make, sign_in):
    stranger = sign_in(make.tutor(make.course()))
    assert stranger.get("/grading").json == {"entries": [], "groups": [], "total": 0}
    assert stranger.get(f"/grading/{handed_in}").status_code == 404
    assert work.grade(stranger, handed_in, points=1).status_code == 404
