"""Class sessions: planned, open or ended, with the block that is presented and the pace."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0140"
down_revision = "0121"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"live_sessions": "classes are held anew; what was learnt in them is kept with lessons"}

FOREIGN = {
    "course_id": ("courses", "CASCADE"),
    "lesson_id": ("lessons", "CASCADE"),
    "group_id": ("course_groups", "CASCADE"),
    "tutor_id": ("users", "SET NULL"),
    "presented_block_id": ("blocks", "SET NULL"),
}
OPEN = {"course_id": "group_id IS NULL", "group_id": "group_id IS NOT NULL"}


def upgrade() -> None:
    op.create_table(
        "live_sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("tutor_id", sa.Uuid(), nullable=True),
        sa.Column("planned_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("started_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("ended_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("presented_block_id", sa.Uuid(), nullable=True),
        sa.Column("pace", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *[
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_live_sessions_{column}"), ondelete=then)
            for column, (table, then) in FOREIGN.items()
        ],
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_sessions")),
        sa.UniqueConstraint("code", name=op.f("uq_live_sessions_code")),
    )
    for column in FOREIGN:
        op.create_index(op.f(f"ix_live_sessions_{column}"), "live_sessions", [column])
    for column, whose in OPEN.items():
        is_open = sa.text(f"{whose} AND started_at IS NOT NULL AND ended_at IS NULL")
        op.create_index(
            f"ix_live_sessions_open_{column}",
            "live_sessions",
            [column],
            unique=True,
            sqlite_where=is_open,
            postgresql_where=is_open,
        )


def downgrade() -> None:
    op.drop_table("live_sessions")
