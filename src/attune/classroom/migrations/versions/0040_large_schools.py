"""Indexes for an institution of a hundred thousand people and a thousand courses."""

from alembic import op

revision = "0040"
down_revision = "0045"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_lessons_course_id": ("lessons", ["course_id"]),
    "ix_blocks_lesson_id": ("blocks", ["lesson_id"]),
    "ix_users_name_id_email": ("users", ["name", "id", "email"]),
    "ix_users_role_active": ("users", ["role", "active"]),
}


def upgrade() -> None:
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, (table, _columns) in INDEXES.items():
        op.drop_index(name, table_name=table)
