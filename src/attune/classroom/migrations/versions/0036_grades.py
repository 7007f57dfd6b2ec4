"""Assignments are handed in and graded, and there is a gradebook.

Attempts at graded quizzes from before get the grades that they earned.
"""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None

BLOCKS = sa.table(
    "blocks",
    sa.column("id", sa.Uuid()),
    sa.column("lesson_id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("content", sa.JSON()),
)
LESSONS = sa.table("lessons", sa.column("id", sa.Uuid()), sa.column("course_id", sa.Uuid()))
ATTEMPTS = sa.table(
    "quiz_attempts",
    sa.column("block_id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("score", sa.Double()),
    sa.column("submitted_at", database.UtcDateTime(timezone=True)),
)
GRADES = sa.table(
    "grades",
    sa.column("block_id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("course_id", sa.Uuid()),
    sa.column("raw", sa.Double()),
    sa.column("excused", sa.Boolean()),
    sa.column("at", database.UtcDateTime(timezone=True)),
)


def upgrade() -> None:
    op.create_table(
        "saved_comments",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_comments_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_comments")),
    )
    with op.batch_alter_table("saved_comments") as batch:
        batch.create_index(batch.f("ix_saved_comments_user_id"), ["user_id"])

    op.create_table(
        "assignment_drafts",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_ids", sa.JSON(), nullable=False),
        sa.Column("updated_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_assignment_drafts_block_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "course_id"],
            ["enrolments.user_id", "enrolments.course_id"],
            name=op.f("fk_assignment_drafts_user_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_assignment_drafts_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "block_id", name=op.f("pk_assignment_drafts")),
    )
    with op.batch_alter_table("assignment_drafts") as batch:
        batch.create_index(batch.f("ix_assignment_drafts_block_id"), ["block_id"])

    op.create_table(
        "extensions",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_extensions_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_extensions_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_extensions_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_extensions_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("block_id", "user_id", name=op.f("pk_extensions")),
    )
    with op.batch_alter_table("extensions") as batch:
        batch.create_index(batch.f("ix_extensions_by_id"), ["by_id"])
        batch.create_index(batch.f("ix_extensions_course_id"), ["course_id"])
        batch.create_index(batch.f("ix_extensions_user_id"), ["user_id"])

    op.create_table(
        "grade_changes",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=True),
        sa.Column(
            "what",
            sa.String(length=32),
            nullable=False,
        ),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["block_id"], ["blocks.id"], name=op.f("fk_grade_changes_block_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_grade_changes_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_grade_changes_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_changes")),
    )
    with op.batch_alter_table("grade_changes") as batch:
        batch.create_index(batch.f("ix_grade_changes_block_id_user_id_at"), ["block_id", "user_id", "at"])
        batch.create_index(batch.f("ix_grade_changes_by_id"), ["by_id"])
        batch.create_index(batch.f("ix_grade_changes_user_id"), ["user_id"])

    op.create_table(
        "grade_items",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=True),
        sa.Column("category", sa.String(length=80), nullable=True),
        sa.Column("hidden_until", database.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("weight >= 0", name=op.f("ck_grade_items_weight_positive")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_grade_items_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_grade_items_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("block_id", name=op.f("pk_grade_items")),
    )
    with op.batch_alter_table("grade_items") as batch:
        batch.create_index(batch.f("ix_grade_items_course_id"), ["course_id"])

    op.create_table(
        "grades",
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("raw", sa.Double(), nullable=True),
        sa.Column("override", sa.Double(), nullable=True),
        sa.Column("excused", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_grades_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_grades_by_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["course_id"], ["courses.id"], name=op.f("fk_grades_course_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_grades_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("block_id", "user_id", name=op.f("pk_grades")),
    )
    with op.batch_alter_table("grades") as batch:
        batch.create_index(batch.f("ix_grades_by_id"), ["by_id"])
        batch.create_index(batch.f("ix_grades_course_id_user_id"), ["course_id", "user_id"])
        batch.create_index(batch.f("ix_grades_user_id"), ["user_id"])

    op.create_table(
        "hand_ins",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("lesson_version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("penalty", sa.Double(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file_ids", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=32),
            nullable=False,
        ),
        sa.Column("points", sa.Double(), nullable=True),
        sa.Column("rubric", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("annotations", sa.JSON(), nullable=False),
        sa.Column("graded_by", sa.Uuid(), nullable=True),
        sa.Column("graded_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("penalty >= 0 AND penalty <= 1", name=op.f("ck_hand_ins_penalty_share")),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_hand_ins_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["graded_by"], ["users.id"], name=op.f("fk_hand_ins_graded_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_hand_ins_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_ins")),
        sa.UniqueConstraint("block_id", "user_id", "number", name=op.f("uq_hand_ins_block_id_user_id_number")),
    )
    with op.batch_alter_table("hand_ins") as batch:
        batch.create_index(batch.f("ix_hand_ins_block_id_current_state"), ["block_id", "current", "state"])
        batch.create_index(batch.f("ix_hand_ins_graded_by"), ["graded_by"])
        batch.create_index(batch.f("ix_hand_ins_user_id"), ["user_id"])

    op.create_table(
        "work_files",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("stored_name", sa.String(length=100), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"], name=op.f("fk_work_files_block_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_work_files_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_files")),
    )
    with op.batch_alter_table("work_files") as batch:
        batch.create_index(batch.f("ix_work_files_block_id"), ["block_id"])
        batch.create_index(batch.f("ix_work_files_user_id_block_id"), ["user_id", "block_id"])

    with op.batch_alter_table("quiz_attempts") as batch:
        batch.add_column(sa.Column("comment", sa.Text(), nullable=True))
        batch.add_column(sa.Column("graded_by", sa.Uuid(), nullable=True))
        batch.add_column(sa.Column("graded_at", database.UtcDateTime(timezone=True), nullable=True))
        batch.create_index(batch.f("ix_quiz_attempts_graded_by"), ["graded_by"])
        batch.create_foreign_key(
            batch.f("fk_quiz_attempts_graded_by"), "users", ["graded_by"], ["id"], ondelete="SET NULL"
        )
    _grade_earlier_attempts()


def _grade_earlier_attempts() -> None:
    connection = op.get_bind()
    quizzes = connection.execute(
        sa.select(BLOCKS.c.id, BLOCKS.c.content, LESSONS.c.course_id)
        .join(LESSONS, LESSONS.c.id == BLOCKS.c.lesson_id)
        .where(BLOCKS.c.kind == "quiz")
    ).all()
    for block_id, content, course_id in quizzes:
        if not content.get("graded"):
            continue
        points = sum(question.get("points", 1.0) for question in content["questions"])
        earned = sa.select(
            ATTEMPTS.c.block_id,
            ATTEMPTS.c.user_id,
            sa.literal(course_id, sa.Uuid()),
            sa.func.max(ATTEMPTS.c.score) * points,
            sa.false(),
            sa.func.max(ATTEMPTS.c.submitted_at),
        )
        earned = earned.where(ATTEMPTS.c.block_id == block_id).group_by(ATTEMPTS.c.block_id, ATTEMPTS.c.user_id)
        names = ["block_id", "user_id", "course_id", "raw", "excused", "at"]
        connection.execute(GRADES.insert().from_select(names, earned))


def downgrade() -> None:
    with op.batch_alter_table("quiz_attempts") as batch:
        batch.drop_constraint(batch.f("fk_quiz_attempts_graded_by"), type_="foreignkey")
        batch.drop_index(batch.f("ix_quiz_attempts_graded_by"))
        batch.drop_column("graded_at")
        batch.drop_column("graded_by")
        batch.drop_column("comment")

    with op.batch_alter_table("work_files") as batch:
        batch.drop_index(batch.f("ix_work_files_user_id_block_id"))
        batch.drop_index(batch.f("ix_work_files_block_id"))

    op.drop_table("work_files")
    with op.batch_alter_table("hand_ins") as batch:
        batch.drop_index(batch.f("ix_hand_ins_user_id"))
        batch.drop_index(batch.f("ix_hand_ins_graded_by"))
        batch.drop_index(batch.f("ix_hand_ins_block_id_current_state"))

    op.drop_table("hand_ins")
    with op.batch_alter_table("grades") as batch:
        batch.drop_index(batch.f("ix_grades_user_id"))
        batch.drop_index(batch.f("ix_grades_course_id_user_id"))
        batch.drop_index(batch.f("ix_grades_by_id"))

    op.drop_table("grades")
    with op.batch_alter_table("grade_items") as batch:
        batch.drop_index(batch.f("ix_grade_items_course_id"))

    op.drop_table("grade_items")
    with op.batch_alter_table("grade_changes") as batch:
        batch.drop_index(batch.f("ix_grade_changes_user_id"))
        batch.drop_index(batch.f("ix_grade_changes_by_id"))
        batch.drop_index(batch.f("ix_grade_changes_block_id_user_id_at"))

    op.drop_table("grade_changes")
    with op.batch_alter_table("extensions") as batch:
        batch.drop_index(batch.f("ix_extensions_user_id"))
        batch.drop_index(batch.f("ix_extensions_course_id"))
        batch.drop_index(batch.f("ix_extensions_by_id"))

    op.drop_table("extensions")
    with op.batch_alter_table("assignment_drafts") as batch:
        batch.drop_index(batch.f("ix_assignment_drafts_block_id"))

    op.drop_table("assignment_drafts")
    with op.batch_alter_table("saved_comments") as batch:
        batch.drop_index(batch.f("ix_saved_comments_user_id"))

    op.drop_table("saved_comments")
