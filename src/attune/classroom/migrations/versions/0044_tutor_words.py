"""The institution's own word for whoever teaches."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0032"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"tutor_words": "going back, the product's own word for a tutor is said again"}


def upgrade() -> None:
    op.create_table(
        "tutor_words",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tutor_words"),
    )


def downgrade() -> None:
    op.drop_table("tutor_words")
