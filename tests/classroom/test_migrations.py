"""Migrations bring an empty database to exactly what the models describe, and back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import create_engine, inspect, make_url, text

from attune.classroom import migrations
from attune.classroom.courses.models import Block
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


def test_a_block_keeps_its_hint_when_hints_become_steps(bare):
    command.upgrade(migrations.configure(bare), "0002")
    kept = {"content": "{}", "kind": "markdown", "hint": "Look."}
    with bare.engine.begin() as connection:
        for table, values in _a_block(kept):
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)
    migrations.upgrade(bare)
    with bare.session(writes=False) as session:
        assert [block.hints for block in session.query(Block)] == [["Look."]]
    command.downgrade(migrations.configure(bare), "0002")
    with bare.engine.connect() as connection:
        assert connection.execute(text("SELECT hint FROM blocks")).scalar() == "Look."


def _a_block(fields):
    """Rows of a course with one block, as the tables were at 0002."""
    one = uuid4().hex
    yield "courses", {"id": one, "slug": "s", "title": "T", "summary": "S", "language": "en"}
    yield "modules", {"id": one, "course_id": one, "title": "M", "position": 1}
    lesson = {"id": one, "course_id": one, "module_id": one, "slug": "l", "title": "L", "minutes": 1, "position": 1}
    yield "lessons", lesson
    yield "blocks", {"id": one, "lesson_id": one, "position": 1, **fields}


def test_a_server_does_not_start_on_an_outdated_database(bare):
    with pytest.raises(migrations.NotMigrated, match="attune migrate"):
        migrations.refuse_outdated(bare)
    migrations.upgrade(bare)
    migrations.refuse_outdated(bare)
