"""Groups hand in together and have dates of their own; a quiz that closes hands in what was begun."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0041"
down_revision = "0043"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "hand_ins.group_id": "going back, what a group handed in is its writer's alone",
    "group_extensions": "going back, there are no dates of a group's own",
    "quiz_drafts.closes_at": "going back, only quizzes that are started hand in by themselves",
}


def upgrade() -> None:
    with op.batch_alter_table("hand_ins") as batch:
        batch.add_column(sa.Column("group_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            batch.f("fk_hand_ins_group_id"), "course_groups", ["group_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(batch.f("ix_hand_ins_group_id_block_id"), ["group_id", "block_id"])
    op.create_table(
        "group_extensions",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_group_extensions_block_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_group_extensions_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_group_extensions_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["course_groups.id"], name=op.f("fk_group_extensions_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("block_id", "group_id", name=op.f("pk_group_extensions")),
    )
    with op.batch_alter_table("group_extensions") as batch:
        batch.create_index(batch.f("ix_group_extensions_by_id"), ["by_id"])
        batch.create_index(batch.f("ix_group_extensions_course_id"), ["course_id"])
        batch.create_index(batch.f("ix_group_extensions_group_id"), ["group_id"])
    with op.batch_alter_table("quiz_drafts") as batch:
        batch.add_column(sa.Column("closes_at", database.UtcDateTime(timezone=True), nullable=True))
        batch.create_index(batch.f("ix_quiz_drafts_closes_at"), ["closes_at"])


def downgrade() -> None:
    with op.batch_alter_table("quiz_drafts") as batch:
        batch.drop_index(batch.f("ix_quiz_drafts_closes_at"))
        batch.drop_column("closes_at")
    op.drop_table("group_extensions")
    with op.batch_alter_table("hand_ins") as batch:
        batch.drop_index(batch.f("ix_hand_ins_group_id_block_id"))
        batch.drop_constraint(batch.f("fk_hand_ins_group_id"), type_="foreignkey")
        batch.drop_column("group_id")
