"""Signing in and out, CSRF, and the limit on guessing."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from attune.classroom.accounts.models import SignInSession


def test_a_visitor_is_told_that_nobody_is_signed_in(visitor):
    answer = visitor.get("/session")
    assert answer.json["user"] is None
    assert answer.json["demo"] is False
    assert answer.json["csrf_token"]


def test_signing_in_says_who_one_is_and_renews_the_token(visitor, make):
    user = make.student()
    before = visitor.token
    answer = visitor.sign_in(user.email.upper())
    assert answer.json["user"]["email"] == user.email
    assert answer.json["csrf_token"] != before
    assert visitor.get("/session").json["user"]["id"] == str(user.id)


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(visitor, make):
    user = make.student()
    wrong = visitor.sign_in(user.email, "not the password")
    unknown = visitor.sign_in("nobody@school.example", "not the password")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json == unknown.json
    assert wrong.json["error"]["code"] == "invalid_credentials"


def test_somebody_deactivated_cannot_sign_in(visitor, make, database):
    user = make.student()
    with database.transaction() as session:
        session.merge(user).active = False
    assert visitor.sign_in(user.email).status_code == 401


def test_signing_out_ends_the_session_for_whoever_holds_the_cookie(sign_in, make, app):
    browser = sign_in(make.student())
    stolen = browser.client.get_cookie("attune_session").value
    assert browser.delete("/session").status_code == 204
    thief = app.test_client()
    thief.set_cookie("attune_session", stolen)
    assert thief.get("/api/v1/courses").status_code == 401


def test_signing_in_again_ends_the_earlier_session_of_this_browser(sign_in, make, app):
    first, second = make.student(), make.student()
    browser = sign_in(first)
    old = browser.client.get_cookie("attune_session").value
    assert browser.sign_in(second.email).json["user"]["id"] == str(second.id)
    copy = app.test_client()
    copy.set_cookie("attune_session", old)
    assert copy.get("/api/v1/courses").status_code == 401


def test_a_session_is_its_own_user_s_and_nobody_else_s(sign_in, make):
    mine, theirs = sign_in(make.student()), sign_in(make.student())
    with theirs.client.session_transaction() as cookie:
        other = cookie["sign_in"]
    with mine.client.session_transaction() as cookie:
        cookie["sign_in"] = other
    assert mine.get("/courses").json["error"]["code"] == "unauthenticated"


def test_whoever_is_no_longer_active_is_nobody_though_their_session_still_runs(sign_in, make, database):
    user = make.student()
    browser = sign_in(user)
    with database.transaction() as session:
        session.get(type(user), user.id).active = False
    assert browser.get("/courses").json["error"]["code"] == "unauthenticated"


def test_sessions_that_are_long_over_are_forgotten(sign_in, make, clock, database, services):
    browser = sign_in(make.student())
    browser.delete("/session")
    sign_in(make.student())
    clock.advance(days=31)
    services.jobs.run_once()
    with database.session(writes=False) as session:
        assert session.scalar(select(func.count()).select_from(SignInSession)) == 1


def test_a_session_expires(sign_in, make, clock, settings):
    browser = sign_in(make.student())
    clock.advance(days=settings.session_days - 1)
    assert browser.get("/courses").status_code == 200
    clock.advance(days=1)
    assert browser.get("/courses").json["error"]["code"] == "unauthenticated"


def test_last_seen_is_kept_while_somebody_only_reads(sign_in, make, clock, database):
    user = make.student()
    browser = sign_in(user)
    later = clock.advance(minutes=5)
    browser.get("/courses")
    with database.session(writes=False) as session:
        assert session.get(type(user), user.id).last_seen_at == later


def test_writing_without_the_token_is_refused(sign_in, make):
    browser = sign_in(make.student())
    answer = browser.client.patch("/api/v1/me", json={"name": "X"})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "csrf_failed")


def test_writing_with_another_session_s_token_is_refused(sign_in, make, visitor):
    browser = sign_in(make.student())
    answer = browser.patch("/me", {"name": "X"}, headers={"X-CSRF-Token": visitor.token})
    assert answer.json["error"]["code"] == "csrf_failed"


def test_signing_in_needs_the_token_too(app):
    answer = app.test_client().post("/api/v1/session", json={"email": "a@b.example", "password": "x"})
    assert answer.json["error"]["code"] == "csrf_failed"


def test_the_csrf_cookie_can_be_read_by_the_client_and_the_session_cookie_cannot(app):
    answer = app.test_client().get("/api/v1/session")
    cookies = {cookie.split("=", 1)[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}
    assert "HttpOnly" not in cookies["attune_csrf"]
    assert "HttpOnly" in cookies["attune_session"]
    assert all("SameSite=Lax" in cookie for cookie in cookies.values())


def test_a_new_password_needs_the_current_one_and_ends_the_other_sessions(sign_in, make):
    user = make.student()
    here, elsewhere = sign_in(user), sign_in(user)
    change = {"current_password": "wrong", "new_password": "a longer password"}
    assert here.patch("/me", change).json["error"]["data"]["fields"].keys() == {"current_password"}
    assert here.patch("/me", change | {"current_password": "correct horse"}).status_code == 200
    assert here.get("/courses").status_code == 200
    assert elsewhere.get("/courses").status_code == 401


def test_a_short_password_is_refused(sign_in, make):
    change = {"current_password": "correct horse", "new_password": "short"}
    answer = sign_in(make.student()).patch("/me", change)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid_input")


def test_an_unknown_field_is_refused_by_name(sign_in, make):
    answer = sign_in(make.student()).patch("/me", {"nickname": "M"})
    assert "nickname" in answer.json["error"]["data"]["fields"]


def test_a_session_seen_within_a_minute_is_not_written_again(sign_in, make, clock, database):
    user = make.student()
    browser = sign_in(user)
    signed_in = clock.now()
    clock.advance(seconds=30)
    browser.get("/courses")
    with database.session(writes=False) as session:
        assert session.get(type(user), user.id).last_seen_at == signed_in
    assert clock.now() - signed_in == timedelta(seconds=30)


def test_a_page_of_another_user_delivers_nothing_by_this_one_s_cookie(sign_in, make):
    """The tab of a student slept while another one signed in in the same browser."""
    course = make.course()
    before, now_here = make.student(course), make.student(course)
    browser = sign_in(now_here)
    answer = browser.patch("/me", {"name": "X"}, headers={"X-Attune-User": str(before.id)})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "another_user")
    assert browser.get("/courses", headers={"X-Attune-User": str(before.id)}).status_code == 409
    assert browser.patch("/me", {"name": "X"}, headers={"X-Attune-User": str(now_here.id)}).status_code == 200
    assert browser.get("/session", headers={"X-Attune-User": str(before.id)}).json["user"]["id"] == str(now_here.id)
