"""The institution's own messages in versions, and who its students can talk to."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATES = ("engaged", "maybe_confused", "maybe_frustrated", "maybe_disengaged", "low_mood", "unknown")
STRATEGIES = (
    "hint",
    "worked_example",
    "plan_step",
    "break",
    "breathing",
    "encouragement",
    "reflection",
    "ask_tutor",
    "note_to_self",
)
CHANGES = ("added", "edited", "reverted", "switched_off", "switched_on")


def one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade() -> None:
    op.create_table(
        "message_versions",
        sa.Column("message_id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("change", one_of(CHANGES, "messagechange"), nullable=False),
        sa.Column("state", one_of(STATES, "learningstate"), nullable=False),
        sa.Column("strategy", one_of(STRATEGIES, "strategy"), nullable=False),
        sa.Column("recalls", sa.Boolean(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_message_versions_author_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("message_id", "version", name="pk_message_versions"),
    )
    op.create_table(
        "support_resources",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_support_resources"),
    )


def downgrade() -> None:
    op.drop_table("support_resources")
    op.drop_table("message_versions")
