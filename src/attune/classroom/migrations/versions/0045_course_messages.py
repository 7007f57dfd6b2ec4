"""Support messages that tutors write for their courses, and whether a message has been read by an administrator."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

MESSAGES = sa.table("message_versions", sa.column("course_id", sa.Uuid()))
EXPLAINED_LOSSES = {"message_versions": "going back, the messages of courses go: they would be said everywhere"}


def upgrade() -> None:
    with op.batch_alter_table("message_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("approved", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.add_column(sa.Column("course_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("block_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            "fk_message_versions_course_id", "courses", ["course_id"], ["id"], ondelete="CASCADE"
        )
        batch_op.create_foreign_key("fk_message_versions_block_id", "blocks", ["block_id"], ["id"], ondelete="CASCADE")
        batch_op.create_index("ix_message_versions_course_id", ["course_id"], unique=False)
        batch_op.create_index("ix_message_versions_block_id", ["block_id"], unique=False)
    with op.batch_alter_table("message_versions", schema=None) as batch_op:
        batch_op.alter_column("approved", server_default=None)


def downgrade() -> None:
    op.execute(MESSAGES.delete().where(MESSAGES.c.course_id.is_not(None)))
    with op.batch_alter_table("message_versions", schema=None) as batch_op:
        batch_op.drop_index("ix_message_versions_block_id")
        batch_op.drop_index("ix_message_versions_course_id")
        batch_op.drop_constraint("fk_message_versions_block_id", type_="foreignkey")
        batch_op.drop_constraint("fk_message_versions_course_id", type_="foreignkey")
        batch_op.drop_column("block_id")
        batch_op.drop_column("course_id")
        batch_op.drop_column("approved")
