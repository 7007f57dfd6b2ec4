"""Facts about study sessions and study days, from which figures over time are made; `attune insight recount` fills them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0032"
down_revision = "0038"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "study_facts": "are counted anew from the windows that are kept",
    "study_days": "are the sums of facts",
}

SECONDS = (
    "seconds",
    "readable_seconds",
    "engaged_seconds",
    "maybe_confused_seconds",
    "maybe_frustrated_seconds",
    "maybe_disengaged_seconds",
    "low_mood_seconds",
    "unknown_seconds",
    "neutral_seconds",
    "happiness_seconds",
    "surprise_seconds",
    "sadness_seconds",
    "anger_seconds",
    "disgust_seconds",
    "fear_seconds",
    "contempt_seconds",
)


def _measures() -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.Float(), nullable=False) for name in SECONDS),
        sa.Column("check_ins", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "study_days",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        *_measures(),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_study_days_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_study_days_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("course_id", "day", "user_id", name=op.f("pk_study_days")),
    )
    op.create_index(op.f("ix_study_days_day"), "study_days", ["day"])
    op.create_index(op.f("ix_study_days_user_id"), "study_days", ["user_id"])
    op.create_table(
        "study_facts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("session_began_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("session_ended_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=True),
        sa.Column("source", sa.String(length=12), nullable=True),
        sa.Column("hidden_at", database.UtcDateTime(timezone=True), nullable=True),
        *_measures(),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_study_facts_block_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_study_facts_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_study_facts_lesson_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_study_facts_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_facts")),
    )
    op.create_index(op.f("ix_study_facts_block_id"), "study_facts", ["block_id"])
    op.create_index(op.f("ix_study_facts_session_began_at"), "study_facts", ["session_began_at"])
    op.create_index("ix_study_facts_course_day", "study_facts", ["course_id", "day"])
    op.create_index("ix_study_facts_lesson_block", "study_facts", ["lesson_id", "block_id"])
    op.create_index("ix_study_facts_user_began", "study_facts", ["user_id", "session_began_at"])


def downgrade() -> None:
    op.drop_table("study_facts")
    op.drop_table("study_days")
