"""`make migration` writes the next revision, numbered after the others, with what the models have changed."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from scripts import new_migration
from sqlalchemy import Column, Integer, Table

from attune.classroom import migrations
from attune.classroom.platform.database.engine import Base, Database

ROOT = Path(__file__).parents[2]


@pytest.fixture
def newest(tmp_path):
    """The newest version and the highest number of all."""
    database = Database(f"sqlite:///{tmp_path}/bare.sqlite")
    yield migrations.newest_version(database)
    database.dispose()


@pytest.fixture
def planets():
    table = Table("planets", Base.metadata, Column("id", Integer, primary_key=True))
    yield table
    Base.metadata.remove(table)


def test_a_table_that_the_models_gained_is_created_and_dropped(tmp_path, newest, planets):
    folder = tmp_path / "versions"
    folder.mkdir()
    written = new_migration.write("Planets have a table.", folder)
    numbers = [int(path.name[:4]) for path in (ROOT / "src/attune/classroom/migrations/versions").glob("0*.py")]
    assert written.name == f"{max(numbers) + 1:04d}_planets_have_a_table.py"
    revision = runpy.run_path(str(written))
    assert revision["revision"] == written.name[:4]
    assert revision["down_revision"] == newest
    assert revision["__doc__"] == "Planets have a table."
    text = written.read_text("utf-8")
    assert text.count('op.create_table(\n        "planets"') == 1
    assert text.count('op.drop_table("planets")') == 1
    assert text.count("op.create_table") + text.count("op.drop_table") == len(re.findall(r"^    op\.", text, re.M))


def test_models_that_have_not_changed_give_an_empty_migration(tmp_path):
    folder = tmp_path / "versions"
    folder.mkdir()
    assert "op." not in new_migration.write("Nothing", folder).read_text("utf-8")


def test_the_number_follows_the_highest_not_the_latest():
    assert new_migration.next_number(["0017_due.py", "0021_offers.py", "__init__.py"]) == "0022"


def test_a_migration_has_to_say_what_it_does():
    command = [sys.executable, "-m", "scripts.new_migration", " "]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Say what the migration does" in done.stderr
