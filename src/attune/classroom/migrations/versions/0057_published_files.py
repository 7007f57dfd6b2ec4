"""A version of a lesson keeps the content of its files, where the course's file has another by now."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0052"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"published_files": "going back, students see the files of a course as its authors do"}


def upgrade() -> None:
    op.create_table(
        "published_files",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("stored_name", sa.String(length=100), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lessons.id"], name=op.f("fk_published_files_lesson_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("lesson_id", "version", "name", name=op.f("pk_published_files")),
    )


def downgrade() -> None:
    op.drop_table("published_files")
