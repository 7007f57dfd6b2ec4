"""Hints in steps and a worked example for every block; what one tap on an offer does is kept with it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
EXPLAINED_LOSSES = {"blocks.hint": "becomes the first of blocks.hints"}

ACTIONS = ("open_hint", "show_example", "take_break", "breathing", "plan", "write_note", "ask_tutor")
# What an offer of each strategy did until now.
ACTION_WAS = {
    "hint": "open_hint",
    "plan_step": "plan",
    "break": "take_break",
    "breathing": "breathing",
    "ask_tutor": "ask_tutor",
}

blocks = sa.table("blocks", sa.column("id", sa.Uuid()), sa.column("hint", sa.Text()), sa.column("hints", sa.JSON()))
offers = sa.table("offers", sa.column("strategy", sa.String()), sa.column("action", sa.String()))


def upgrade() -> None:
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hints", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("example", sa.Text(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(blocks.c.id, blocks.c.hint)).all():
        connection.execute(blocks.update().where(blocks.c.id == row.id).values(hints=[row.hint] if row.hint else []))
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.alter_column("hints", existing_type=sa.JSON(), nullable=False)
        batch_op.drop_column("hint")
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("action", sa.Enum(*ACTIONS, name="action", native_enum=False, length=32), nullable=True)
        )
    for strategy, action in ACTION_WAS.items():
        connection.execute(offers.update().where(offers.c.strategy == strategy).values(action=action))


def downgrade() -> None:
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.drop_column("action")
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hint", sa.Text(), nullable=True))
    connection = op.get_bind()
    for row in connection.execute(sa.select(blocks.c.id, blocks.c.hints)).all():
        first = row.hints[0] if row.hints else None
        connection.execute(blocks.update().where(blocks.c.id == row.id).values(hint=first))
    with op.batch_alter_table("blocks", schema=None) as batch_op:
        batch_op.drop_column("example")
        batch_op.drop_column("hints")
