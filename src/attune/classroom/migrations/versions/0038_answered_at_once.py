"""What a student says is answered at once, away from any interruption point."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = ("support_messages", "support_decisions")
EXPLAINED_LOSSES = {
    "support_messages.interruption_point": "going back, what was answered at once is said to be at a change of block",
    "support_decisions.interruption_point": "going back, what was answered at once is said to be at a change of block",
}
OTHERWISE = "block_change"


def upgrade() -> None:
    _set_nullable(nullable=True)


def downgrade() -> None:
    for name in TABLES:
        table = sa.table(name, sa.column("interruption_point", sa.String()))
        op.execute(table.update().where(table.c.interruption_point.is_(None)).values(interruption_point=OTHERWISE))
    _set_nullable(nullable=False)


def _set_nullable(*, nullable: bool) -> None:
    for name in TABLES:
        with op.batch_alter_table(name) as batch:
            batch.alter_column("interruption_point", nullable=nullable)
