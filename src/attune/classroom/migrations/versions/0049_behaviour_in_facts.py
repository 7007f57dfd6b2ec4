"""Facts know the place in a video and what was done there: rewinds, idling, stays, wrong answers, questions."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0049"
down_revision = "0046"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "behaviour_events": "going back, behaviour is kept in memory only",
    "windows.position": "going back, a window knows its block only",
    "study_facts.bin_start": "going back, a video is one place",
    **{
        f"{table}.{name}": "going back, facts are about windows and words only"
        for table in ("study_facts", "study_days")
        for name in ("rewinds", "idle_seconds", "dwell_seconds", "wrong_answers", "questions")
    },
}

COUNTS = ("rewinds", "wrong_answers", "questions")
SECONDS = ("idle_seconds", "dwell_seconds")


def upgrade() -> None:
    op.create_table(
        "behaviour_events",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("lesson_id", sa.Uuid(), nullable=True),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=False),
        sa.Column("position", sa.Float(), nullable=True),
        sa.Column("hidden_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_behaviour_events_block_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_behaviour_events_lesson_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_behaviour_events_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_behaviour_events")),
    )
    op.create_index(op.f("ix_behaviour_events_at"), "behaviour_events", ["at"])
    op.create_index(op.f("ix_behaviour_events_block_id"), "behaviour_events", ["block_id"])
    op.create_index(op.f("ix_behaviour_events_lesson_id"), "behaviour_events", ["lesson_id"])
    op.create_index("ix_behaviour_events_user_at", "behaviour_events", ["user_id", "at"])
    op.add_column("windows", sa.Column("position", sa.Float(), nullable=True))
    for table in ("study_facts", "study_days"):
        with op.batch_alter_table(table) as batch:
            for name in COUNTS:
                batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
            for name in SECONDS:
                batch.add_column(sa.Column(name, sa.Float(), nullable=False, server_default="0"))
        with op.batch_alter_table(table) as batch:
            for name in (*COUNTS, *SECONDS):
                batch.alter_column(name, server_default=None)
    with op.batch_alter_table("study_facts") as batch:
        batch.add_column(sa.Column("bin_start", sa.Integer(), nullable=True))
        batch.drop_index("ix_study_facts_lesson_block")
        batch.create_index("ix_study_facts_lesson_block", ["lesson_id", "block_id", "bin_start"])


def downgrade() -> None:
    with op.batch_alter_table("study_facts") as batch:
        batch.drop_index("ix_study_facts_lesson_block")
        batch.create_index("ix_study_facts_lesson_block", ["lesson_id", "block_id"])
        batch.drop_column("bin_start")
    for table in ("study_facts", "study_days"):
        with op.batch_alter_table(table) as batch:
            for name in (*COUNTS, *SECONDS):
                batch.drop_column(name)
    op.drop_column("windows", "position")
    op.drop_table("behaviour_events")
