"""Weeks of courses and groups are counted and decided on once: what trends show, kept for three years.

Nothing read `group_weeks`. They were decided on by a rule of their own, so that whoever had come to read both could
have subtracted one from the other.
"""

import sqlalchemy as sa
from alembic import op

revision = "0120"
down_revision = "0111"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"group_weeks": "the weeks of courses and groups are those of trend_weeks; nothing read these"}


def upgrade() -> None:
    op.drop_table("group_weeks")


def downgrade() -> None:
    op.create_table(
        "group_weeks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("figure", sa.String(length=32), nullable=False),
        sa.Column("learners", sa.Integer(), nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_group_weeks_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["course_groups.id"], name=op.f("fk_group_weeks_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_weeks")),
    )
    op.create_index("ix_group_weeks_course_week", "group_weeks", ["course_id", "week"])
    op.create_index(op.f("ix_group_weeks_group_id"), "group_weeks", ["group_id"])
