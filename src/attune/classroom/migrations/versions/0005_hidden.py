"""What a student keeps for themselves alone: hidden windows, check-ins and offers."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("windows", "check_ins", "offers")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("hidden_at", database.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("hidden_at")
