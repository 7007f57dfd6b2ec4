"""Polls: what students answer, and what is published of it."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine

revision = "0043"
down_revision = "0040"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "poll_answers": "an older program has no polls",
    "poll_results": "an older program has no polls",
}


def upgrade() -> None:
    op.create_table(
        "poll_answers",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("choice_id", sa.Uuid(), nullable=False),
        sa.Column("counted_choice_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", engine.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_poll_answers_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_poll_answers_block_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "block_id", name=op.f("pk_poll_answers")),
    )
    op.create_index(op.f("ix_poll_answers_block_id"), "poll_answers", ["block_id"])
    op.create_table(
        "poll_results",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_poll_results_block_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("block_id", name=op.f("pk_poll_results")),
    )


def downgrade() -> None:
    op.drop_table("poll_results")
    op.drop_index(op.f("ix_poll_answers_block_id"), table_name="poll_answers")
    op.drop_table("poll_answers")
