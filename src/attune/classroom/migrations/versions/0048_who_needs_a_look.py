"""Who of a course needs a look: thresholds and marks; conversations that a tutor begins."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine

revision = "0048"
down_revision = "0055"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {
    "risk_rules": "an older program has no such list",
    "risk_looks": "an older program has no such list",
}


def upgrade() -> None:
    op.create_table(
        "risk_rules",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("missing_at_least", sa.Integer(), nullable=True),
        sa.Column("overdue_at_least", sa.Integer(), nullable=True),
        sa.Column("unseen_days", sa.Integer(), nullable=True),
        sa.Column("average_below", sa.Double(), nullable=True),
        sa.Column("graded_at_least", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", engine.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_risk_rules_revision")),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["users.id"], name=op.f("fk_risk_rules_changed_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_risk_rules_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("course_id", name=op.f("pk_risk_rules")),
    )
    op.create_index(op.f("ix_risk_rules_changed_by"), "risk_rules", ["changed_by"])
    op.create_table(
        "risk_looks",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", engine.UtcDateTime(timezone=True), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_risk_looks_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_risk_looks_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_risk_looks_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("course_id", "user_id", name=op.f("pk_risk_looks")),
    )
    op.create_index(op.f("ix_risk_looks_user_id"), "risk_looks", ["user_id"])
    op.create_index(op.f("ix_risk_looks_by_id"), "risk_looks", ["by_id"])
    with op.batch_alter_table("help_threads", schema=None) as batch_op:
        batch_op.add_column(sa.Column("opened_by_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_help_threads_opened_by_id"), "users", ["opened_by_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_index(op.f("ix_help_threads_opened_by_id"), ["opened_by_id"])


def downgrade() -> None:
    with op.batch_alter_table("help_threads", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_help_threads_opened_by_id"))
        batch_op.drop_constraint(op.f("fk_help_threads_opened_by_id"), type_="foreignkey")
        batch_op.drop_column("opened_by_id")
    op.drop_table("risk_looks")
    op.drop_table("risk_rules")
