"""Every decision at a moment, and the frozen plans of experiments.

Nothing is carried over from `support_messages`: those were drawn by student and not by moment, so that they can be no
part of an experiment that draws moments. The figures published about them go with the report that showed them.
"""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0027"
down_revision = "0024"
branch_labels = None
depends_on = None

OLD_FIGURES = "effect:%"


def upgrade() -> None:
    op.execute(sa.text("DELETE FROM table_releases WHERE name LIKE :old").bindparams(old=OLD_FIGURES))
    op.create_table(
        "experiment_plans",
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("starts_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("results_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("concluded_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_by"], ["users.id"], name=op.f("fk_experiment_plans_frozen_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiment_plans")),
    )
    op.create_table(
        "support_decisions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("lesson_id", sa.Uuid(), nullable=True),
        sa.Column("block_id", sa.Uuid(), nullable=True),
        sa.Column("skill", sa.String(length=200), nullable=True),
        sa.Column("cause", sa.String(length=40), nullable=False),
        sa.Column("evidence", sa.String(length=40), nullable=False),
        sa.Column("interruption_point", sa.String(length=40), nullable=False),
        sa.Column("randomised", sa.Boolean(), nullable=False),
        sa.Column("speak", sa.Boolean(), nullable=False),
        sa.Column("probability_speak", sa.Float(), nullable=False),
        sa.Column("available", sa.Boolean(), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("message_id", sa.String(length=80), nullable=True),
        sa.Column("support_message_id", sa.Uuid(), nullable=True),
        sa.Column("seed", sa.String(length=120), nullable=False),
        sa.Column("policy_hash", sa.String(length=64), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("switched_off_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_references(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_decisions")),
    )
    for columns in (["at"], ["support_message_id"]):
        op.create_index(op.f(f"ix_support_decisions_{columns[0]}"), "support_decisions", columns)
    op.create_index("ix_support_decisions_user_at", "support_decisions", ["user_id", "at"])


def downgrade() -> None:
    op.drop_table("support_decisions")
    op.drop_table("experiment_plans")


def _references() -> list[sa.ForeignKeyConstraint]:
    referred = {
        "user_id": ("users.id", "CASCADE"),
        "course_id": ("courses.id", "SET NULL"),
        "lesson_id": ("lessons.id", "SET NULL"),
        "block_id": ("blocks.id", "SET NULL"),
        "support_message_id": ("support_messages.id", "SET NULL"),
    }
    return [
        sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_support_decisions_{column}"), ondelete=on_delete)
        for column, (key, on_delete) in referred.items()
    ]
