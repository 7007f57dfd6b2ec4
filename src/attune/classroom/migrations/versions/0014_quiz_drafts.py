"""Answers to quizzes are kept from the first keystroke: one draft a question."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_drafts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("changed_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_quiz_drafts_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_quiz_drafts_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id", "course_id"],
            ["enrolments.user_id", "enrolments.course_id"],
            name=op.f("fk_quiz_drafts_user_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "block_id", "question_id", name=op.f("pk_quiz_drafts")),
    )
    op.create_index(op.f("ix_quiz_drafts_block_id"), "quiz_drafts", ["block_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_quiz_drafts_block_id"), "quiz_drafts")
    op.drop_table("quiz_drafts")
