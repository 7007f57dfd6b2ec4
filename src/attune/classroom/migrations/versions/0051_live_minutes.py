"""What the page of a live class has shown, minute by minute."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"live_minutes": "going back, a live class leaves nothing behind"}


def upgrade() -> None:
    op.create_table(
        "live_minutes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=True),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("minute", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("coverage", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_live_minutes_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_live_minutes_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_live_minutes_lesson_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_live_minutes")),
    )
    op.create_index("ix_live_minutes_course_minute", "live_minutes", ["course_id", "minute"])
    for name in ("block_id", "lesson_id", "minute"):
        op.create_index(op.f(f"ix_live_minutes_{name}"), "live_minutes", [name])


def downgrade() -> None:
    op.drop_table("live_minutes")
