"""The files of courses by the names that people see; those stored before are called what they are stored as."""

from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0010"
branch_labels = None
depends_on = None

NAMES = ("file", "captions", "poster")
BLOCKS = sa.table(
    "blocks", sa.column("id", sa.Uuid()), sa.column("lesson_id", sa.Uuid()), sa.column("content", sa.JSON())
)
LESSONS = sa.table("lessons", sa.column("id", sa.Uuid()), sa.column("course_id", sa.Uuid()))


def upgrade() -> None:
    files = op.create_table(
        "course_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("stored_name", sa.String(length=100), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_files_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_files")),
        sa.UniqueConstraint("course_id", "name", name=op.f("uq_course_files_course_id_name")),
        sa.UniqueConstraint("course_id", "stored_name", name=op.f("uq_course_files_course_id_stored_name")),
    )
    named = {(course, content[key]) for _, course, content in _read(op.get_bind()) for key in NAMES if content.get(key)}
    for course, name in sorted(named, key=str):
        op.get_bind().execute(files.insert().values(id=uuid4(), course_id=course, name=name, stored_name=name))


def downgrade() -> None:
    connection = op.get_bind()
    files = sa.table(
        "course_files",
        sa.column("course_id", sa.Uuid()),
        sa.column("name", sa.String()),
        sa.column("stored_name", sa.String()),
    )
    stored = {(course, name): stored for course, name, stored in connection.execute(sa.select(files))}
    for block, course, content in _read(connection):
        renamed = {key: stored[course, content[key]] for key in NAMES if (course, content.get(key)) in stored}
        if renamed:
            connection.execute(BLOCKS.update().where(BLOCKS.c.id == block).values(content={**content, **renamed}))
    op.drop_table("course_files")


def _read(connection: sa.Connection) -> list[tuple[UUID, UUID, dict[str, Any]]]:
    """Every block with its course and content."""
    rows = connection.execute(
        sa.select(BLOCKS.c.id, LESSONS.c.course_id, BLOCKS.c.content).join_from(
            BLOCKS, LESSONS, BLOCKS.c.lesson_id == LESSONS.c.id
        )
    )
    return [(block, course, content) for block, course, content in rows if isinstance(content, dict)]
