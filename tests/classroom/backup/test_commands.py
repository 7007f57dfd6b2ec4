"""`attune backup` and `attune restore` as an operator calls them, and the backup that is made once a day."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from attune.classroom import commands
from attune.classroom.backup.service import find_backups
from attune.classroom.backup.wiring import make_daily


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command with its state in a folder; returns (exit code, output)."""
    monkeypatch.setenv("ATTUNE_ARGON2_MEMORY_KIB", "8")
    monkeypatch.setenv("ATTUNE_ARGON2_PASSES", "1")

    def invoke(command, *arguments, state="old"):
        monkeypatch.setenv("ATTUNE_STATE_DIR", str(tmp_path / state))
        monkeypatch.setenv("ATTUNE_DATABASE_URL", f"sqlite:///{tmp_path / state / 'attune.sqlite'}")
        result = CliRunner().invoke(command, [str(argument) for argument in arguments])
        return result.exit_code, result.output

    return invoke


def test_a_whole_installation_goes_to_another_machine(run, tmp_path):
    key, path = tmp_path / "key", tmp_path / "all.backup"
    key.write_text("k" * 40)
    run(commands.migrate)
    run(commands.users, "create", "--email", "ada@school.example", "--name", "Ada", "--role", "tutor")

    code, said = run(commands.backup, path, "--key-file", key)
    assert code == 0
    assert re.search(r"all\.backup: [\d.]+ MB\. Made at .* UTC by Attune .*, sqlite at version \d{4}, 0 files\.", said)
    assert "not sealed" not in said

    code, said = run(commands.restore_backup, path, "--key-file", key, "--check")
    assert (code, "is whole" in said) == (0, True)
    code, said = run(commands.restore_backup, path, "--key-file", key, state="new")
    assert (code, "is back" in said) == (0, True)
    code, said = run(
        commands.users, "create", "--email", "ada@school.example", "--name", "A", "--role", "tutor", state="new"
    )
    assert code == 1
    assert "already an account" in said


def test_what_goes_wrong_is_one_line(run, tmp_path):
    run(commands.migrate)
    (tmp_path / "text").write_text("no backup")
    for arguments, state, said in (
        ((commands.restore_backup, tmp_path / "none"), "new", "cannot be read: No such file"),
        ((commands.restore_backup, tmp_path / "text"), "new", "no backup of Attune"),
        ((commands.backup, tmp_path / "nowhere" / "a.backup"), "old", "cannot be written to"),
        ((commands.backup, tmp_path / "a.backup"), "unmade", "Run: attune migrate"),
        ((commands.backup, tmp_path / "a.backup", "--retain", "3"), "old", "--retain is for a folder"),
    ):
        code, output = run(*arguments, state=state)
        assert code != 0
        assert said in output
        assert "Traceback" not in output
    assert run(commands.backup, tmp_path / "a.backup")[0] == 0
    code, output = run(commands.restore_backup, tmp_path / "a.backup")
    assert code == 1
    assert "There is a database already" in output


def test_in_a_folder_the_newest_stay(run, tmp_path):
    run(commands.migrate)
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "attune-2020-01-01T000000Z.backup").write_text("old")
    (folder / "attune-notes.backup").write_text("of somebody else")
    code, said = run(commands.backup, folder, "--retain", "1")
    assert code == 0
    assert "It is not sealed" in said
    assert "Deleted" in said
    assert len(find_backups(folder)) == 1
    assert (folder / "attune-notes.backup").exists()


def test_one_is_made_a_day_and_so_many_stay(services, clock, tmp_path):
    folder = tmp_path / "backups"
    services = replace(services, settings=services.settings.model_copy(update={"backup_retain": 2}))
    with services.database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('0001')")
    try:
        first = make_daily(services, folder)
        assert make_daily(services, folder) is None
        clock.advance(hours=23)
        assert make_daily(services, folder) is None
        for _ in range(2):
            clock.advance(hours=24)
            assert make_daily(services, folder) is not None
        assert first not in find_backups(folder)
        assert len(find_backups(folder)) == 2
    finally:
        with services.database.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE alembic_version")
