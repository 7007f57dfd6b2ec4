"""Notes for the next time, at a lesson or one of its blocks."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine

revision = "0053"
down_revision = "0048"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"lesson_notes": "an older program has no notes at lessons"}


def upgrade() -> None:
    op.create_table(
        "lesson_notes",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("at", engine.UtcDateTime(timezone=True), nullable=False),
        sa.Column("removed_at", engine.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_notes_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_lesson_notes_block_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_lesson_notes_author_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_notes")),
    )
    for column in ("author_id", "block_id", "lesson_id"):
        op.create_index(op.f(f"ix_lesson_notes_{column}"), "lesson_notes", [column])


def downgrade() -> None:
    op.drop_table("lesson_notes")
