"""Commands say what they did, or in one line what to do instead."""

from __future__ import annotations

import json
import socket

import pytest
from alembic import command
from click.testing import CliRunner

from attune.classroom import commands, migrations
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.serving.process import PortTaken, bind
from tests.ports import reserved_port


@pytest.fixture
def run(tmp_path, database_address, monkeypatch):
    """Run a command on an empty folder and database; returns (exit code, output)."""
    for name, value in {
        "ATTUNE_STATE_DIR": str(tmp_path),
        "ATTUNE_DATABASE_URL": f"sqlite:///{tmp_path / 'commands.sqlite'}",
        "ATTUNE_ARGON2_MEMORY_KIB": "8",
        "ATTUNE_ARGON2_PASSES": "1",
    }.items():
        monkeypatch.setenv(name, value)

    def invoke(command, *arguments):
        result = CliRunner().invoke(command, arguments)
        return result.exit_code, result.output

    return invoke


def test_a_port_in_use_is_named_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} .* attune serve --port {port + 1}"):
            bind("127.0.0.1", port)


def test_serving_a_database_that_is_not_migrated_says_what_to_do(run):
    with reserved_port() as port:
        code, output = run(commands.serve, "--port", str(port))
    assert code == 1
    assert "Run: attune migrate" in output


def test_migrate_says_the_version(run, database_address):
    newest = migrations.newest_version(Database(database_address))
    assert run(commands.migrate) == (0, f"The database is at version {newest}.\n")


def test_migrate_says_where_the_copy_of_an_old_database_lies(run, tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'commands.sqlite'}")
    command.upgrade(migrations.configure(database), "0002")
    database.dispose()
    code, output = run(commands.migrate)
    assert code == 0
    assert f"Copied the database as it was, at version 0002, to {tmp_path / 'commands.0002.sqlite'}." in output


def test_a_migration_that_is_stopped_shows_no_traceback(run, monkeypatch):
    def stop(*_):
        raise migrations.DataLoss("it would have lost data")

    monkeypatch.setattr(migrations, "upgrade", stop)
    assert run(commands.migrate) == (1, "Error: it would have lost data\n")


def test_demo_lists_the_accounts_and_can_be_repeated(run):
    code, output = run(commands.demo)
    assert code == 0, output
    assert "The demo data is loaded." in output
    assert "tutor@demo.attune" in output
    assert "was there already" in run(commands.demo)[1]


def test_a_user_created_on_the_command_line_gets_a_link(run):
    run(commands.migrate)
    arguments = ("create", "--email", "Ada@school.example", "--name", "Ada", "--role", "administrator")
    code, output = run(commands.users, *arguments)
    assert code == 0
    assert output.startswith("http://127.0.0.1:5000/invitations/")
    code, output = run(commands.users, *arguments)
    assert (code, "already an account" in output) == (1, True)


def test_a_mistyped_setting_is_one_line(run, monkeypatch):
    monkeypatch.setenv("ATTUNE_PROT", "1")
    code, output = run(commands.migrate)
    assert (code, output) == (1, "Error: ATTUNE_PROT is not a setting; did you mean ATTUNE_PORT?\n")


def test_openapi_prints_the_document(run):
    code, output = run(commands.openapi)
    assert code == 0
    assert json.loads(output)["paths"]["/api/v1/session"]["get"]["operationId"] == "read_session"


@pytest.fixture
def production(monkeypatch):
    """What production asks for."""
    monkeypatch.setenv("ATTUNE_ENVIRONMENT", "production")
    monkeypatch.setenv("ATTUNE_SECRET_KEY", "kR7v-2mQx_9LtBz4NwYp8sJcHf3gDa6e")
    monkeypatch.setenv("ATTUNE_PUBLIC_URL", "https://learn.school.example")


@pytest.mark.parametrize(("command", "arguments"), [(commands.serve, ["--demo"]), (commands.demo, [])])
def test_production_has_no_demo(run, production, command, arguments):
    code, output = run(command, *arguments)
    assert code == 1
    assert "not for production" in output
    assert len(output.strip().splitlines()) == 1


def test_production_does_not_serve_a_database_that_holds_the_demo(run, monkeypatch, request):
    assert run(commands.demo)[0] == 0
    request.getfixturevalue("production")
    with reserved_port() as port:
        code, output = run(commands.serve, "--port", str(port))
    assert (code, "not for production" in output) == (1, True)


def test_links_of_the_command_line_begin_with_the_public_address(run, production):
    assert run(commands.migrate)[0] == 0
    code, output = run(
        commands.users, "create", "--email", "ada@school.example", "--name", "Ada", "--role", "administrator"
    )
    assert code == 0
    assert output.splitlines()[-1].startswith("https://learn.school.example/invitations/")
