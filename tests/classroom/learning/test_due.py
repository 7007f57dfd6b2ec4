"""When a lesson is due: relative dates count from the enrolment, and nobody is overdue from the first day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from attune.classroom.courses.models import Lesson
from attune.classroom.learning.due import due_at

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def set_due(database):
    """Set when a lesson is due."""

    def change(lesson, **values):
        with database.transaction() as session:
            session.execute(update(Lesson).where(Lesson.id == lesson).values(**values))

    return change


def instant(text):
    return datetime.fromisoformat(text) if text else None


def test_who_enrols_late_has_as_many_days_as_everybody(make, sign_in, clock, set_due):
    course = make.course()
    set_due(course.lessons[0], due_after_days=2)
    early, enrolled_early = make.student(course), clock.now()
    clock.advance(days=30)
    for student, enrolled in ((early, enrolled_early), (make.student(course), clock.now())):
        browser = sign_in(student)
        due = enrolled + timedelta(days=2)
        outline = browser.get(f"/courses/{course.id}").json
        assert instant(outline["next_due"]) == due
        assert [instant(lesson["due_at"]) for lesson in outline["modules"][0]["lessons"]] == [due, None]
        assert instant(browser.get("/courses").json["courses"][0]["next_due"]) == due
        assert instant(browser.get(f"/lessons/{course.lessons[0]}").json["due_at"]) == due


def test_a_fixed_date_is_the_same_for_all_but_not_for_those_who_came_after_it(make, sign_in, clock, set_due):
    course, due = make.course(), clock.now() + timedelta(days=3)
    set_due(course.lessons[0], due_at=due)
    early = sign_in(make.student(course))
    clock.advance(days=4)
    late = sign_in(make.student(course))
    assert instant(early.get(f"/lessons/{course.lessons[0]}").json["due_at"]) == due
    assert late.get(f"/lessons/{course.lessons[0]}").json["due_at"] is None
    assert late.get("/courses").json["courses"][0]["next_due"] is None


def test_a_tutor_sees_fixed_dates_only(make, sign_in, clock, set_due):
    course = make.course()
    set_due(course.lessons[0], due_at=clock.now() + timedelta(days=3))
    set_due(course.lessons[1], due_after_days=2)
    outline = sign_in(make.tutor(course)).get(f"/courses/{course.id}").json["modules"][0]["lessons"]
    assert [lesson["due_at"] is None for lesson in outline] == [False, True]


def test_days_from_the_enrolment_go_before_a_fixed_date():
    lesson = Lesson(due_at=START - timedelta(days=9), due_after_days=1.5)
    assert due_at(lesson, START) == START + timedelta(hours=36)
    assert due_at(lesson, None) is None
