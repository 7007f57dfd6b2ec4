"""What a student is writing, and the attempt under way, outlive being taken out of a course: that can be undone."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLES = ("quiz_starts", "quiz_drafts", "assignment_drafts")

EXPLAINED_LOSSES = dict.fromkeys(TABLES, "going back, what somebody has who is not in the course goes")


def upgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(batch.f(f"fk_{table}_user_id_course_id"), type_="foreignkey")
            batch.create_foreign_key(
                batch.f(f"fk_{table}_course_id"), "courses", ["course_id"], ["id"], ondelete="CASCADE"
            )
            batch.create_index(batch.f(f"ix_{table}_course_id"), ["course_id"])


def downgrade() -> None:
    enrolled = sa.table("enrolments", sa.column("user_id"), sa.column("course_id"))
    for table in TABLES:
        rows = sa.table(table, sa.column("user_id"), sa.column("course_id"))
        theirs = sa.exists().where(enrolled.c.user_id == rows.c.user_id, enrolled.c.course_id == rows.c.course_id)
        op.execute(sa.delete(rows).where(~theirs))
        with op.batch_alter_table(table) as batch:
            batch.drop_index(batch.f(f"ix_{table}_course_id"))
            batch.drop_constraint(batch.f(f"fk_{table}_course_id"), type_="foreignkey")
            batch.create_foreign_key(
                batch.f(f"fk_{table}_user_id_course_id"),
                "enrolments",
                ["user_id", "course_id"],
                ["user_id", "course_id"],
                ondelete="CASCADE",
            )
