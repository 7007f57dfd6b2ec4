"""How the system has done: minutes for a month, hours for a year."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0110"
down_revision = "0100"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "system_minutes": "an older program measures no history",
    "system_hours": "are summed up of them",
}


def _measured() -> list[sa.Column[Any]]:
    buckets = ("durations", "lags", "frame_durations", "computer", "tablet", "phone")
    counts = ("processes", "requests", "failed", "windows", "frames", "rejected", "job_runs", "jobs_failed")
    sizes = ("database_bytes", "disk_free", "disk_total")
    return [
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in buckets),
        sa.Column("connections", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in sizes),
        sa.Column("jobs", sa.JSON(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "system_minutes",
        sa.Column("minute", database.UtcDateTime(timezone=True), nullable=False),
        *_measured(),
        sa.PrimaryKeyConstraint("minute", name=op.f("pk_system_minutes")),
    )
    op.create_table(
        "system_hours",
        sa.Column("hour", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Float(), nullable=True)
            for name in ("p50_ms", "p95_ms", "p99_ms", "lag_p50_ms", "lag_p95_ms")
        ),
        *_measured(),
        sa.PrimaryKeyConstraint("hour", name=op.f("pk_system_hours")),
    )


def downgrade() -> None:
    op.drop_table("system_hours")
    op.drop_table("system_minutes")
