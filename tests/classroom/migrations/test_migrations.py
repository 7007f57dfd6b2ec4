"""Migrations bring an empty database to exactly what the models describe, and back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect, text

from attune.classroom import migrations
from attune.classroom.courses.models import Block
from attune.classroom.platform.database.engine import Base
from tests.classroom.migrations.full_database import differences, fill, names_of, read_all, tables_of


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


def test_support_messages_keep_every_row_and_who_spoke_about_them(bare):
    configuration = migrations.configure(bare)
    command.upgrade(configuration, "0022")
    names = (
        ("offers", "offered_at", "breakpoint", "offer_id"),
        (
            "support_messages",
            "sent_at",
            "interruption_point",
            "support_message_id",
        ),
    )
    with bare.engine.begin() as connection:
        fill(connection)
        before = _messages(connection, *names[0])
    assert before[0]
    assert any(reference is not None for _, reference in before[1])
    command.upgrade(configuration, "0023")
    with bare.engine.connect() as connection:
        assert _messages(connection, *names[1]) == before
    command.downgrade(configuration, "0022")
    with bare.engine.connect() as connection:
        assert _messages(connection, *names[0]) == before


def _messages(connection, table, at, kind, reference):
    messages = connection.execute(text(f"SELECT id, {at}, {kind}, text FROM {table} ORDER BY id")).all()
    return messages, connection.execute(text(f"SELECT id, {reference} FROM check_ins ORDER BY id")).all()


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


def revisions(database):
    """Every revision with its module, oldest first."""
    script = ScriptDirectory.from_config(migrations.configure(database))
    return [(revision.revision, revision.module) for revision in reversed(list(script.walk_revisions()))]


def state_of(database):
    with database.engine.connect() as connection:
        return read_all(connection)


def filled(database):
    """Add rows to every table and return the whole content."""
    with database.engine.begin() as connection:
        fill(connection)
    return state_of(database)


def test_every_row_of_every_table_is_carried_through_every_revision_and_back(bare):
    """Whatever is lost on purpose is named by the revision itself (EXPLAINED_LOSSES), with the reason."""
    names, before = {}, {}
    for version, module in revisions(bare):
        command.upgrade(migrations.configure(bare), version)
        with bare.engine.begin() as connection:
            tables = tables_of(connection)
            after = read_all(connection, tables)
            fill(connection, tables)
            full = read_all(connection, tables)
        assert differences(before, after, explained_by(module)) == [], f"lost by the upgrade to {version}"
        names[version], before = names_of(after), full
        assert all(content.rows for content in before.values())
    for version, module in reversed(revisions(bare)[1:]):
        command.downgrade(migrations.configure(bare), "-1")
        after, below = state_of(bare), names[module.down_revision]
        assert names_of(after) == below, f"the downgrade from {version} leaves other tables than were there before it"
        added = {name for name in names_of(before) if name not in below}
        assert differences(before, after, {*added, *explained_by(module)}) == [], (
            f"lost by the downgrade from {version}"
        )
        before = after


def explained_by(module):
    return getattr(module, "EXPLAINED_LOSSES", {}).keys()


@pytest.mark.parametrize("start", ["0001", "0002"])
def test_an_old_database_comes_to_the_newest_version_with_all_it_held(bare, start):
    command.upgrade(migrations.configure(bare), start)
    before = filled(bare)
    migrations.upgrade(bare)
    explained = {name for _, module in revisions(bare) for name in explained_by(module)}
    assert differences(before, state_of(bare), explained) == []
