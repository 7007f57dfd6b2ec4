"""The gradebook: totals that are computed, changes with a trace, a file that comes back, results for their owner."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.learning.gradebook.exchange.csv_file import harmless
from attune.classroom.learning.gradebook.models import GradeItem


@pytest.fixture
def graded(work, browser, tutor):
    work.grade(tutor, work.hand_in(browser).json["id"], points=8)


@pytest.fixture
def quiz_done(browser, course, right_answers):
    browser.post(f"/quizzes/{course.graded}/attempts", {"id": str(uuid4()), "answers": right_answers(course.graded)})


def line_of(work, tutor, student):
    return next(each for each in work.gradebook(tutor)["students"] if each["id"] == str(student.id))


def test_items_are_the_graded_quizzes_and_assignments_of_the_course(work, tutor, course):
    items = work.gradebook(tutor)["items"]
    assert [(item["id"], item["kind"], item["points"], item["weight"]) for item in items] == [
        (str(work.assignment), "assignment", 10, 1),
        (str(course.graded), "quiz", 4, 1),
    ]


def test_the_total_follows_the_weights_and_leaves_out_what_is_excused(work, tutor, student, course, graded, quiz_done):
    assert line_of(work, tutor, student)["total"] == pytest.approx((0.8 + 1) / 2)
    tutor.patch(f"/courses/{course.id}/gradebook/items/{course.graded}", {"weight": 3, "category": "Quizzes"})
    assert line_of(work, tutor, student)["total"] == pytest.approx((0.8 + 3) / 4)
    work.patch_grade(tutor, student, course.graded, excused=True)
    line = line_of(work, tutor, student)
    assert (line["total"], line["grades"][str(course.graded)]["state"]) == (0.8, "excused")


def test_the_best_attempt_counts(browser, work, tutor, student, course, right_answers, quiz_done):
    browser.post(f"/quizzes/{course.graded}/attempts", {"id": str(uuid4()), "answers": {}})
    assert line_of(work, tutor, student)["grades"][str(course.graded)]["points"] == 4


def test_an_override_holds_whatever_is_graded_later_and_can_be_taken_back(work, tutor, student, course, graded):
    work.patch_grade(tutor, student, override=9.5, comment="Agreed on Monday.")
    assert (work.cell(tutor, student)["points"], work.cell(tutor, student)["overridden"]) == (9.5, True)
    work.patch_grade(tutor, student, override=None)
    assert work.cell(tutor, student)["points"] == 8
    path = f"/courses/{course.id}/gradebook/grades/{work.assignment}/{student.id}/changes"
    changes = [(each["what"], each["before"], each["after"]) for each in tutor.get(path).json["changes"]]
    assert sorted(changes, key=str) == sorted(
        [
            ("raw", None, "8"),
            ("comment", None, "Agreed on Monday."),
            ("override", None, "9.5"),
            ("override", "9.5", None),
        ],
        key=str,
    )


def test_a_date_of_one_s_own_holds_for_its_student_alone(
    make_assignment, make, sign_in, browser, tutor, student, course, clock
):
    work = make_assignment(due_at=(clock.now() + timedelta(hours=1)).isoformat(), late="refuse")
    later = clock.now() + timedelta(days=3)
    assert work.extend(tutor, student, later).status_code == 200
    other = make.student(course)
    clock.advance(days=1)
    assert work.hand_in(sign_in(other)).json["error"]["code"] == "too_late"
    assert (work.cell(tutor, other)["state"], work.cell(tutor, student)["state"]) == ("missing", "open")
    own = work.read(browser)["own"]
    assert (own["extended"], own["due_at"]) == (True, later.isoformat().replace("+00:00", "Z"))
    assert work.hand_in(browser).json["late"] is False


def test_a_hidden_grade_is_not_shown_and_does_not_count_for_the_student(work, browser, tutor, course, graded, clock):
    until = (clock.now() + timedelta(days=1)).isoformat()
    tutor.patch(f"/courses/{course.id}/gradebook/items/{work.assignment}", {"hidden_until": until})
    (results,) = browser.get("/results").json["courses"]
    line = results["lines"][0]
    assert (line["points"], line["state"], results["total"]) == (None, "waiting", None)
    clock.advance(days=2)
    (results,) = browser.get("/results").json["courses"]
    assert (results["lines"][0]["points"], results["total"]) == (8, 0.8)


def test_a_hidden_grade_is_shown_nowhere_before_its_date(work, browser, tutor, course, graded, quiz_done, clock):
    until = clock.now() + timedelta(days=1)
    said = until.isoformat().replace("+00:00", "Z")

    def seen():
        own = work.read(browser)["own"]
        hand_in, path = own["hand_ins"][0], f"/quizzes/{course.graded}/attempts"
        (attempt,) = browser.get(path).json["attempts"]
        sent_again = browser.post(path, {"id": attempt["id"], "answers": {}}).json
        again = work.hand_in(browser, work_id=hand_in["id"]).json
        (progress,) = browser.get("/progress").json["courses"]
        best = [each["best_score"] for each in progress["quizzes"] if each["block_id"] == str(course.graded)]
        lesson = [browser.get(f"/lessons/{each}").json for each in course.lessons]
        quiz = [each["quiz"] for one in lesson for each in one.get("blocks", []) if each["id"] == str(course.graded)]
        return {
            "at": {own["result_at"], attempt["result_at"], sent_again["result_at"]},
            "states": {hand_in["state"], again["state"], attempt["state"], sent_again["state"]},
            "points": {hand_in["points"], again["points"]},
            "scores": {attempt["score"], sent_again["score"], *best, *(each["best_score"] for each in quiz)},
            "passed": {attempt["passed"], sent_again["passed"]},
            "marks": {each["points"] for each in attempt["questions"] + sent_again["questions"]},
            "solutions": {each["solution"] is None for each in attempt["questions"]},
            "feedback": len(browser.get("/home").json["student"]["feedback"]),
        }

    for item in (work.assignment, course.graded):
        tutor.patch(f"/courses/{course.id}/gradebook/items/{item}", {"hidden_until": said})
    assert seen() == {
        "at": {said},
        "states": {"handed_in", "needs_grading"},
        "points": {None},
        "scores": {None},
        "passed": {None},
        "marks": {None},
        "solutions": {True},
        "feedback": 0,
    }
    clock.advance(days=2)
    after = seen()
    assert (after["at"], after["states"], after["points"], after["scores"]) == ({None}, {"graded"}, {8}, {1.0})
    assert after["feedback"] == 1


def test_a_quiz_for_practice_has_no_grade_to_hide(browser, course, database, clock, right_answers):
    with database.transaction() as session:
        session.add(
            GradeItem(block_id=course.practice, course_id=course.id, hidden_until=clock.now() + timedelta(days=1))
        )
    path, body = f"/quizzes/{course.practice}/attempts", {"id": str(uuid4())}
    shown = browser.post(path, body | {"answers": right_answers(course.practice)}).json
    assert (shown["score"], shown["result_at"]) == (1.0, None)


def test_the_file_comes_back_unchanged_and_changes_only_what_was_changed(
    work, tutor, student, course, graded, quiz_done
):
    text = tutor.get(f"/courses/{course.id}/gradebook.csv").get_data(as_text=True)
    path = f"/courses/{course.id}/gradebook/import"
    assert tutor.post(path, {"csv": text}).json == {
        "changes": [],
        "not_applied": [],
        "problems": [],
        "unchanged": 2,
        "applied": False,
    }
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    rows[2][rows[0].index(str(work.assignment))] = "7,5"
    edited = "\n".join(";".join(row) for row in rows)
    preview = tutor.post(path, {"csv": edited}).json
    assert [(each["before"], each["after"], each["line"]) for each in preview["changes"]] == [(8, 7.5, 3)]
    assert work.cell(tutor, student)["points"] == 8
    assert tutor.post(path, {"csv": edited, "apply": True}).json["applied"] is True
    assert (work.cell(tutor, student)["points"], work.cell(tutor, student)["overridden"]) == (7.5, True)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda text, ids: text.replace(",8,", ",eight,"), "no_number"),
        (lambda text, ids: text.replace(",8,", ",-1,"), "out_of_range"),
        (lambda text, ids: text.replace(",8,", ",1e999,"), "no_number"),
        (lambda text, ids: text.replace(",8,", ",nan,"), "no_number"),
        (lambda text, ids: text.replace(ids["student"], str(uuid4())), "unknown_student"),
        (lambda text, ids: text.replace(ids["item"], "x"), "unknown_item"),
        (lambda text, ids: text + text.splitlines()[-1] + "\n", "student_twice"),
        (lambda text, ids: "a,b\n1,2\n", "no_student_ids"),
        (lambda text, ids: "", "no_student_ids"),
        (lambda text, ids: 'student_id\n"', "not_csv: unexpected end of data"),
    ],
)
def test_one_line_with_a_problem_and_nothing_is_applied(work, tutor, student, course, graded, change, problem):
    text = tutor.get(f"/courses/{course.id}/gradebook.csv").get_data(as_text=True)
    edited = change(text, {"student": str(student.id), "item": str(work.assignment)})
    answer = tutor.post(f"/courses/{course.id}/gradebook/import", {"csv": edited, "apply": True})
    assert (answer.status_code, answer.json["applied"]) == (200, False)
    assert problem in [each["problem"] for each in answer.json["problems"]]
    assert work.cell(tutor, student)["overridden"] is False


@given(st.text())
def test_no_text_begins_as_a_formula_does(text):
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_names_cannot_run_in_a_spreadsheet(tutor, make, course):
    make.student(course, '=HYPERLINK("http://x","y")')
    assert "'=HYPERLINK" in tutor.get(f"/courses/{course.id}/gradebook.csv").get_data(as_text=True)


def test_the_roster_says_how_far_everybody_is_and_nothing_of_how_they_feel(work, browser, tutor, student, course):
    browser.put(f"/lessons/{course.lessons[1]}/progress", {"block_id": str(course.second_text), "status": "completed"})
    work.hand_in(browser)
    (entry,) = tutor.get(f"/courses/{course.id}/roster").json["students"]
    assert set(entry) == {"id", "name", "group_names", "completed", "total", "last_seen", "score", "missing", "waiting"}
    assert (entry["total"], entry["waiting"], entry["missing"]) == (2, 1, 0)


def test_a_student_s_results_are_theirs_and_their_tutor_s(work, browser, tutor, student, course, graded, make, sign_in):
    path = f"/courses/{course.id}/students/{student.id}/record"
    theirs = tutor.get(path).json
    (own,) = browser.get("/results").json["courses"]
    lines = own.pop("lines")
    assert {key: theirs[key] for key in own} == own
    assert [{key: line[key] for key in lines[0]} for line in theirs["lines"]] == lines
    assert theirs["student_name"] == "Mara Lind"
    assert browser.get(path).status_code == 403
    assert sign_in(make.tutor(make.course())).get(path).status_code == 404
    assert tutor.get(f"/courses/{course.id}/students/{make.student().id}/record").status_code == 404


def test_pages_of_the_gradebook_hold_everybody_once(work, tutor, make, course):
    students = {str(make.student(course, f"Student {n}").id) for n in range(5)}
    pages = [work.gradebook(tutor, offset=offset, limit=2) for offset in (0, 2, 4)]
    assert [each["id"] for page in pages for each in page["students"]].sort() == sorted(students).sort()
    assert {page["total"] for page in pages} == {5}


def test_home_leads_on(work, browser, tutor, make, sign_in, course, graded):
    browser.put(f"/lessons/{course.lessons[0]}/progress", {"block_id": str(course.text), "status": "completed"})
    home = browser.get("/home").json["student"]
    assert (home["continue_at"]["lesson_title"], home["continue_at"]["minutes_left"] > 0) == ("Lesson 1", True)
    assert [(each["title"], each["points"]) for each in home["feedback"]] == [("An essay", 8)]
    work.hand_in(sign_in(make.student(course)))
    taught = tutor.get("/home").json["tutor"]
    assert (taught["to_grade"], taught["courses"][0]["student_count"]) == (1, 2)
    make.course("Nobody's")
    shown = sign_in(make.administrator()).get("/home").json["administrator"]
    assert [each["title"] for each in shown["without_tutor"]] == ["Nobody's"]
