"""How far the audit log is verified; and its indexes in the order in which it is read."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine

revision = "0070"
down_revision = "0060"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"audit_verification": "an older program verifies all of the log at every view"}

BEFORE = (["action"], ["actor_id"], ["subject_id"])
SINCE = (["at", "seq"], ["action", "at", "seq"], ["actor_id", "at", "seq"], ["subject_id", "at", "seq"])


def _name(columns: list[str]) -> str:
    return op.f(f"ix_audit_entries_{'_'.join(columns)}")


def upgrade() -> None:
    op.create_table(
        "audit_verification",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checkpoint_seq", sa.Integer(), nullable=False),
        sa.Column("checkpoint_hash", sa.String(length=64), nullable=False),
        sa.Column("checkpoint_at", engine.UtcDateTime(timezone=True), nullable=True),
        sa.Column("broken_seq", sa.Integer(), nullable=True),
        sa.Column("full_requested_at", engine.UtcDateTime(timezone=True), nullable=True),
        sa.Column("full_seq", sa.Integer(), nullable=False),
        sa.Column("full_hash", sa.String(length=64), nullable=False),
        sa.Column("full_finished_at", engine.UtcDateTime(timezone=True), nullable=True),
        sa.Column("full_through", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_verification")),
    )
    for columns in BEFORE:
        op.drop_index(_name(columns), "audit_entries")
    for columns in SINCE:
        op.create_index(_name(columns), "audit_entries", columns)


def downgrade() -> None:
    for columns in SINCE:
        op.drop_index(_name(columns), "audit_entries")
    for columns in BEFORE:
        op.create_index(_name(columns), "audit_entries", columns)
    op.drop_table("audit_verification")
