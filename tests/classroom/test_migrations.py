"""Migrations bring an empty database to exactly what the models describe, and back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine, inspect, make_url, text

from attune.classroom import migrations
from attune.classroom.database import Base, Database


@pytest.fixture
def bare(tmp_path) -> Iterator[Database]:
    """A database without any table."""
    given = os.environ.get("ATTUNE_DATABASE_URL")
    if not given:
        database = Database(f"sqlite:///{tmp_path / 'bare.sqlite'}")
        yield database
        database.dispose()
        return
    schema, engine = f"attune_bare_{os.getpid()}", create_engine(given)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(given).update_query_dict({"options": f"-csearch_path={schema}"})
    database = Database(url.render_as_string(hide_password=False))
    yield database
    database.dispose()
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def test_an_empty_database_becomes_what_the_models_describe(bare):
    version = migrations.upgrade(bare)
    assert version == migrations.newest_version(bare)
    command.check(migrations.configure(bare))
    assert set(inspect(bare.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_the_check_can_fail(bare):
    migrations.upgrade(bare)
    with bare.engine.begin() as connection:
        connection.execute(text("DROP TABLE policy"))
    with pytest.raises(CommandError, match="policy"):
        command.check(migrations.configure(bare))


def test_migrating_again_changes_nothing(bare):
    assert migrations.upgrade(bare) == migrations.upgrade(bare)


def test_the_way_back_leaves_nothing(bare):
    migrations.upgrade(bare)
    command.downgrade(migrations.configure(bare), "base")
    assert inspect(bare.engine).get_table_names() == ["alembic_version"]


def test_a_server_does_not_start_on_an_outdated_database(bare):
    with pytest.raises(migrations.NotMigrated, match="attune migrate"):
        migrations.refuse_outdated(bare)
    migrations.upgrade(bare)
    migrations.refuse_outdated(bare)
