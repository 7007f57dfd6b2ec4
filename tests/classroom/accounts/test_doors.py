"""Every door that checks a secret has the same guard: sign-in, the current password of a change, one-time links."""

from __future__ import annotations

import pytest

from attune.classroom.accounts.attempts import ACCOUNTS_OF_ADDRESS, FREE_TRIES
from tests.classroom.conftest import PASSWORD, Browser


@pytest.fixture
def elsewhere(app):
    """A browser on another device, on which nobody has signed in before."""

    def open_browser() -> Browser:
        return Browser(app.test_client())

    return open_browser


def statuses(tries: int, act) -> list[int]:
    return [act().status_code for _ in range(tries)]


@pytest.mark.usefixtures("limits_by_the_clock")
def test_guessing_at_sign_in_is_stopped_and_waits_longer_each_time(visitor, make, clock):
    user = make.student()
    assert statuses(FREE_TRIES + 3, lambda: visitor.sign_in(user.email, "guess")) == [401] * FREE_TRIES + [429] * 3
    waits = []
    for _ in range(4):
        refused = visitor.sign_in(user.email, "guess")
        assert refused.json["error"]["code"] == "rate_limited"
        waits.append(refused.json["error"]["data"]["retry_after"])
        assert refused.headers["Retry-After"] == str(waits[-1])
        clock.advance(seconds=waits[-1])
        assert visitor.sign_in(user.email, "guess").status_code == 401
    assert waits == [2, 4, 8, 16]


@pytest.mark.usefixtures("limits_by_the_clock")
def test_after_the_wait_the_right_password_gets_in_and_the_count_begins_again(visitor, make, clock):
    user = make.student()
    statuses(FREE_TRIES, lambda: visitor.sign_in(user.email, "guess"))
    assert visitor.sign_in(user.email).status_code == 429
    clock.advance(seconds=2)
    assert visitor.sign_in(user.email).status_code == 200
    assert statuses(FREE_TRIES, lambda: visitor.sign_in(user.email, "guess")) == [401] * FREE_TRIES


def test_capitals_and_spaces_are_no_new_account_to_guess_at(visitor, make):
    user = make.student()
    spellings = [user.email, user.email.upper(), f" {user.email}", f"{user.email} "]
    answers = [visitor.sign_in(spellings[n % 4], "guess").status_code for n in range(FREE_TRIES + 2)]
    assert answers == [401] * FREE_TRIES + [429] * 2


def test_an_address_that_nobody_has_is_guessed_at_as_slowly(visitor):
    assert statuses(FREE_TRIES + 1, lambda: visitor.sign_in("nobody@school.example", "guess"))[-1] == 429


def test_the_owner_gets_in_on_a_known_device_while_somebody_guesses_elsewhere(sign_in, make, elsewhere):
    user = make.student()
    own = sign_in(user)
    own.delete("/session")
    own.token = own.get("/session").json["csrf_token"]
    stranger = elsewhere()
    assert statuses(FREE_TRIES + 1, lambda: stranger.sign_in(user.email, "guess"))[-1] == 429
    assert elsewhere().sign_in(user.email).status_code == 429
    assert own.sign_in(user.email).status_code == 200


def test_a_made_up_device_is_not_known(visitor, make):
    user = make.student()
    visitor.client.set_cookie("attune_device", "eyJhIjoiYiJ9.forged", path="/api/v1")
    assert statuses(FREE_TRIES + 1, lambda: visitor.sign_in(user.email, "guess"))[-1] == 429


def test_the_device_cookie_is_for_the_server_only(visitor, make):
    answer = visitor.sign_in(make.student().email)
    cookie = next(each for each in answer.headers.getlist("Set-Cookie") if each.startswith("attune_device"))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_330_wrong_passwords_from_a_school_lock_nobody_else_out(visitor, make, elsewhere):
    clumsy = [make.student() for _ in range(11)]
    for user in clumsy:
        statuses(30, lambda user=user: visitor.sign_in(user.email, "guess"))
    assert elsewhere().sign_in(make.student().email).status_code == 200


def test_a_class_of_300_signs_in_from_one_address_within_a_minute(make, elsewhere):
    assert {elsewhere().sign_in(make.student().email).status_code for _ in range(300)} == {200}


def test_an_address_from_which_everybody_is_tried_is_slowed(visitor, make, elsewhere, clock):
    user = make.student()
    for number in range(ACCOUNTS_OF_ADDRESS + 1):
        visitor.sign_in(f"pupil{number}@school.example", "summer2026")
    assert elsewhere().sign_in(user.email).status_code == 429
    clock.advance(minutes=1)
    assert elsewhere().sign_in(user.email).status_code == 200


def test_the_current_password_of_a_change_cannot_be_guessed(sign_in, make):
    browser = sign_in(make.student())

    def guess():
        return browser.patch("/me", {"current_password": "guess", "new_password": "three words of mine"})

    assert statuses(40, guess) == [422] * FREE_TRIES + [429] * (40 - FREE_TRIES)
    change = {"current_password": PASSWORD, "new_password": "three words of mine"}
    assert browser.patch("/me", change).status_code == 429
    assert browser.patch("/me", {"name": "Mara L."}).status_code == 200


def test_links_that_are_made_up_slow_the_address_down(visitor):
    answers = [visitor.get(f"/invitations/{number:043d}").status_code for number in range(ACCOUNTS_OF_ADDRESS + 2)]
    assert answers == [404] * (ACCOUNTS_OF_ADDRESS + 1) + [429]


def test_a_whole_class_may_open_its_invitations_at_once(sign_in, make, elsewhere):
    administrator = sign_in(make.administrator())
    for number in range(60):
        new = {"name": "New", "email": f"new{number}@school.example", "role": "student"}
        link = administrator.post("/administration/users", new).json["invitation_url"].rsplit("/", 1)[1]
        assert elsewhere().get(f"/invitations/{link}").status_code == 200


@pytest.mark.parametrize(
    "password", ["1234567890", "qwertyuiop", "password123", "aaaaaaaaaa", "maralind12", "Passwort123"]
)
def test_passwords_that_are_guessed_first_are_refused_everywhere(sign_in, make, visitor, password):
    user = make.student(name="Mara Lind")
    change = {"current_password": PASSWORD, "new_password": password}
    refused = sign_in(user).patch("/me", change)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "weak_password")
    assert "new_password" in refused.json["error"]["data"]["fields"]
    administrator = sign_in(make.administrator())
    new = {"name": "Mara Lind", "email": "mara.lind@school.example", "role": "student"}
    link = administrator.post("/administration/users", new).json["invitation_url"].rsplit("/", 1)[1]
    refused = visitor.post(f"/invitations/{link}", {"password": password})
    assert (refused.status_code, refused.json["error"]["code"]) == (422, "weak_password")
    assert visitor.post(f"/invitations/{link}", {"password": "three words of mine"}).status_code == 201


def test_no_link_is_made_for_a_deactivated_account(sign_in, make):
    administrator, user = sign_in(make.administrator()), make.student()
    administrator.patch(f"/administration/users/{user.id}", {"active": False})
    refused = administrator.post(f"/administration/users/{user.id}/password-reset")
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "account_deactivated")


def test_a_link_from_before_a_deactivation_stays_dead_after_it(sign_in, make, visitor):
    administrator, user = sign_in(make.administrator()), make.student()
    link = administrator.post(f"/administration/users/{user.id}/password-reset").json["reset_url"].rsplit("/", 1)[1]
    for active in (False, True):
        administrator.patch(f"/administration/users/{user.id}", {"active": active})
    assert visitor.get(f"/invitations/{link}").status_code == 404
    assert visitor.post(f"/invitations/{link}", {"password": "three words of mine"}).status_code == 404


def test_the_token_of_the_metrics_cannot_be_guessed_and_administrators_need_none(app, sign_in, make):
    client = app.test_client()
    answers = [
        client.get("/metrics", headers={"Authorization": f"Bearer guess {number}"}).status_code
        for number in range(FREE_TRIES + 2)
    ]
    assert answers == [403] * FREE_TRIES + [429] * 2
    assert sign_in(make.administrator()).client.get("/metrics").status_code == 200
