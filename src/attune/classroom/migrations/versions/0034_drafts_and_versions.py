"""Courses have a state, lessons drafts and versions; what is archived or taken out keeps its id and its records."""

import hashlib
import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "lesson_drafts": "an older program has no drafts",
    "lesson_versions": "an older program has no versions",
}
STATES = sa.Enum("draft", "running", "archived", name="coursestate", native_enum=False, length=32)
THERE = (
    ("modules", "course_id", "archived_at"),
    ("lessons", "course_id", "archived_at"),
    ("blocks", "lesson_id", "removed_at"),
)


def upgrade() -> None:
    with op.batch_alter_table("courses") as batch:
        batch.add_column(sa.Column("state", STATES, nullable=False, server_default="running"))
        batch.add_column(sa.Column("starts_at", engine.UtcDateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("ends_at", engine.UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("courses") as batch:
        batch.alter_column("state", server_default=None)
    with op.batch_alter_table("lessons") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("lessons") as batch:
        batch.alter_column("version", server_default=None)
    with op.batch_alter_table("blocks") as batch:
        batch.add_column(sa.Column("added_at", engine.UtcDateTime(timezone=True), nullable=True))
    for table, parent, gone in THERE:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(gone, engine.UtcDateTime(timezone=True), nullable=True))
            batch.drop_constraint(op.f(f"uq_{table}_{parent}_position"), type_="unique")
            there = sa.text(f"{gone} IS NULL")
            batch.create_index(
                f"ix_{table}_{parent}_position",
                [parent, "position"],
                unique=True,
                sqlite_where=there,
                postgresql_where=there,
            )
    _create_tables()
    _keep_first_versions(op.get_bind())


def _create_tables() -> None:
    op.create_table(
        "lesson_drafts",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("updated_at", engine.UtcDateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_drafts_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_lesson_drafts_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("lesson_id", name=op.f("pk_lesson_drafts")),
    )
    op.create_index(op.f("ix_lesson_drafts_author_id"), "lesson_drafts", ["author_id"])
    op.create_table(
        "lesson_versions",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("at", engine.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_versions_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_lesson_versions_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("lesson_id", "number", name=op.f("pk_lesson_versions")),
    )
    op.create_index(op.f("ix_lesson_versions_author_id"), "lesson_versions", ["author_id"])


def _keep_first_versions(connection: sa.Connection) -> None:
    """Every lesson as it is now becomes its version 1."""
    tables = {
        name: sa.Table(name, sa.MetaData(), autoload_with=connection)
        for name in ("lessons", "blocks", "block_prerequisites", "lesson_versions")
    }
    lessons, blocks, required, versions = tables.values()
    builds_on = {
        row.block_id: {"lesson_id": _text(row.lesson_id), "block_id": _text(row.required_block_id)}
        for row in connection.execute(sa.select(required))
    }
    for lesson in connection.execute(sa.select(lessons.c.id, lessons.c.title, lessons.c.minutes)).all():
        rows = connection.execute(sa.select(blocks).where(blocks.c.lesson_id == lesson.id).order_by(blocks.c.position))
        body = {
            "title": lesson.title,
            "minutes": lesson.minutes,
            "blocks": [_block(row, builds_on.get(row.id)) for row in rows],
        }
        written = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        sha256 = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
        connection.execute(versions.insert().values(lesson_id=lesson.id, number=1, body=body, sha256=sha256))


def _block(row: sa.Row[Any], builds_on: dict[str, str | None] | None) -> dict[str, Any]:
    kept = {
        name: getattr(row, name) for name in ("kind", "title", "hints", "example", "easier", "challenge", "content")
    }
    return {"id": _text(row.id), **kept, "prerequisite": builds_on}


def _text(value: object) -> str | None:
    """An id as text with hyphens; SQLite keeps it as 32 digits."""
    return None if value is None else str(value if isinstance(value, UUID) else UUID(str(value)))


def downgrade() -> None:
    op.drop_table("lesson_versions")
    op.drop_table("lesson_drafts")
    for table, parent, gone in THERE:
        _renumber(op.get_bind(), table, parent, gone)
        with op.batch_alter_table(table) as batch:
            batch.drop_index(f"ix_{table}_{parent}_position")
            batch.create_unique_constraint(op.f(f"uq_{table}_{parent}_position"), [parent, "position"])
            batch.drop_column(gone)
    with op.batch_alter_table("blocks") as batch:
        batch.drop_column("added_at")
    with op.batch_alter_table("lessons") as batch:
        batch.drop_column("version")
    with op.batch_alter_table("courses") as batch:
        for name in ("ends_at", "starts_at", "state"):
            batch.drop_column(name)


def _renumber(connection: sa.Connection, table: str, parent: str, gone: str) -> None:
    """What was archived or taken out comes behind what is there: an older program shows both."""
    known = sa.Table(table, sa.MetaData(), autoload_with=connection)
    last = dict(
        connection.execute(sa.select(known.c[parent], sa.func.max(known.c.position)).group_by(known.c[parent])).all()
    )
    taken = {
        tuple(row)
        for row in connection.execute(sa.select(known.c[parent], known.c.position).where(known.c[gone].is_(None)))
    }
    for row in connection.execute(sa.select(known).where(known.c[gone].is_not(None)).order_by(known.c.position)).all():
        place = (getattr(row, parent), row.position)
        if place in taken:
            last[place[0]] += 1
            connection.execute(known.update().where(known.c.id == row.id).values(position=last[place[0]]))
        else:
            taken.add(place)
