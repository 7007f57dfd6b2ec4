"""The due list of a student's home names what there is to do, and each of it once."""

from __future__ import annotations

from datetime import timedelta

from attune.classroom.courses.models import Lesson


def test_work_that_is_due_with_its_lesson_stands_there_once(work, browser, course, database, clock):
    with database.transaction() as session:
        session.get_one(Lesson, course.lessons[0]).due_at = clock.now() + timedelta(days=2)
    due = browser.get("/home").json["student"]["due"]
    assert [(each["kind"], each["title"]) for each in due] == [("assignment", "An essay")]
    work.hand_in(browser)
    due = browser.get("/home").json["student"]["due"]
    assert [each["kind"] for each in due] == ["lesson"]
