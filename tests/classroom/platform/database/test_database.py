"""Columns behave the same on every database; writers wait for each other; a failed request leaves nothing behind."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.engine.interfaces import CacheStats
from sqlalchemy.exc import StatementError

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course
from attune.classroom.platform.database.engine import (
    Database,
    WriteQueue,
    WriterStuck,
    insert_if_absent,
    when_committed,
)


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


def test_one_row_after_the_other_is_inserted_by_a_statement_that_is_compiled_once(database):
    hits = []
    event.listen(database.engine, "before_cursor_execute", lambda *sent: hits.append(sent[4].cache_hit))
    with database.transaction() as session:
        for _ in range(2):
            insert_if_absent(session, Course, [course()])
    assert hits[-1] is CacheStats.CACHE_HIT


def test_many_writers_at_once_all_get_through_however_long_the_queue(database):
    """Together they take longer than a writer of another process may keep ours waiting."""
    problems = []

    def write():
        try:
            with database.transaction() as session:
                session.scalar(select(func.count()).select_from(Course))
                time.sleep(0.06)
                insert_if_absent(session, Course, [course()])
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=write) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Course)) == 100


def test_writers_take_turns_in_the_order_they_came():
    queue, order = WriteQueue(), []
    queue.enter()

    def write(place):
        queue.enter()
        order.append(place)
        queue.leave()

    threads = [threading.Thread(target=write, args=(place,)) for place in range(5)]
    for waiting, thread in enumerate(threads, start=1):
        thread.start()
        while len(queue._waiting) < waiting:
            time.sleep(0.001)
    queue.leave()
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_a_thread_that_writes_already_is_told_so_instead_of_waiting_for_itself():
    queue = WriteQueue()
    queue.enter()
    with pytest.raises(WriterStuck, match="writes already"):
        queue.enter()


def test_a_writer_that_never_ends_does_not_hold_the_next_one_up_for_ever():
    queue, messages = WriteQueue(patience_seconds=0.05), []

    def write():
        try:
            queue.enter()
        except WriterStuck as problem:
            messages.append(str(problem))

    queue.enter()
    other = threading.Thread(target=write)
    other.start()
    other.join()
    queue.leave()
    assert messages == ["another transaction has been writing for over 0.05 seconds"]
    queue.enter()


def test_what_follows_a_commit_holds_no_connection_and_no_turn(database_address):
    small = Database(database_address, connections=1)
    found = []

    def look():
        with small.transaction() as another:
            found.append(another.scalar(select(func.count()).select_from(Course)))

    with small.transaction() as session:
        when_committed(session, look)
        insert_if_absent(session, Course, [course()])
    small.dispose()
    assert found == [1]


def test_nothing_follows_a_transaction_that_is_undone(database):
    messages = []
    with database.session(writes=True) as session:
        when_committed(session, lambda: messages.append("undone"))
        insert_if_absent(session, Course, [course()])
        session.rollback()
        when_committed(session, lambda: messages.append("committed"))
        session.commit()
    assert messages == ["committed"]


def test_what_fails_after_a_commit_does_not_undo_it(database):
    with database.transaction() as session:
        when_committed(session, lambda: 1 / 0)
        insert_if_absent(session, Course, [course()])
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(Course)) == 1


def test_a_request_that_fails_leaves_nothing_behind(make, sign_in, database):
    browser = sign_in(make.administrator())
    new = {"name": "N", "email": "n@school.example", "role": "tutor"}
    assert browser.post("/administration/users", new).status_code == 201
    assert browser.post("/administration/users", {**new, "email": "N@School.example"}).status_code == 409
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).where(User.email == "n@school.example")) == 1
