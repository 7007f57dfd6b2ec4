"""The first account is made once, by whoever can read what the server printed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from attune.classroom.accounts.first_administrator.service import setup_token
from attune.classroom.accounts.models import User
from attune.classroom.platform import audit
from tests.classroom.conftest import Browser

PASSWORD = "three words of ours"


@pytest.fixture
def first(settings):
    return {
        "token": setup_token(settings.secret_key),
        "name": "Ada Kern",
        "email": "Ada@School.example",
        "password": PASSWORD,
    }


def code_of(answer):
    return answer.status_code, answer.json["error"]["code"]


def test_whoever_has_the_token_becomes_the_administrator_and_is_signed_in(visitor, first, database):
    assert visitor.get("/session").json["unclaimed"] is True
    answer = visitor.post("/setup/administrator", first)
    assert answer.status_code == 201
    visitor.token = answer.json["csrf_token"]
    session = visitor.get("/session").json
    assert (session["user"]["role"], session["user"]["email"]) == ("administrator", "ada@school.example")
    assert session["unclaimed"] is False
    assert visitor.get("/institution/setup").status_code == 200
    with database.session(writes=False) as rows:
        assert audit.verify(rows)


def test_a_stranger_without_the_token_gets_nothing(visitor, first, database):
    assert code_of(visitor.post("/setup/administrator", first | {"token": "f" * 24})) == (403, "setup_token_wrong")
    with database.session(writes=False) as session:
        assert session.query(User).count() == 0


def test_guessing_the_token_is_slowed(visitor, first):
    answers = [visitor.post("/setup/administrator", first | {"token": f"{n:024}"}).status_code for n in range(8)]
    assert 429 in answers


def test_a_second_one_is_not_made(visitor, first, make):
    make.student()
    assert code_of(visitor.post("/setup/administrator", first)) == (409, "already_set_up")
    assert visitor.get("/session").json["unclaimed"] is False


def test_of_two_at_one_instant_one_becomes_it(app, first, database):
    browsers = [Browser(app.test_client()) for _ in range(2)]
    with ThreadPoolExecutor(2) as threads:
        answers = list(
            threads.map(
                lambda pair: pair[1].post("/setup/administrator", first | {"email": f"a{pair[0]}@school.example"}),
                enumerate(browsers),
            )
        )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    with database.session(writes=False) as session:
        assert session.query(User).count() == 1


def test_a_weak_password_is_refused_here_too(visitor, first):
    answer = visitor.post("/setup/administrator", first | {"password": "1234567890"})
    assert code_of(answer) == (422, "weak_password")


def test_another_key_has_another_token(settings):
    assert setup_token(settings.secret_key) != setup_token("another key")
