"""Columns behave the same on every database; writers wait for each other; a failed request leaves nothing behind."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course
from attune.classroom.database import insert_if_absent


def course(title="T"):
    return {"id": uuid4(), "slug": uuid4().hex, "title": title, "summary": "S", "language": "en"}


def test_an_instant_comes_back_aware_and_in_utc(make, database):
    user = make.student()
    noon = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    with database.transaction() as session:
        session.get_one(User, user.id).last_seen_at = noon
    with database.session(writes=False) as session:
        seen = session.get_one(User, user.id).last_seen_at
    assert (seen, seen.tzinfo) == (noon, UTC)


def test_a_naive_instant_is_refused(make, database):
    user = make.student()
    with pytest.raises(StatementError, match="no time zone"), database.transaction() as session:
        session.get_one(User, user.id).last_seen_at = datetime(2026, 3, 2, 12)


def test_a_row_that_is_there_already_is_left_alone(database):
    row = course("first")
    with database.transaction() as session:
        assert insert_if_absent(session, Course, [row]) == 1
        assert insert_if_absent(session, Course, [{**row, "title": "second"}, course()]) == 1
        assert insert_if_absent(session, Course, []) == 0
        assert session.get_one(Course, row["id"]).title == "first"


def test_many_writers_at_once_all_get_through(database):
    problems = []

    def write():
        try:
            with database.transaction() as session:
                session.scalar(select(func.count()).select_from(Course))
                insert_if_absent(session, Course, [course()])
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Course)) == 12


def test_a_request_that_fails_leaves_nothing_behind(make, sign_in, database):
    browser = sign_in(make.administrator())
    new = {"name": "N", "email": "n@school.example", "role": "tutor"}
    assert browser.post("/administration/users", new).status_code == 201
    assert browser.post("/administration/users", {**new, "email": "N@School.example"}).status_code == 409
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).where(User.email == "n@school.example")) == 1
