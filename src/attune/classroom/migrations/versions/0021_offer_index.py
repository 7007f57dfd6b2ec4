"""An index by which deleting an offer finds what a student said about it."""

from alembic import op

revision = "0021"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_check_ins_offer_id", "check_ins", ["offer_id"])


def downgrade() -> None:
    op.drop_index("ix_check_ins_offer_id", "check_ins")
