"""Contacts say what they are and when they were checked; a list is confirmed; questions can be urgent."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"support_resources.content": "each entry says what it is and when it was checked; the rest stays"}

RESOURCES = sa.table(
    "support_resources",
    sa.column("id", sa.Integer()),
    sa.column("content", sa.JSON()),
    sa.column("confirmed_at", database.UtcDateTime()),
)


def upgrade() -> None:
    with op.batch_alter_table("support_resources", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confirmed_at", database.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.String(length=120), nullable=True))
    _change_entries(lambda entry: {"kind": "place", "checked_on": None} | entry)
    # Support goes on speaking where a list was written; what was never checked is shown to the administrator as due.
    confirmed = RESOURCES.update().values(confirmed_at=datetime.now(UTC))
    op.get_bind().execute(confirmed.where(RESOURCES.c.id.in_(_ids_of_lists())))
    with op.batch_alter_table("help_threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("urgent_at", database.UtcDateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_help_threads_urgent_at", ["urgent_at"], unique=False)
    op.create_table(
        "urgent_contacts",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_urgent_contacts_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_urgent_contacts"),
    )


def downgrade() -> None:
    op.drop_table("urgent_contacts")
    with op.batch_alter_table("help_threads", schema=None) as batch_op:
        batch_op.drop_index("ix_help_threads_urgent_at")
        batch_op.drop_column("urgent_at")
    _change_entries(lambda entry: {name: value for name, value in entry.items() if name not in {"kind", "checked_on"}})
    with op.batch_alter_table("support_resources", schema=None) as batch_op:
        batch_op.drop_column("confirmed_by")
        batch_op.drop_column("confirmed_at")


def _lists() -> list[tuple[int, list[Any]]]:
    rows = op.get_bind().execute(sa.select(RESOURCES.c.id, RESOURCES.c.content)).all()
    return [(key, content) for key, content in rows]


def _ids_of_lists() -> list[int]:
    return [key for key, content in _lists() if content]


def _change_entries(change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for key, content in _lists():
        changed = [change(entry) if isinstance(entry, dict) else entry for entry in content]
        op.get_bind().execute(RESOURCES.update().where(RESOURCES.c.id == key).values(content=changed))
