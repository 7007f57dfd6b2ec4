"""A migration is stopped and undone where it would lose what no revision says it removes."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from attune.classroom import migrations
from attune.classroom.platform.database.engine import Database
from tests.classroom.migrations.full_database import differences, fill, read_all

REVISION = """
from alembic import op

revision, down_revision = "9999", {newest!r}
EXPLAINED_LOSSES = {explained!r}

def upgrade():
    op.execute({statement!r})

def downgrade():
    op.execute({statement!r})
"""


@pytest.fixture
def full(bare) -> Database:
    """A database at the newest version with rows in every table."""
    migrations.upgrade(bare)
    with bare.engine.begin() as connection:
        fill(connection)
    return bare


@pytest.fixture
def add_revision(full, tmp_path, monkeypatch):
    """Add a revision on top of the newest, which executes `statement`."""
    folder, configure = tmp_path / "revisions", migrations.configure
    newest = migrations.newest_version(full)

    def with_another_folder(database):
        config = configure(database)
        own = Path(migrations.__file__).parent / "versions"
        config.set_main_option("version_locations", f"{own}:{folder}")
        return config

    def add(statement, explained=None):
        folder.mkdir()
        (folder / "9999_next.py").write_text(
            REVISION.format(newest=newest, explained=explained or {}, statement=statement)
        )
        monkeypatch.setattr(migrations, "configure", with_another_folder)

    return add


def state_of(database):
    with database.engine.connect() as connection:
        return read_all(connection)


@pytest.fixture
def on_sqlite(bare):
    """Whether references are checked at the end, as on SQLite, and not by every statement."""
    return bare.engine.dialect.name == "sqlite"


@pytest.mark.parametrize(
    ("statement", "loss"),
    [
        ("DELETE FROM block_progress", "block_progress: 3 rows, 0 afterwards"),
        ("DROP TABLE closed_reflections", "closed_reflections: 3 rows, 0 afterwards"),
        ("UPDATE windows SET hidden_at = NULL", "windows.hidden_at: 2 values, 0 afterwards"),
        ("ALTER TABLE blocks DROP COLUMN example", "blocks.example: 2 values, 0 afterwards"),
    ],
)
def test_an_upgrade_that_loses_data_is_stopped_and_undone(full, add_revision, statement, loss):
    add_revision(statement)
    before, version = state_of(full), migrations.current_version(full)
    with pytest.raises(migrations.DataLoss, match=loss):
        migrations.upgrade(full)
    assert migrations.current_version(full) == version
    assert differences(before, state_of(full), ()) == []


def test_a_downgrade_that_loses_data_is_stopped_and_undone(full, add_revision):
    add_revision("UPDATE policy SET id = id")
    migrations.upgrade(full)
    before = state_of(full)
    config = migrations.configure(full)
    revision = next(Path(config.get_main_option("version_locations").split(":")[1]).glob("*.py"))
    revision.write_text(revision.read_text().replace("UPDATE policy SET id = id", "DELETE FROM enrolments"))
    with pytest.raises(migrations.DataLoss, match="enrolments: 3 rows"):
        command.downgrade(config, "-1")
    assert differences(before, state_of(full), ()) == []


def test_a_loss_that_the_revision_names_is_let_through(full, add_revision):
    add_revision("DELETE FROM closed_reflections", {"closed_reflections": "nobody needs them any more"})
    assert migrations.upgrade(full) == "9999"
    assert state_of(full)["closed_reflections"].rows == []


def test_a_reference_that_leads_nowhere_afterwards_stops_the_upgrade(full, add_revision, on_sqlite):
    add_revision("DELETE FROM courses", {"courses": "a mistake"})
    before = state_of(full)
    # PostgreSQL takes the enrolments along at once, SQLite leaves them without their course
    with pytest.raises(migrations.DataLoss, match="enrolments -> courses: 3" if on_sqlite else "enrolments: 3 rows"):
        migrations.upgrade(full)
    assert differences(before, state_of(full), ()) == []


def test_foreign_keys_are_checked_again_after_an_upgrade(full, add_revision, on_sqlite):
    add_revision("UPDATE policy SET id = id")
    migrations.upgrade(full)
    with full.engine.connect() as connection:
        assert not on_sqlite or connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
