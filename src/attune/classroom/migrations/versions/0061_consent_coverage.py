"""How many students allow what, week by week, and what has been published of it."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0061"
down_revision = "0072"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "consent_weeks": "an older program has no such page",
    "published_consents": "are made with them",
}


def upgrade() -> None:
    op.create_table(
        "published_consents",
        sa.Column("switch", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("decided_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("switch", name=op.f("pk_published_consents")),
    )
    op.create_table(
        "consent_weeks",
        sa.Column("scope", sa.String(length=48), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("decided_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_consent_weeks_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scope", "week", name=op.f("pk_consent_weeks")),
    )
    for column in ("week", "course_id"):
        op.create_index(op.f(f"ix_consent_weeks_{column}"), "consent_weeks", [column])


def downgrade() -> None:
    op.drop_table("consent_weeks")
    op.drop_table("published_consents")
