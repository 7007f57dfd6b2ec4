"""Terms: date ranges that an administrator sets, by which facts are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"terms": "going back, every term lasts 26 weeks"}


def upgrade() -> None:
    op.create_table(
        "terms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_terms_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("starts_on", name=op.f("uq_terms_starts_on")),
    )


def downgrade() -> None:
    op.drop_table("terms")
