"""A quiz can be started, and an attempt knows how it came about."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0035"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quiz_starts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lesson_version", sa.Integer(), nullable=False),
        sa.Column("started_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("closes_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_quiz_starts_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["user_id", "course_id"],
            ["enrolments.user_id", "enrolments.course_id"],
            name=op.f("fk_quiz_starts_user_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_quiz_starts_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "block_id", name=op.f("pk_quiz_starts")),
        sa.UniqueConstraint("id", name=op.f("uq_quiz_starts_id")),
    )
    with op.batch_alter_table("quiz_starts") as batch:
        batch.create_index(batch.f("ix_quiz_starts_block_id"), ["block_id"])
        batch.create_index(batch.f("ix_quiz_starts_closes_at"), ["closes_at"])

    with op.batch_alter_table("quiz_attempts") as batch:
        batch.add_column(sa.Column("lesson_version", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("started_at", database.UtcDateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("automatic", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(
            sa.Column("state", sa.String(length=32), nullable=False, server_default="graded"),
        )
        batch.drop_index(batch.f("ix_quiz_attempts_block_id"))
        batch.drop_index(batch.f("ix_quiz_attempts_user_id"))
        batch.create_index("ix_quiz_attempts_block_id_state", ["block_id", "state"])
        batch.create_index("ix_quiz_attempts_user_id_block_id", ["user_id", "block_id"])
    with op.batch_alter_table("quiz_attempts") as batch:
        for name in ("lesson_version", "automatic", "state"):
            batch.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("quiz_attempts") as batch:
        batch.drop_index("ix_quiz_attempts_user_id_block_id")
        batch.drop_index("ix_quiz_attempts_block_id_state")
        batch.create_index(batch.f("ix_quiz_attempts_user_id"), ["user_id"])
        batch.create_index(batch.f("ix_quiz_attempts_block_id"), ["block_id"])
        batch.drop_column("state")
        batch.drop_column("automatic")
        batch.drop_column("started_at")
        batch.drop_column("lesson_version")

    with op.batch_alter_table("quiz_starts") as batch:
        batch.drop_index(batch.f("ix_quiz_starts_closes_at"))
        batch.drop_index(batch.f("ix_quiz_starts_block_id"))

    op.drop_table("quiz_starts")
