from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from attune.classroom import migrations
from attune.classroom.backup import sealing
from attune.classroom.backup.service import Versions
from attune.classroom.platform.database.engine import Database


@pytest.fixture(scope="package", autouse=True)
def cheap_keys() -> Iterator[None]:
    """Deriving a key is slow on purpose."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "COST", 2)
        yield


@contextmanager
def empty_databases(folder: Path) -> Iterator[Callable[[], Database]]:
    """Make databases without any table: files in a folder, or schemas where a server is given."""
    given, made = os.environ.get("ATTUNE_DATABASE_URL"), []

    def make() -> Database:
        name = f"attune_empty_{uuid4().hex[:12]}"
        if given:
            _execute(given, f"CREATE SCHEMA {name}")
            address = make_url(given).update_query_dict({"options": f"-csearch_path={name}"})
            database = Database(address.render_as_string(hide_password=False))
        else:
            database = Database(f"sqlite:///{folder / name / 'attune.sqlite'}")
        made.append((name, database))
        return database

    yield make
    for name, database in made:
        database.dispose()
        if given:
            _execute(given, f"DROP SCHEMA {name} CASCADE", f"DROP SCHEMA IF EXISTS {name}_insight CASCADE")


def _execute(address: str, *statements: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Make databases without any table."""
    with empty_databases(tmp_path) as make:
        yield make


@pytest.fixture(scope="package")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database at the newest version, without people, which no test changes."""
    with empty_databases(tmp_path_factory.mktemp("migrated")) as make:
        database = make()
        migrations.upgrade(database)
        yield database


def versions_for(database: Database) -> Versions:
    return Versions(
        knows=partial(migrations.knows, database),
        build=partial(migrations.build_at, database),
        upgrade=migrations.upgrade,
    )
