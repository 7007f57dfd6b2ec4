"""Two people save the same thing in one instant: one of them is told so, and nobody gets an internal error."""

from __future__ import annotations

import errno
import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import delete, make_url, text, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm.exc import StaleDataError

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.platform.context import current_session
from attune.classroom.platform.database.failures import DatabaseFailure, failure_of
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role

NEW = {"name": "Ada Lovelace", "email": "ada@example.org", "role": "student", "locale": "en"}


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


def ada(clock):
    return User(name="Ada", email=NEW["email"], role=Role.STUDENT, locale=Locale.ENGLISH, created_at=clock.now())


def test_an_address_that_another_administrator_adds_meanwhile_is_a_conflict(administrator, database, clock):
    """SQLite lets one write at a time, so that the second one sees the first; PostgreSQL finds out at the insert."""
    answers = []
    adding = threading.Thread(target=lambda: answers.append(administrator.post("/administration/users", NEW)))
    with database.transaction() as session:
        session.add(ada(clock))
        session.flush()
        adding.start()
        adding.join(1.0)  # it waits for this transaction
    adding.join(30)
    assert answers[0].status_code == 409
    assert answers[0].json["error"]["code"] in {"email_taken", "conflict"}


@pytest.fixture
def on_postgresql(settings):
    if make_url(settings.database_address).get_backend_name() == "sqlite":
        pytest.skip("on SQLite writers follow each other")


@pytest.fixture
def at_commit(app, visitor):
    """Send a request that runs the given code in its own transaction; the answer, whatever comes out of it."""

    def send(work):
        app.before_request_funcs[None].append(lambda: work(current_session()))
        return visitor.post("/session", {"email": "a@b.example", "password": "x"})

    return send


@pytest.mark.in_process("works within the process's transaction")
def test_what_is_deleted_while_somebody_refers_to_it_is_a_conflict(on_postgresql, make, at_commit, database, clock):
    course, student = make.course(), make.student()

    def refer(session):
        session.add(Enrolment(user_id=student.id, course_id=course.id, enrolled_at=clock.now()))
        with database.transaction() as other:
            other.execute(delete(Course).where(Course.id == course.id))

    assert at_commit(refer).status_code == 409


@pytest.mark.in_process("works within the process's transaction")
def test_what_is_deleted_while_somebody_changes_it_is_a_conflict(make, at_commit, on_postgresql, database):
    student = make.student()

    def change(session):
        session.get_one(User, student.id).name = "Somebody"
        with database.transaction() as other:
            other.execute(delete(User).where(User.id == student.id))

    assert at_commit(change).status_code == 409


@pytest.mark.in_process("works within the process's transaction")
def test_two_who_wait_for_each_other_are_a_conflict_of_one(make, at_commit, on_postgresql, database):
    first, second = make.student(), make.student()
    finished = []

    def renamed(session, user):
        session.execute(update(User).where(User.id == user.id).values(name="New"))

    def the_other_way():
        with database.transaction() as other:
            renamed(other, second)
            other.execute(text("set local deadlock_timeout = '100s'"))
            ready.set()
            renamed(other, first)
        finished.append(True)

    ready, thread = threading.Event(), threading.Thread(target=the_other_way)

    def rename(session):
        renamed(session, first)
        thread.start()
        ready.wait(30)
        session.execute(text("set local deadlock_timeout = '50ms'"))
        renamed(session, second)

    assert at_commit(rename).status_code == 409
    thread.join(30)
    assert finished


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (StaleDataError("gone"), DatabaseFailure.RACE),
        (IntegrityError("", {}, SimpleNamespace(sqlstate="23505")), DatabaseFailure.RACE),
        (OperationalError("", {}, SimpleNamespace(sqlstate="40P01")), DatabaseFailure.RACE),
        (IntegrityError("", {}, SimpleNamespace(sqlstate="23502")), None),  # a value that is missing
        (OperationalError("", {}, SimpleNamespace(sqlstate="57P01")), DatabaseFailure.AWAY),  # the server stops
        (OperationalError("", {}, SimpleNamespace(sqlstate="53100")), DatabaseFailure.FULL),
        (PoolExhausted("no connection within 30 s"), DatabaseFailure.AWAY),
        (OSError(errno.ENOSPC, "No space left on device"), DatabaseFailure.FULL),
        (FileNotFoundError(errno.ENOENT, "No such file"), None),
    ],
)
def test_only_a_race_is_a_conflict_and_only_no_room_is_full(error, failure):
    assert failure_of(error) is failure
