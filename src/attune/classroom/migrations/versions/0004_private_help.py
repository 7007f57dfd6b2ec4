"""Private help: threads between a student and the tutors of a course."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "help_threads",
        sa.Column("student_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=True),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("check_in_id", sa.Uuid(), nullable=True),
        sa.Column("opened_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("latest_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name="fk_help_threads_block_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name="fk_help_threads_course_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name="fk_help_threads_lesson_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["student_id"], ["users.id"], name="fk_help_threads_student_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_help_threads"),
    )
    with op.batch_alter_table("help_threads", schema=None) as batch_op:
        batch_op.create_index("ix_help_threads_course_latest", ["course_id", "latest_at"], unique=False)
        batch_op.create_index("ix_help_threads_student_id", ["student_id"], unique=False)
    op.create_table(
        "help_messages",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("sent_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_help_messages_author_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["help_threads.id"], name="fk_help_messages_thread_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_help_messages"),
    )
    with op.batch_alter_table("help_messages", schema=None) as batch_op:
        batch_op.create_index("ix_help_messages_thread_sent", ["thread_id", "sent_at"], unique=False)
    op.create_table(
        "help_readings",
        sa.Column("thread_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["help_threads.id"], name="fk_help_readings_thread_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_help_readings_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("thread_id", "user_id", name="pk_help_readings"),
    )


def downgrade() -> None:
    op.drop_table("help_readings")
    op.drop_table("help_messages")
    op.drop_table("help_threads")
