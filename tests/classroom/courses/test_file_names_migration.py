"""Files stored before they had names: found after the upgrade as before, and after the way back as well."""

from __future__ import annotations

from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import command

from attune.classroom import migrations
from tests.classroom.migrations.full_database import bare

__all__ = ["bare"]

BEFORE = "0010"
STORED = "ubungsblatt-1.0123456789ab.pdf"
VALUES = {"slug": "c", "title": "C", "summary": "", "language": "en", "minutes": 3, "position": 1, "kind": "file"}


def add_file_block(database) -> UUID:
    """A course with one block, a file as it was stored before; returns the course's id."""
    course, module, lesson = uuid4(), uuid4(), uuid4()
    metadata = sa.MetaData()
    with database.engine.begin() as connection:
        metadata.reflect(connection, only=["courses", "modules", "lessons", "blocks"])
        content = {"file": STORED, "bytes": 3}
        rows = {
            "courses": {"id": course},
            "modules": {"id": module, "course_id": course},
            "lessons": {"id": lesson, "course_id": course, "module_id": module},
            "blocks": {"id": uuid4(), "lesson_id": lesson, "hints": [], "content": content},
        }
        for name, row in rows.items():
            table = metadata.tables[name]
            given = {key: value for key, value in VALUES.items() if key in table.columns}
            typed = sa.table(name, *(sa.column(column.name, _type(column)) for column in table.columns))
            connection.execute(typed.insert().values(given | row))
    return course


def _type(column: sa.Column) -> sa.types.TypeEngine:
    if column.name in {"hints", "content"}:
        return sa.JSON()
    if column.name in {"position", "minutes"}:
        return sa.Integer()
    return sa.Uuid() if column.name == "id" or column.name.endswith("_id") else sa.String()


FILES = sa.table(
    "course_files",
    sa.column("id", sa.Uuid()),
    sa.column("course_id", sa.Uuid()),
    sa.column("name"),
    sa.column("stored_name"),
)
BLOCKS = sa.table("blocks", sa.column("content", sa.JSON()))


def test_a_stored_file_is_called_what_it_was_stored_as(bare):
    command.upgrade(migrations.configure(bare), BEFORE)
    course = add_file_block(bare)
    migrations.upgrade(bare)
    with bare.engine.connect() as connection:
        rows = connection.execute(sa.select(FILES.c.course_id, FILES.c.name, FILES.c.stored_name)).all()
    assert rows == [(course, STORED, STORED)]


def test_the_way_back_leaves_blocks_that_find_their_files(bare):
    command.upgrade(migrations.configure(bare), BEFORE)
    add_file_block(bare)
    migrations.upgrade(bare)
    with bare.engine.begin() as connection:
        connection.execute(FILES.update().values(name="Übungsblatt 1.pdf"))
        connection.execute(BLOCKS.update().values(content={"file": "Übungsblatt 1.pdf", "bytes": 3}))
    command.downgrade(migrations.configure(bare), BEFORE)
    with bare.engine.connect() as connection:
        assert connection.scalar(sa.select(BLOCKS.c.content)) == {"file": STORED, "bytes": 3}
