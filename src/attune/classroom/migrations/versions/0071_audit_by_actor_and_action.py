"""What one user did of one kind, in the order of the log: some do one thing a hundred thousand times, others never."""

from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

NAME = "ix_audit_entries_actor_id_action_at_seq"


def upgrade() -> None:
    op.create_index(op.f(NAME), "audit_entries", ["actor_id", "action", "at", "seq"])


def downgrade() -> None:
    op.drop_index(op.f(NAME), "audit_entries")
