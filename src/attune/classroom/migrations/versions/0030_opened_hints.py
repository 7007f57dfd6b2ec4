"""Hints that were opened are kept by ladder, so that none is proposed again after the study session has ended."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0030"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opened_hints",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("ladder_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("step >= 1", name=op.f("ck_opened_hints_step")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_opened_hints_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_opened_hints_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "block_id", "ladder_id", "step", name=op.f("pk_opened_hints")),
    )
    op.create_index(op.f("ix_opened_hints_at"), "opened_hints", ["at"], unique=False)
    op.create_index(op.f("ix_opened_hints_block_id"), "opened_hints", ["block_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_opened_hints_block_id"), table_name="opened_hints")
    op.drop_index(op.f("ix_opened_hints_at"), table_name="opened_hints")
    op.drop_table("opened_hints")
