"""What was sent to students is called a support message; where it interrupted, an interruption point."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# Renamed, not lost: tests/classroom/migrations compares every row of the two tables before and after.
EXPLAINED_LOSSES = {
    "offers": "is called support_messages",
    "check_ins.offer_id": "is called support_message_id",
}
# Index, its table, and its columns, before and after. Constraints keep their first names: SQLite cannot rename them.
INDEXES = (
    ("ix_offers_message_id", "ix_support_messages_message_id", "support_messages", ["message_id"], ["message_id"]),
    ("ix_offers_offered_at", "ix_support_messages_sent_at", "support_messages", ["offered_at"], ["sent_at"]),
    (
        "ix_offers_user_offered",
        "ix_support_messages_user_sent",
        "support_messages",
        ["user_id", "offered_at"],
        ["user_id", "sent_at"],
    ),
    ("ix_check_ins_offer_id", "ix_check_ins_support_message_id", "check_ins", ["offer_id"], ["support_message_id"]),
)
COLUMNS = (
    ("support_messages", "offered_at", "sent_at"),
    ("support_messages", "breakpoint", "interruption_point"),
    ("check_ins", "offer_id", "support_message_id"),
)


def upgrade() -> None:
    op.rename_table("offers", "support_messages")
    for old, _, table, _, _ in INDEXES:
        op.drop_index(old, table)
    for table, old, new in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {old} TO {new}")
    for _, new, table, _, columns in INDEXES:
        op.create_index(new, table, columns)


def downgrade() -> None:
    for _, new, table, _, _ in INDEXES:
        op.drop_index(new, table)
    for table, old, new in COLUMNS:
        op.execute(f"ALTER TABLE {table} RENAME COLUMN {new} TO {old}")
    for old, _, table, columns, _ in INDEXES:
        op.create_index(old, table, columns)
    op.rename_table("support_messages", "offers")
