"""A database that is away, or has no room: said as what it is, in one line, and reading goes on where it can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, make_url, text
from structlog.testing import capture_logs

from attune.classroom.accounts.models import User
from attune.classroom.administration.health_checks import api as health_checks

pytestmark = pytest.mark.in_process("takes the process's own database away")

NEW = {"name": "Ada Lovelace", "email": "ada@example.org", "role": "student", "locale": "en"}


@pytest.fixture
def sqlite(settings) -> bool:
    return make_url(settings.database_address).get_backend_name() == "sqlite"


@pytest.fixture
def away(database, sqlite, tmp_path: Path) -> Iterator[None]:
    """No connection can be made any more, and those that were open are gone."""

    def elsewhere(_dialect, _record, arguments, named) -> None:
        if sqlite:
            arguments[0] = str(tmp_path / "no-folder" / "attune.sqlite")
        else:
            named["port"] = 1

    event.listen(database.engine, "do_connect", elsewhere)
    database.dispose()
    yield
    event.remove(database.engine, "do_connect", elsewhere)


def test_a_database_that_is_away_is_said_in_one_line_and_an_answer_that_says_when_to_ask_again(make, sign_in, request):
    administrator = sign_in(make.administrator())
    request.getfixturevalue("away")
    with capture_logs() as lines:
        answers = [administrator.get("/courses"), administrator.post("/administration/users", NEW)]
    for answer in answers:
        assert (answer.status_code, answer.json["error"]["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "5"
    failures = [line for line in lines if line["log_level"] in ("error", "warning")]
    assert [line["event"] for line in failures] == ["database_unavailable"] * 2
    assert not any("exc_info" in line or "\n" in line["reason"] for line in failures)


def test_readiness_says_what_is_away_and_liveness_does_not_ask(app, away):
    client = app.test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    # to everybody, so without the address that the driver's own words hold
    assert answer.json["database"] == "The database does not answer; the log says why."
    assert client.get("/healthz").status_code == 200


def test_a_database_that_comes_back_is_used_again(app, make, sign_in, database, sqlite, tmp_path):
    administrator = sign_in(make.administrator())
    gone = away.__wrapped__(database, sqlite, tmp_path)
    next(gone)
    assert administrator.get("/courses").status_code == 503
    next(gone, None)
    assert administrator.get("/courses").status_code == 200


@pytest.fixture
def without_room(database, sqlite) -> Iterator[None]:
    """Whatever writes is refused: a file that may not grow on SQLite, a transaction that only reads on PostgreSQL."""
    written = "PRAGMA query_only=ON" if sqlite else "SET default_transaction_read_only = on"

    def refuse(connection, _record) -> None:
        connection.execute(written)
        if not sqlite:
            connection.commit()

    event.listen(database.engine, "connect", refuse)
    database.dispose()
    yield
    event.remove(database.engine, "connect", refuse)
    database.dispose()


def test_reading_goes_on_where_nothing_can_be_written(make, sign_in, clock, request, database):
    student = make.student()
    browser = sign_in(student)
    request.getfixturevalue("without_room")
    clock.advance(hours=1)  # so that this request would keep when it was seen
    with capture_logs() as lines:
        assert browser.get("/courses").status_code == 200
    assert [line["event"] for line in lines if line["log_level"] == "warning"] == ["last_seen_not_kept"]
    answer = browser.patch("/me", {"locale": "de"})
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "unavailable")
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM users WHERE locale = 'de'")) == 0


def test_a_file_that_may_not_grow_is_storage_that_is_full(make, sign_in, sqlite, database):
    if not sqlite:
        pytest.skip(
            "what fills PostgreSQL's disk fills it for every test beside this one; its state is told apart below"
        )
    administrator = sign_in(make.administrator())
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def refuse(connection, _record) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(database.engine, "connect", refuse)
    database.dispose()
    answer = None
    for number in range(200):  # until the pages that are there are full
        answer = administrator.post("/administration/users", NEW | {"email": f"{'a' * 50}{number}@example.org"})
        if answer.status_code != 201:
            break
    event.remove(database.engine, "connect", refuse)
    assert answer is not None
    assert (answer.status_code, answer.json["error"]["code"]) == (507, "storage_full")
    assert administrator.get("/administration/users").status_code == 200
    database.dispose()
    with database.transaction() as session:
        assert session.query(User).count() == number + 1


def test_readiness_says_that_room_comes_to_an_end(app, monkeypatch):
    monkeypatch.setattr(health_checks, "LEAST_FREE", 2**80)
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200
    assert "nothing new may be stored soon" in answer.json["storage"]
