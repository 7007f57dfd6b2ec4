"""What is shown of the quality of readings, period by period."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0060"
down_revision = "0053"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"quality_periods": "an older program has no such page, and would not purge them"}


def upgrade() -> None:
    op.create_table(
        "quality_periods",
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("decided_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("began_on", name=op.f("pk_quality_periods")),
    )


def downgrade() -> None:
    op.drop_table("quality_periods")
