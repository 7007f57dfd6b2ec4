"""What tutors made of raised hands and of "I'm lost here", call by call."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_answers",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("alert_id", sa.Uuid(), nullable=False),
        sa.Column(
            "resolution",
            sa.Enum("dismissed", "false_alarm", "done", name="resolution", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id", "check_in_id"],
            ["check_ins.user_id", "check_ins.id"],
            name=op.f("fk_call_answers_user_id_check_in_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["users.id"], name=op.f("fk_call_answers_answered_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("user_id", "check_in_id", name=op.f("pk_call_answers")),
    )
    op.create_index(op.f("ix_call_answers_alert_id"), "call_answers", ["alert_id"])


def downgrade() -> None:
    op.drop_table("call_answers")
