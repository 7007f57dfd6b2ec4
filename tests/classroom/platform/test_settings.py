"""Settings are closed and typed, and production refuses what would put people at risk."""

from __future__ import annotations

import re
import secrets
import stat
from uuid import uuid4

import pytest

from attune.classroom.app import create_app
from attune.classroom.platform.settings import Environment, Settings, UnsafeSettings, read_settings

SECRET = "kR7v-2mQx_9LtBz4NwYp8sJcHf3gDa6e"
PUBLIC = "https://school.example"


def test_a_mistyped_name_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(UnsafeSettings, match="ATTUNE_DATABASE_URI is not a setting; did you mean ATTUNE_DATABASE_URL"):
        read_settings({"ATTUNE_DATABASE_URI": "sqlite://", "ATTUNE_STATE_DIR": str(tmp_path)})


def test_what_comes_with_the_platform_is_found_from_any_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = read_settings({"ATTUNE_STATE_DIR": str(tmp_path)})
    assert (settings.models_dir / settings.model / "model.json").is_file()
    assert (settings.client_dir.parent / "package.json").is_file()


def test_an_installed_package_looks_in_the_working_directory(tmp_path, monkeypatch):
    installed = tmp_path / "site-packages/attune/classroom/platform/settings.py"
    monkeypatch.setattr("attune.classroom.platform.settings.HERE", installed)
    settings = read_settings({"ATTUNE_STATE_DIR": str(tmp_path)})
    assert (str(settings.models_dir), str(settings.client_dir)) == ("models", "web/dist")


def test_a_malformed_value_is_named(tmp_path):
    with pytest.raises(UnsafeSettings, match="ATTUNE_THREADS is set to 'many'"):
        read_settings({"ATTUNE_THREADS": "many", "ATTUNE_STATE_DIR": str(tmp_path)})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "ATTUNE_SECRET_KEY must be given"),
        ({"ATTUNE_SECRET_KEY": "short"}, "at least 32"),
        ({"ATTUNE_SECRET_KEY": "a" * 32}, "random characters"),
        ({"ATTUNE_SECRET_KEY": "change-me-now-" * 4}, "random characters"),
        ({"ATTUNE_SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789"}, "random characters"),
        ({"ATTUNE_SECRET_KEY": SECRET, "ATTUNE_COOKIE_SECURE": "false"}, "ATTUNE_COOKIE_SECURE"),
        ({"ATTUNE_SECRET_KEY": SECRET}, "ATTUNE_PUBLIC_URL must be given"),
        ({"ATTUNE_SECRET_KEY": SECRET, "ATTUNE_PUBLIC_URL": "http://school.example"}, "https://"),
        ({"ATTUNE_SECRET_KEY": SECRET, "ATTUNE_PUBLIC_URL": "school.example"}, "write scheme and host"),
    ],
)
def test_production_refuses_to_be_unsafe(tmp_path, given, says):
    environ = {"ATTUNE_ENVIRONMENT": "production", "ATTUNE_STATE_DIR": str(tmp_path), **given}
    with pytest.raises(UnsafeSettings, match=says) as refused:
        read_settings(environ)
    assert "\n" not in str(refused.value)
    assert not (tmp_path / "secret_key").exists()


def test_the_application_itself_refuses_unsafe_production_settings(tmp_path):
    with pytest.raises(UnsafeSettings):
        create_app(Settings(environment=Environment.PRODUCTION, secret_key="x", state_dir=tmp_path))


def test_production_has_https_only_cookies_and_says_so_to_browsers(tmp_path):
    settings = read_settings(
        {
            "ATTUNE_ENVIRONMENT": "production",
            "ATTUNE_SECRET_KEY": SECRET,
            "ATTUNE_PUBLIC_URL": PUBLIC,
            "ATTUNE_STATE_DIR": str(tmp_path),
        }
    )
    app = create_app(settings)
    answer = app.test_client().get("/api/v1/session", base_url="https://school.example")
    assert all("Secure" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    app.extensions["attune"].database.dispose()


def test_development_makes_a_secret_of_its_own_and_keeps_it(tmp_path):
    first = read_settings({"ATTUNE_STATE_DIR": str(tmp_path)})
    second = read_settings({"ATTUNE_STATE_DIR": str(tmp_path)})
    assert len(first.secret_key) >= 32
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_random_secrets_of_every_usual_kind_are_taken(tmp_path):
    for secret in (secrets.token_urlsafe(48), secrets.token_hex(32), secrets.token_hex(16), uuid4().hex + uuid4().hex):
        environ = {
            "ATTUNE_ENVIRONMENT": "production",
            "ATTUNE_SECRET_KEY": secret,
            "ATTUNE_PUBLIC_URL": PUBLIC,
            "ATTUNE_STATE_DIR": str(tmp_path),
        }
        assert read_settings(environ).secret_key == secret


@pytest.mark.parametrize(
    "missing",
    [
        {},
        {"ATTUNE_DATABASE_URL": "postgresql+psycopg://here/attune"},
        {"ATTUNE_REDIS_URL": "redis://here/0"},
        {"ATTUNE_DATABASE_URL": "sqlite:///here.sqlite", "ATTUNE_REDIS_URL": "redis://here/0"},
    ],
)
def test_several_processes_need_postgresql_and_redis(tmp_path, missing):
    with pytest.raises(UnsafeSettings, match=r"ATTUNE_WORKERS is 3: .*ATTUNE_DATABASE_URL.*ATTUNE_REDIS_URL"):
        read_settings({"ATTUNE_WORKERS": "3", "ATTUNE_STATE_DIR": str(tmp_path), **missing})


def test_several_processes_share_connections_and_cores(tmp_path):
    settings = read_settings(
        {
            "ATTUNE_WORKERS": "4",
            "ATTUNE_DATABASE_URL": "postgresql+psycopg://here/attune",
            "ATTUNE_REDIS_URL": "redis://here/0",
            "ATTUNE_DATABASE_CONNECTIONS": "40",
            "ATTUNE_FRAME_PLACES": "2",
            "ATTUNE_STATE_DIR": str(tmp_path),
        }
    )
    own = settings.for_one_worker()
    assert (own.database_connections, own.frame_places) == (10, 1)


def test_production_goes_by_no_test_s_clock():
    with pytest.raises(UnsafeSettings, match="ATTUNE_TEST_SUPPORT is for tests"):
        read_settings(
            {
                "ATTUNE_ENVIRONMENT": "production",
                "ATTUNE_SECRET_KEY": SECRET,
                "ATTUNE_PUBLIC_URL": PUBLIC,
                "ATTUNE_TEST_SUPPORT": "tests.classroom.anything:clock",
            }
        )


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ATTUNE_REDIS_URL", "foo", "redis://127.0.0.1:6379/0"),
        ("ATTUNE_REDIS_URL", "http://127.0.0.1", "redis://127.0.0.1:6379/0"),
        ("ATTUNE_DATABASE_URL", "postgresqlx://127.0.0.1/attune", "postgresql+psycopg://"),
        ("ATTUNE_DATABASE_URL", "postgresql://127.0.0.1/attune", "postgresql+psycopg://"),
        ("ATTUNE_TEST_SUPPORT", "nonsense", "module:function"),
    ],
)
def test_an_address_that_leads_nowhere_is_answered_with_one_that_does(tmp_path, name, value, says):
    with pytest.raises(UnsafeSettings, match=re.escape(says)):
        read_settings({"ATTUNE_STATE_DIR": str(tmp_path), name: value})
