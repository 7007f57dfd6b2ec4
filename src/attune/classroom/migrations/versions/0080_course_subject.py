"""A course says its subject, which support messages may name."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0061"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"courses": "going back, no course has a subject"}


def upgrade() -> None:
    with op.batch_alter_table("courses") as batch_op:
        batch_op.add_column(sa.Column("subject", sa.String(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("courses") as batch_op:
        batch_op.drop_column("subject")
