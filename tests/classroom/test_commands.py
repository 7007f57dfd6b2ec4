"""Commands say what they did, or in one line what to do instead."""

from __future__ import annotations

import json
import socket
import zipfile

import pytest
from alembic import command
from click.testing import CliRunner
from sqlalchemy import text

from attune.classroom import commands, migrations
from attune.classroom.commands import serving
from attune.classroom.insight.facts.commands import recount
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.serving.process import PortTaken, bind
from attune.classroom.wellbeing.my_data.commands import purge
from tests.classroom.courses.folders import QUIZ, write_course
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


def test_serving_an_empty_database_says_what_to_do(run):
    with reserved_port() as port:
        assert run(commands.serve, "--port", str(port)) == (1, "Error: The database is empty. Run: attune migrate\n")


@pytest.mark.parametrize("command", [commands.serve, commands.migrate, purge, recount])
def test_a_database_that_is_away_is_one_line(run, monkeypatch, command):
    monkeypatch.setenv("ATTUNE_DATABASE_URL", "postgresql+psycopg://postgres@127.0.0.1:1/attune")
    with reserved_port() as port:
        code, output = run(command, *(["--port", str(port)] if command is commands.serve else []))
    assert code == 1
    (line,) = output.splitlines()
    assert line.startswith("Error: The database does not answer: ")
    assert "ATTUNE_DATABASE_URL" in line


@pytest.mark.parametrize("command", [commands.serve, commands.migrate])
def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(run, tmp_path, command):
    address = f"sqlite:///{tmp_path / 'commands.sqlite'}"
    database = Database(address)
    with database.transaction() as session:
        session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        session.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    with reserved_port() as port:
        code, output = run(command, *(["--port", str(port)] if command is commands.serve else []))
    assert (code, "9999, which this program does not know: a newer Attune" in output) == (1, True)
    with database.session(writes=False) as session:
        assert session.scalars(text("SELECT version_num FROM alembic_version")).all() == ["9999"]
    database.dispose()


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


def test_a_course_is_checked_and_imported_with_what_help_it_lacks(run, tmp_path):
    folder = write_course(tmp_path / "c", QUIZ)
    run(commands.migrate)
    listed = [
        "Missing help (5); the course works without:",
        "  one.md, line 5: questions 1, 2 and 3 have no hints. Add 'hints: [...]' to each, from a nudge to the last "
        "step before the answer.",
    ]
    code, output = run(commands.courses, "check", str(folder))
    assert (code, output.splitlines()[:3]) == (0, ["'Tiny' can be imported.", *listed])
    code, output = run(commands.courses, "import", str(folder))
    assert (code, output.splitlines()[:3]) == (0, ["'Tiny' is imported as tiny.", *listed])
    code, output = run(commands.courses, "import", str(folder))
    assert (code, output) == (1, "Error: There is already a course 'tiny'.\n")


def test_a_faulty_course_is_refused_with_the_line(run, tmp_path):
    folder = write_course(tmp_path / "c", "::: Quiz\n")
    code, output = run(commands.courses, "check", str(folder))
    assert code == 1
    assert "one.md, line 5: '::: Quiz' is no fence." in output


def test_a_course_is_exported_by_its_short_name(run, tmp_path):
    run(commands.migrate)
    run(commands.courses, "import", str(write_course(tmp_path / "c", QUIZ)))
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert run(commands.courses, "export", "tiny", str(first)) == (0, f"'Tiny' is in {first}.\n")
    assert run(commands.courses, "export", "tiny", str(second))[0] == 0
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as packed:
        assert "course.yaml" in packed.namelist()


def test_an_export_replaces_no_file_without_being_told_to(run, tmp_path):
    run(commands.migrate)
    run(commands.courses, "import", str(write_course(tmp_path / "c", QUIZ)))
    there = tmp_path / "there.zip"
    there.write_text("mine")
    code, output = run(commands.courses, "export", "tiny", str(there))
    assert (code, "--overwrite" in output, there.read_text()) == (1, True, "mine")
    assert run(commands.courses, "export", "tinny", str(there), "--overwrite")[0] == 1
    assert there.read_text() == "mine"
    assert run(commands.courses, "export", "tiny", str(there), "--overwrite")[0] == 0
    assert zipfile.is_zipfile(there)
    code, output = run(commands.courses, "export", "tiny", str(tmp_path / "no" / "x.zip"))
    assert (code, "There is no folder" in output) == (1, True)
    assert not list(tmp_path.glob(".export-*"))


def test_a_course_gets_its_people_by_their_addresses(run, tmp_path):
    folder = write_course(tmp_path / "c", QUIZ)
    run(commands.migrate)
    assert "no course yet" in run(commands.courses, "list")[1]
    run(commands.courses, "import", str(folder))
    for email, role in (("tom@school.example", "tutor"), ("mia@school.example", "student")):
        run(commands.users, "create", "--email", email, "--name", email[:3].title(), "--role", role)
    assert run(commands.courses, "assign", "tiny", "Tom@school.example") == (0, "'Tiny': 1 added as tutor.\n")
    assert run(commands.courses, "enrol", "tiny", "mia@school.example")[0] == 0
    assert (
        run(commands.courses, "enrol", "tiny", "mia@school.example")[1]
        == "'Tiny': 0 added as student, 1 there already.\n"
    )
    assert run(commands.courses, "list") == (0, "tiny  Tiny  (1 students; Tom)\n")


def test_people_are_put_into_a_course_together_or_not_at_all(run, tmp_path):
    run(commands.migrate)
    run(commands.courses, "import", str(write_course(tmp_path / "c", QUIZ)))
    run(commands.users, "create", "--email", "mia@school.example", "--name", "Mia", "--role", "student")
    code, output = run(commands.courses, "enrol", "tiny", "mia@school.example", "who@school.example")
    assert (code, "who@school.example" in output, "mia@school.example" in output) == (1, True, False)
    assert "(0 students" in run(commands.courses, "list")[1]
    code, output = run(commands.courses, "enrol", "tinny", "mia@school.example")
    assert (code, "did you mean 'tiny'?" in output) == (1, True)


def test_an_empty_institution_says_how_its_first_administrator_is_made(run, monkeypatch):
    monkeypatch.setattr(serving, "serve_until_stopped", lambda settings, listener: None)
    run(commands.migrate)
    with reserved_port() as port:
        code, output = run(commands.serve, "--port", str(port))
        assert (code, f"http://127.0.0.1:{port}/setup#" in output) == (0, True)
    run(commands.users, "create", "--email", "ada@school.example", "--name", "Ada", "--role", "administrator")
    with reserved_port() as port:
        assert "/setup#" not in run(commands.serve, "--port", str(port))[1]


def test_a_list_of_people_is_reported_and_added_by_the_command(run, tmp_path):
    run(commands.migrate)
    file = tmp_path / "people.csv"
    file.write_text("name,email,role\nTea,tea@school.example,tutor\nMia,mia\n", encoding="utf-8")
    code, output = run(commands.users, "import", str(file))
    assert (code, "line 3: mia  problem  'mia' is no e-mail address." in output) == (1, True)
    file.write_text("name,email,role\nTea,tea@school.example,tutor\n", encoding="utf-8")
    assert run(commands.users, "import", "--dry-run", str(file)) == (0, "line 2: tea@school.example  invited\n")
    code, output = run(commands.users, "import", str(file))
    assert (code, "tea@school.example  http://127.0.0.1:5000/invitations/" in output) == (0, True)
    assert run(commands.users, "import", str(file)) == (0, "line 2: tea@school.example  unchanged\n")
