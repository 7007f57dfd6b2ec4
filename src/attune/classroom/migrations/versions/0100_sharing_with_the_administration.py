"""Sharing with the administration is a switch of its own: off for everybody."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0100"
down_revision = "0080"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"wellbeing_settings": "going back, nobody can share with the administration, so that nobody does"}
SWITCH = "share_with_administration"


def upgrade() -> None:
    with op.batch_alter_table("wellbeing_settings") as batch_op:
        batch_op.add_column(sa.Column(SWITCH, sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column(f"{SWITCH}_set_at", database.UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("wellbeing_settings") as batch_op:
        batch_op.alter_column(SWITCH, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("wellbeing_settings") as batch_op:
        batch_op.drop_column(f"{SWITCH}_set_at")
        batch_op.drop_column(SWITCH)
