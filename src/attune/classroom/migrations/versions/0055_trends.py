"""What is shown of courses and groups week by week, and what has ever been published of a week."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0055"
down_revision = "0047"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "trend_weeks": "are decided anew from the study days that are kept",
    "decided_weeks": "are made with them",
}


def upgrade() -> None:
    op.create_table(
        "decided_weeks",
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("named", sa.JSON(), nullable=False),
        sa.Column("decided_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_decided_weeks")),
    )
    op.create_table(
        "trend_weeks",
        sa.Column("scope", sa.String(length=48), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("decided_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_trend_weeks_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["course_groups.id"], name=op.f("fk_trend_weeks_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scope", "week", name=op.f("pk_trend_weeks")),
    )
    for column in ("week", "course_id", "group_id"):
        op.create_index(op.f(f"ix_trend_weeks_{column}"), "trend_weeks", [column])


def downgrade() -> None:
    op.drop_table("trend_weeks")
    op.drop_table("decided_weeks")
