"""Grades that are hidden show in no figure and in nothing that follows from them, wherever a student looks."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from attune.classroom.courses.models import Lesson

SECRET = 3.1875  # points that stand nowhere else


@pytest.fixture
def hide(tutor, course, clock):
    until = clock.now() + timedelta(days=7)

    def until_then(item):
        path = f"/courses/{course.id}/gradebook/items/{item}"
        assert tutor.patch(path, {"hidden_until": until.isoformat()}).status_code == 200
        return until

    return until_then


@pytest.fixture
def routes(app):
    """Every GET route of the interface that needs no other ids than a course's, a lesson's or a block's."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.rule.startswith("/api/v1/"):
            found.append(rule.rule.removeprefix("/api/v1"))
    return sorted(found)


def everything(browser, routes, course, blocks, student, more):
    """What a student gets from every GET route, by its address."""
    ids = {"course_id": [course.id], "lesson_id": course.lessons, "block_id": blocks, "assignment_id": blocks}
    ids |= {
        "student_id": [student.id],
        "user_id": [student.id],
        "item_id": blocks,
        "work_id": more,
        "question_id": blocks,
    }
    seen = {}
    for route in routes:
        names = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if any(name not in ids for name in names) or "events" in route:
            continue
        addresses = [route]
        for name in names:
            addresses = [re.sub(rf"<(\w+:)?{name}>", str(each), address) for address in addresses for each in ids[name]]
        for address in addresses:
            with browser.get(address) as answer:
                if answer.status_code == 200:
                    seen[address] = answer.get_data(as_text=True)
    return seen


def test_a_hidden_figure_is_in_no_answer_to_its_student(
    work, browser, tutor, student, course, hide, routes, clock, graded_quiz
):
    handed_in = work.hand_in(browser).json["id"]
    work.grade(tutor, handed_in, points=SECRET, comment="SECRET WORD")
    work.patch_grade(tutor, student, comment="SECRET WORD")
    before = everything(browser, routes, course, [work.assignment, course.graded], student, [handed_in])
    assert {address for address, text in before.items() if str(SECRET) in text} >= {
        "/home",
        "/results",
        f"/assignments/{work.assignment}",
    }
    until = hide(work.assignment)
    after = everything(browser, routes, course, [work.assignment, course.graded], student, [handed_in])
    assert after.keys() == before.keys()
    assert len(after) > 15
    revealing = {address for address, text in after.items() if str(SECRET) in text or "SECRET" in text}
    assert revealing == set()
    clock.advance(days=8)
    assert until < clock.now()
    assert str(SECRET) in browser.get("/results").get_data(as_text=True)


def strip(text):
    """An answer without what differs by chance: ids, instants."""
    text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "AT", text)
    return json.loads(text) if text.startswith(("{", "[")) else text


@pytest.mark.parametrize("attempts", [1, 2, None])
def test_who_passed_and_who_did_not_see_the_same_while_it_is_hidden(
    make, sign_in, tutor, course, graded_quiz, hide, routes, database, attempts
):
    with database.transaction() as session:  # the lesson after it opens once this one is done
        last, first = course.lessons[0], course.lessons[1]
        session.get_one(Lesson, last).prerequisite_id = first
    graded_quiz.publish(attempts_allowed=attempts)
    hide(course.graded)
    seen = []
    for wrong in ([], [0, 1, 2, 3]):
        student = make.student(course, "Kim Same")
        browser = sign_in(student)
        given = enumerate(graded_quiz.answers.items())
        answers = {key: answer for number, (key, answer) in given if number not in wrong}
        read = {"block_id": str(course.second_text), "status": "completed"}
        browser.put(f"/lessons/{course.lessons[1]}/progress", read)
        answer = browser.post(f"/quizzes/{course.graded}/attempts", {"id": str(uuid4()), "answers": answers})
        assert answer.status_code == 200
        pages = everything(browser, routes, course, [course.graded], student, [])
        pages = {address.replace(str(student.id), "ME"): strip(text) for address, text in pages.items()}
        reviews = pages[f"/quizzes/{course.graded}/attempts"]["attempts"]
        for question in (question for each in reviews for question in each["questions"]):
            question["answer"] = question["read_as"] = None  # their own words differ, and may
        seen.append((strip(answer.get_data(as_text=True)), pages))
    (passed, of_passed), (failed, of_failed) = seen
    assert passed == failed
    assert of_passed.keys() == of_failed.keys()
    different = {address for address in of_passed if of_passed[address] != of_failed[address]}
    assert different - {"/session", "/users/me"} == set()
    lesson = of_passed[f"/lessons/{course.lessons[1]}"]
    assert next(each["waiting"] for each in lesson["blocks"] if each["kind"] == "quiz") is True


def test_after_release_it_is_as_it_would_have_been(make, sign_in, tutor, course, graded_quiz, hide, clock):
    hide(course.graded)
    student = make.student(course)
    browser = sign_in(student)
    graded_quiz.attempt(browser)
    clock.advance(days=8)
    lesson = browser.get(f"/lessons/{course.lessons[1]}").json
    block = next(each for each in lesson["blocks"] if each["id"] == str(course.graded))
    assert (block["completed"], block["waiting"], block["quiz"]["best_score"]) == (True, False, 1.0)


def test_returned_work_and_points_without_work_do_not_show_while_they_are_hidden(
    make_assignment, browser, tutor, student, hide, clock, course
):
    work = make_assignment(due_at=(clock.now() + timedelta(days=2)).isoformat())
    hide(work.assignment)
    due = [each["title"] for each in browser.get("/home").json["student"]["due"]]
    assert "An essay" in due
    work.patch_grade(tutor, student, override=0)
    assert [each["title"] for each in browser.get("/home").json["student"]["due"]] == due
    assert browser.get("/results").json["courses"][0]["lines"][0]["state"] == "open"
    work.patch_grade(tutor, student, override=None)
    handed_in = work.hand_in(browser).json["id"]

    def state():
        blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
        done = next(each["completed"] for each in blocks if each["id"] == str(work.assignment))
        return (
            done,
            browser.get("/results").json["courses"][0]["lines"][0]["state"],
            len(browser.get("/home").json["student"]["due"]),
        )

    before = state()
    work.grade(tutor, handed_in, "returned", points=4)
    assert state() == before


def act(work, browser):
    """What a student can do with an assignment that they have handed in, and how each is answered."""
    uploaded = work.upload(browser)
    file_id = uploaded.json["id"]
    answers = [
        uploaded,
        work.save(browser, "Once more.", [file_id]),
        browser.get(f"/assignments/{work.assignment}"),
        work.hand_in(browser, ""),
        work.hand_in(browser, "Once more.", [file_id]),
        work.save(browser, "And again."),
        browser.get(f"/assignments/{work.assignment}"),
    ]
    return [(answer.status_code, strip(answer.get_data(as_text=True))) for answer in answers]


@pytest.mark.parametrize("state", ["draft", "graded", "returned"])
def test_every_answer_to_a_student_is_the_same_whether_or_not_there_is_a_hidden_grade(
    work, make, sign_in, tutor, course, hide, state
):
    hide(work.assignment)
    seen = []
    for graded in (False, True):
        student = make.student(course, "Kim Same")
        browser = sign_in(student)
        handed_in = work.hand_in(browser).json["id"]
        if graded:
            assert work.grade(tutor, handed_in, state, points=SECRET, comment="SECRET WORD").status_code == 200
        seen.append(act(work, browser))
    without, with_grade = seen
    assert with_grade == without
    assert {status for status, _answer in without} == {200, 201, 422}
    assert work.cell(tutor, student)["state"] == "waiting"


@pytest.mark.parametrize("state", ["graded", "returned"])
def test_who_came_into_a_group_later_is_answered_the_same_too(
    make_assignment, make_group, make, sign_in, tutor, course, hide, state
):
    work = make_assignment(group=True)
    hide(work.assignment)
    seen = []
    for graded in (False, True):
        first, late = make.student(course, "Ada Same"), make.student(course, "Kim Same")
        group = make_group(f"Red {graded:d}", first)
        handed_in = work.hand_in(sign_in(first)).json["id"]
        if graded:
            assert work.grade(tutor, handed_in, state, points=SECRET).status_code == 200
        added = tutor.post(f"/courses/{course.id}/groups/{group}/members", {"user_ids": [str(late.id)]})
        assert added.status_code == 201
        seen.append(json.loads(json.dumps(act(work, sign_in(late))).replace("Red 1", "Red 0")))
    without, with_grade = seen
    assert with_grade == without


def test_work_that_was_graded_is_taken_again_only_while_the_grade_is_hidden(work, browser, tutor, hide, clock):
    hide(work.assignment)
    work.grade(tutor, work.hand_in(browser).json["id"], points=7)
    second = work.hand_in(browser, "Better.").json
    assert second["number"] == 2
    work.grade(tutor, second["id"], points=9)
    clock.advance(days=8)
    assert work.hand_in(browser, "Best.").json["error"]["code"] == "already_graded"
    assert [each["points"] for each in work.read(browser)["own"]["hand_ins"]] == [9, 7]
