"""When a student was at the remembered place of a video."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("block_progress", sa.Column("video_at", database.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("block_progress", "video_at")
