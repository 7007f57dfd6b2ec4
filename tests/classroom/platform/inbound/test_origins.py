"""Requests for another host and from another site's page are refused; links name the public address only."""

from __future__ import annotations

import pytest

from attune.classroom.app import create_app
from attune.classroom.platform.settings import Environment
from tests.classroom.conftest import Browser

SECRET = "kR7v-2mQx_9LtBz4NwYp8sJcHf3gDa6e"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:5000", "localhost.evil.example", "[::2]", "a b", "x:y", ""]
)
@pytest.mark.parametrize("path", ["/", "/api/v1/session", "/healthz"])
def test_a_request_for_another_host_is_refused(app, host, path):
    answer = app.test_client().get(path, headers={"Host": host})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "unknown_host")


@pytest.mark.parametrize("host", ["localhost", "localhost:3000", "127.0.0.1:5000", "[::1]:5000", "LOCALHOST"])
def test_this_machine_itself_is_always_known(app, host):
    assert app.test_client().get("/api/v1/session", headers={"Host": host}).status_code == 200


def test_a_link_is_never_made_of_the_host_that_was_sent(make, sign_in):
    administrator, user = sign_in(make.administrator()), make.student()
    answer = administrator.post(f"/administration/users/{user.id}/password-reset", headers={"Host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "nonsense", "http://x:y"]
)
def test_a_page_of_another_site_changes_nothing(make, sign_in, origin):
    browser = sign_in(make.student())
    answer = browser.patch("/me", {"name": "X"}, headers={"Origin": origin})
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "foreign_origin")
    assert browser.get("/session", headers={"Origin": origin}).status_code == 200


@pytest.mark.parametrize("origin", ["http://localhost", "http://localhost:3000", "http://127.0.0.1:3000"])
def test_one_s_own_page_does_and_so_does_the_development_server_s(make, sign_in, origin):
    assert sign_in(make.student()).patch("/me", {"name": "X"}, headers={"Origin": origin}).status_code == 200


@pytest.fixture
def public(settings, clock):
    """An application in production behind a public address."""
    application = create_app(
        settings.model_copy(
            update={
                "environment": Environment.PRODUCTION,
                "secret_key": SECRET,
                "public_url": "https://learn.school.example",
            }
        ),
        clock,
    )
    yield application
    application.extensions["attune"].database.dispose()


def test_in_production_only_the_public_address_may_change_things(public):
    client = public.test_client()
    base = {"base_url": "https://learn.school.example"}
    token = client.get("/api/v1/session", **base).json["csrf_token"]
    statuses = {
        origin: client.post(
            "/api/v1/session",
            json={"email": "a@b.example", "password": "x"},
            headers={"X-CSRF-Token": token, "Referer": "https://learn.school.example/", "Origin": origin},
            **base,
        ).status_code
        for origin in ("https://learn.school.example", "http://learn.school.example", "http://localhost:3000")
    }
    assert statuses == {
        "https://learn.school.example": 401,
        "http://learn.school.example": 403,
        "http://localhost:3000": 403,
    }


def test_links_begin_with_the_public_address(public, clock):
    from attune.classroom.platform.inbound.origins import public_base

    with public.test_request_context("/", base_url="http://127.0.0.1:5000"):
        assert public_base(public.extensions["attune"].settings) == "https://learn.school.example"


def test_the_browser_of_a_test_is_one_of_this_machine(app):
    assert Browser(app.test_client()).get("/session").status_code == 200
