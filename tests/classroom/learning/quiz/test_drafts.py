"""Drafts: kept from the first keystroke, the later of two devices wins, handing in ends them, nobody else sees them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, Course
from attune.classroom.learning.models import QuizDraft


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def student(make, course):
    return make.student(course)


@pytest.fixture
def browser(sign_in, student):
    return sign_in(student)


@pytest.fixture
def questions(database, course):
    """The ids of the practice quiz's questions: single, multiple, number, short text."""
    with database.session(writes=False) as session:
        return [question["id"] for question in session.get_one(Block, course.practice).content["questions"]]


def save(browser, block, **answers):
    """Save answers by question id; a pair is an answer and its age in seconds."""
    body = [
        {"question_id": question, "answer": answer[0], "age_seconds": answer[1]}
        if isinstance(answer, tuple)
        else {"question_id": question, "answer": answer}
        for question, answer in answers.items()
    ]
    return browser.put(f"/quizzes/{block}/draft", {"answers": body})


def draft(browser, course):
    blocks = browser.get(f"/lessons/{course.lessons[0]}").json["blocks"]
    return {kept["question_id"]: kept["answer"] for kept in blocks[2]["quiz"]["draft"]}


def test_an_answer_is_there_again_after_a_reload_and_on_another_device(browser, sign_in, student, course, questions):
    _single, multiple, number, text = questions
    choices = [str(uuid4()), str(uuid4())]
    answer = save(browser, course.practice, **{text: "med", number: "0,", multiple: choices})
    assert answer.status_code == 200
    kept = {multiple: choices, number: "0,", text: "med"}
    assert draft(browser, course) == kept
    assert draft(sign_in(student), course) == kept
    browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": browser.token})
    assert draft(sign_in(student), course) == kept


def test_the_answer_given_later_wins_whichever_arrives_first(browser, clock, course, questions):
    text = questions[3]
    save(browser, course.practice, **{text: "from the other device"})
    clock.advance(seconds=60)
    late = save(browser, course.practice, **{text: ("written before it, offline", 90)})
    assert [kept["answer"] for kept in late.json["answers"]] == ["from the other device"]
    newer = save(browser, course.practice, **{text: ("written after it, offline", 30)})
    assert [kept["answer"] for kept in newer.json["answers"]] == ["written after it, offline"]


def test_handing_in_ends_the_draft_and_a_late_keystroke_does_not_bring_it_back(browser, clock, course, questions):
    text = questions[3]
    save(browser, course.practice, **{text: "median"})
    clock.advance(seconds=5)
    browser.post(f"/quizzes/{course.practice}/attempts", {"id": str(uuid4()), "answers": {text: "median"}})
    assert draft(browser, course) == {}
    clock.advance(seconds=2)
    assert save(browser, course.practice, **{text: ("media", 4)}).json["answers"] == []
    assert [kept["answer"] for kept in save(browser, course.practice, **{text: "mode"}).json["answers"]] == ["mode"]


def test_a_refused_submission_leaves_the_draft_alone(browser, course, questions):
    number = questions[2]
    save(browser, course.practice, **{number: "1_000"})
    refused = browser.post(f"/quizzes/{course.practice}/attempts", {"id": str(uuid4()), "answers": {number: "1_000"}})
    assert refused.status_code == 422
    assert draft(browser, course) == {number: "1_000"}


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("1,000", {"status": "read", "text": "1000"}),
        ("½", {"status": "read", "text": "0.5"}),
        ("2/3", {"status": "read", "text": "2/3", "approximately": "0.666667"}),
        ("150%", {"status": "ambiguous", "choices": ["150", "1.5"]}),
        ("1e999", {"status": "unreadable", "problem": "out_of_range"}),
        ("  ", None),
    ],
)
def test_it_is_said_how_a_number_is_read(browser, course, questions, typed, reading):
    (kept,) = save(browser, course.practice, **{questions[2]: typed}).json["answers"]
    silent = {"text": None, "approximately": None, "choices": [], "problem": None}
    assert kept["reading"] == (reading and silent | reading)


def test_a_question_that_is_gone_is_named_and_nothing_is_kept(browser, course, questions):
    gone = str(uuid4())
    refused = save(browser, course.practice, **{questions[3]: "median", gone: "?"})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "quiz_changed")
    assert refused.json["error"]["data"]["question_ids"] == [gone]
    assert draft(browser, course) == {}


def test_a_draft_is_its_writer_s_own(browser, make, sign_in, course, questions):
    save(browser, course.practice, **{questions[3]: "median"})
    assert draft(sign_in(make.student(course)), course) == {}
    assert draft(sign_in(make.tutor(course)), course) == {}
    assert save(sign_in(make.student()), course.practice, **{questions[3]: "x"}).status_code == 404
    assert save(browser, course.text, **{questions[3]: "x"}).status_code == 404


def test_a_draft_can_be_discarded(browser, make, sign_in, course, questions):
    other = sign_in(make.student(course))
    for writer in (browser, other):
        save(writer, course.practice, **{questions[3]: "median"})
    assert browser.delete(f"/quizzes/{course.practice}/draft").status_code == 204
    assert (draft(browser, course), draft(other, course)) == ({}, {questions[3]: "median"})


@pytest.mark.parametrize("gone", ["course", "user", "block"])
def test_a_draft_goes_with_what_it_belongs_to(browser, database, student, course, questions, gone):
    save(browser, course.practice, **{questions[3]: "median"})
    keys = {
        "course": (Course, course.id),
        "user": (User, student.id),
        "block": (Block, course.practice),
    }
    with database.transaction() as session:
        session.delete(session.get_one(*keys[gone]))
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(QuizDraft)) == 0


def test_whoever_is_put_back_into_a_course_finds_what_they_had_begun(
    browser, make, sign_in, student, course, questions, database
):
    save(browser, course.practice, **{questions[3]: "median"})
    with database.transaction() as session:
        block = session.get_one(Block, course.graded)
        block.content = {**block.content, "time_limit_minutes": 10}
    begun = browser.post(f"/quizzes/{course.graded}/start").json
    tutor, url = sign_in(make.tutor(course)), f"/courses/{course.id}/people"
    removed = tutor.delete(f"{url}/{student.id}").json
    tutor.put(f"{url}/{removed.pop('user_id')}", removed)
    assert draft(browser, course) == {questions[3]: "median"}
    assert browser.post(f"/quizzes/{course.graded}/start").json["id"] == begun["id"]


def test_a_locked_lesson_keeps_no_draft(make, sign_in):
    course = make.course(locked=True)
    refused = save(sign_in(make.student(course)), course.graded)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "lesson_locked")


def test_an_age_of_years_is_refused(browser, course, questions):
    too_old = timedelta(days=400).total_seconds()
    assert save(browser, course.practice, **{questions[3]: ("median", too_old)}).status_code == 422
