"""A support message has a cause, an item and where its action leads; a permission of its own for images that are sent.

Messages sent before had a state only; each gets the cause that this state speaks of. Who had chosen the mode `server`
is asked for the permission when they come back: agreeing to a camera that is read on the device was not that.
"""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

CAUSES = {"maybe_confused": "confused", "maybe_frustrated": "frustrated", "maybe_disengaged": "away"}
OTHERWISE = "low_mood"

MESSAGES = sa.table("support_messages", sa.column("state", sa.String()), sa.column("cause", sa.String()))


def upgrade() -> None:
    _change_messages()
    op.execute(MESSAGES.update().values(cause=sa.case(CAUSES, value=MESSAGES.c.state, else_=OTHERWISE)))
    with op.batch_alter_table("support_messages") as batch:
        batch.alter_column("cause", existing_type=sa.String(length=32), nullable=False)
    with op.batch_alter_table("wellbeing_settings") as batch:
        batch.add_column(sa.Column("process_on_server", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("process_on_server_set_at", database.UtcDateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("message_style", sa.String(length=32), nullable=False, server_default="warm"))
        batch.add_column(sa.Column("use_name", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("wellbeing_settings") as batch:
        for name in ("process_on_server", "message_style", "use_name"):
            batch.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("wellbeing_settings") as batch:
        for name in ("use_name", "message_style", "process_on_server_set_at", "process_on_server"):
            batch.drop_column(name)
    with op.batch_alter_table("support_messages") as batch:
        for name in ("action_block_id", "action_lesson_id"):
            batch.drop_constraint(f"fk_support_messages_{name}", type_="foreignkey")
        for name in ("action_block_id", "action_lesson_id", "question_id", "cause"):
            batch.drop_column(name)


def _change_messages() -> None:
    with op.batch_alter_table("support_messages") as batch:
        batch.add_column(sa.Column("cause", sa.String(length=32), nullable=True))
        batch.add_column(sa.Column("question_id", sa.Uuid(), nullable=True))
        for name, key in (("action_lesson_id", "lessons"), ("action_block_id", "blocks")):
            batch.add_column(sa.Column(name, sa.Uuid(), nullable=True))
            batch.create_foreign_key(f"fk_support_messages_{name}", key, [name], ["id"], ondelete="SET NULL")
