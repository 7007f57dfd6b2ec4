"""Blocks carry an easier version, a challenge, and what they build on."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("blocks", sa.Column("easier", sa.Text(), nullable=True))
    op.add_column("blocks", sa.Column("challenge", sa.Text(), nullable=True))
    op.create_table(
        "block_prerequisites",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("required_block_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_block_prerequisites_block_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_block_prerequisites_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["required_block_id"],
            ["blocks.id"],
            name=op.f("fk_block_prerequisites_required_block_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("block_id", name=op.f("pk_block_prerequisites")),
    )
    for column in ("lesson_id", "required_block_id"):
        op.create_index(op.f(f"ix_block_prerequisites_{column}"), "block_prerequisites", [column])


def downgrade() -> None:
    op.drop_table("block_prerequisites")
    op.drop_column("blocks", "challenge")
    op.drop_column("blocks", "easier")
