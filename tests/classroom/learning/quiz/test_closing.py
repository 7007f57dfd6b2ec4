"""Quizzes that close: what was begun is handed in, and dates of one's own hold for them too."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.learning.quiz.attempts.automatic import hand_in_every_past


@pytest.fixture
def course(make):
    return make.course(graded_attempts=1)


@pytest.fixture
def closing(change_quiz, clock):
    """A graded quiz without a time limit that closes in an hour."""
    until = clock.now() + timedelta(hours=1)
    change_quiz(available_until=until.isoformat())
    return until


@pytest.fixture
def write(course, right_answers):
    def save(browser):
        answers = right_answers(course.graded)
        typed = {key: str(answer) if isinstance(answer, float) else answer for key, answer in answers.items()}
        given = [{"question_id": key, "answer": answer} for key, answer in typed.items()]
        return browser.put(f"/quizzes/{course.graded}/draft", {"answers": given})

    return save


def attempts(browser, course):
    return browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"]


def quiz_of(browser, course):
    blocks = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"]
    return next(each for each in blocks if each["id"] == str(course.graded))["quiz"]


def extend(tutor, course, student, until):
    body = {"due_at": until and until.isoformat()}
    return tutor.put(f"/courses/{course.id}/extensions/{course.graded}/{student.id}", body)


def test_an_untimed_quiz_that_closes_hands_in_what_was_written(browser, course, closing, write, clock, database):
    assert write(browser).status_code == 200
    clock.advance(minutes=60)
    assert hand_in_every_past(database, clock.now()) == 0  # its grace
    clock.advance(minutes=1)
    assert hand_in_every_past(database, clock.now()) == 1
    assert hand_in_every_past(database, clock.now()) == 0
    (attempt,) = attempts(browser, course)
    assert (attempt["automatic"], attempt["late"], attempt["score"]) == (True, False, 1.0)
    assert datetime.fromisoformat(attempt["submitted_at"]) == closing
    assert quiz_of(browser, course)["draft"] == []


def test_who_comes_back_after_the_end_finds_it_handed_in(browser, course, closing, write, clock):
    write(browser)
    clock.advance(hours=2)
    assert quiz_of(browser, course)["attempts_used"] == 1


def test_nothing_written_is_nothing_handed_in_and_nothing_is_written_after_the_end(
    browser, course, closing, write, clock, database
):
    clock.advance(hours=2)
    assert hand_in_every_past(database, clock.now()) == 0
    refused = write(browser)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "quiz_unavailable")
    assert attempts(browser, course) == []


def test_an_end_that_its_author_has_moved_holds(browser, course, closing, write, clock, database, change_quiz):
    write(browser)
    change_quiz(available_until=(closing + timedelta(days=1)).isoformat())
    clock.advance(hours=2)
    assert hand_in_every_past(database, clock.now()) == 0
    assert len(quiz_of(browser, course)["draft"]) > 0
    clock.advance(days=1)
    assert hand_in_every_past(database, clock.now()) == 1


def test_more_time_for_a_student_keeps_the_quiz_open_for_them_alone(
    browser, student, tutor, course, closing, write, clock, database, make, sign_in, right_answers
):
    other = sign_in(make.student(course))
    write(browser)
    write(other)
    later = closing + timedelta(days=2)
    extend(tutor, course, student, later)
    assert datetime.fromisoformat(quiz_of(browser, course)["available_until"]) == later
    assert datetime.fromisoformat(quiz_of(other, course)["available_until"]) == closing
    clock.advance(hours=3)
    assert hand_in_every_past(database, clock.now()) == 1
    assert [len(attempts(each, course)) for each in (browser, other)] == [0, 1]
    body = {"id": str(uuid4()), "answers": right_answers(course.graded)}
    handed_in = browser.post(f"/quizzes/{course.graded}/attempts", body)
    assert (handed_in.status_code, handed_in.json["late"]) == (200, False)


def test_a_group_s_date_holds_for_quizzes_too(browser, student, tutor, course, closing, write, clock, database):
    group_id = uuid4()
    with database.transaction() as session:
        session.add(CourseGroup(id=group_id, course_id=course.id, name="Red"))
        session.flush()
        session.add(GroupMember(group_id=group_id, user_id=student.id, course_id=course.id))
    later = closing + timedelta(days=2)
    path = f"/courses/{course.id}/group-extensions/{course.graded}/{group_id}"
    tutor.put(path, {"due_at": later.isoformat()})
    clock.advance(days=1)
    assert write(browser).status_code == 200
    clock.advance(days=2)
    assert hand_in_every_past(database, clock.now()) == 1


def test_an_attempt_under_way_ends_by_a_date_that_is_given_meanwhile(
    browser, student, tutor, course, change_quiz, clock, database
):
    until = clock.now() + timedelta(minutes=10)
    change_quiz(time_limit_minutes=30, available_until=until.isoformat())
    started = browser.post(f"/quizzes/{course.graded}/start").json
    assert datetime.fromisoformat(started["ends_at"]) == until
    extend(tutor, course, student, until + timedelta(days=1))
    open_attempt = quiz_of(browser, course)["open_attempt"]
    assert datetime.fromisoformat(open_attempt["ends_at"]) == clock.now() + timedelta(minutes=30)
    clock.advance(minutes=20)
    assert hand_in_every_past(database, clock.now()) == 0
    extend(tutor, course, student, None)
    assert hand_in_every_past(database, clock.now()) == 1
