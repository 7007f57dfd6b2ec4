"""Policies call the moments at which support may speak interruption points; a message's rule is called `speak`."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "policy.content": "the moments at which support may speak are called something else; none is lost",
    "support_messages.rule": "the rule by which a message was sent is called something else",
}

POLICY = sa.table("policy", sa.column("id", sa.Integer()), sa.column("content", sa.JSON()))
MESSAGES = sa.table("support_messages", sa.column("rule", sa.String()))


def upgrade() -> None:
    _rename("breakpoints", "interruption_points")
    op.execute(MESSAGES.update().where(MESSAGES.c.rule == "offer").values(rule="speak"))


def downgrade() -> None:
    _rename("interruption_points", "breakpoints")
    op.execute(MESSAGES.update().where(MESSAGES.c.rule == "speak").values(rule="offer"))


def _rename(old: str, new: str) -> None:
    connection = op.get_bind()
    for key, content in connection.execute(sa.select(POLICY.c.id, POLICY.c.content)).all():
        support = content.get("support")
        if isinstance(support, dict) and old in support:
            renamed = {new if name == old else name: value for name, value in support.items()}
            connection.execute(POLICY.update().where(POLICY.c.id == key).values(content=content | {"support": renamed}))
