"""One-time links: an invitation and a password reset open an account once, for its owner only."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from attune.classroom.accounts.models import AccountLink


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


@pytest.fixture
def invited(administrator):
    """The token of a new tutor's invitation."""
    new = {"name": "Nia Roy", "email": "Nia@School.example", "role": "tutor", "locale": "de"}
    answer = administrator.post("/administration/users", new)
    assert answer.json["user"]["email"] == "nia@school.example"
    assert answer.json["invitation_url"].startswith("http://localhost/invitations/")
    return answer.json["invitation_url"].rsplit("/", 1)[1]


def test_an_invited_person_sets_a_password_and_gets_in(visitor, invited):
    assert visitor.get(f"/invitations/{invited}").json == {"name": "Nia Roy", "email": "nia@school.example"}
    accepted = visitor.post(f"/invitations/{invited}", {"password": "my own password", "name": "Nia R."})
    assert accepted.status_code == 201
    assert accepted.json["user"]["name"] == "Nia R."
    assert visitor.sign_in("nia@school.example", "my own password").json["user"]["locale"] == "de"


def test_nobody_gets_in_before_that(visitor, invited):
    assert visitor.sign_in("nia@school.example", "").status_code == 422
    assert visitor.sign_in("nia@school.example", "anything").status_code == 401


def test_a_link_works_once(visitor, invited):
    visitor.post(f"/invitations/{invited}", {"password": "my own password"})
    again = visitor.post(f"/invitations/{invited}", {"password": "another password"})
    assert (again.status_code, again.json["error"]["code"]) == (404, "invitation_invalid")


def test_a_link_grows_old(visitor, invited, clock):
    clock.advance(days=14)
    assert visitor.get(f"/invitations/{invited}").status_code == 404


def test_a_link_of_somebody_deactivated_is_dead(visitor, invited, administrator):
    users = administrator.get("/administration/users?query=nia").json["users"]
    administrator.patch(f"/administration/users/{users[0]['id']}", {"active": False})
    assert visitor.get(f"/invitations/{invited}").status_code == 404


def test_a_made_up_link_is_not_found(visitor):
    assert visitor.get("/invitations/" + "x" * 43).json["error"]["code"] == "invitation_invalid"


def test_the_token_itself_is_not_kept(database, invited):
    with database.session(writes=False) as session:
        assert all(invited not in link.token_hash for link in session.scalars(select(AccountLink)))


def test_a_short_password_does_not_use_the_link_up(visitor, invited):
    assert visitor.post(f"/invitations/{invited}", {"password": "short"}).status_code == 422
    assert visitor.get(f"/invitations/{invited}").status_code == 200


def test_a_reset_ends_every_session_and_replaces_earlier_links(make, sign_in, administrator, visitor):
    user = make.student()
    browser = sign_in(user)
    links = [administrator.post(f"/administration/users/{user.id}/password-reset").json["reset_url"] for _ in range(2)]
    old, new = (link.rsplit("/", 1)[1] for link in links)
    assert visitor.get(f"/invitations/{old}").status_code == 404
    assert browser.get("/courses").status_code == 200
    visitor.post(f"/invitations/{new}", {"password": "a fresh password"})
    assert browser.get("/courses").status_code == 401
    assert visitor.sign_in(user.email).status_code == 401
    assert visitor.sign_in(user.email, "a fresh password").status_code == 200
