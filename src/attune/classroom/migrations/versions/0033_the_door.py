"""An institution says what it is; a course has groups, codes to join it, and assistants."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine as database

revision = "0033"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "institution",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "region",
            sa.Enum(
                "european_economic_area",
                "united_kingdom",
                "switzerland",
                "united_states",
                "elsewhere",
                name="region",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column(
            "ages", sa.Enum("under_13", "under_18", "adults", name="ages", native_enum=False, length=32), nullable=False
        ),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("open_registration", sa.Boolean(), nullable=False),
        sa.Column("completed_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
    )
    op.create_table(
        "course_groups",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_groups_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_groups")),
        sa.UniqueConstraint("course_id", "name", name=op.f("uq_course_groups_course_id_name")),
        sa.UniqueConstraint("id", "course_id", name=op.f("uq_course_groups_id_course_id")),
    )
    op.create_table(
        "group_members",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id", "course_id"],
            ["course_groups.id", "course_groups.course_id"],
            name=op.f("fk_group_members_group_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id", "course_id"],
            ["enrolments.user_id", "enrolments.course_id"],
            name=op.f("fk_group_members_user_id_course_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("group_id", "user_id", name=op.f("pk_group_members")),
    )
    with op.batch_alter_table("group_members") as batch:
        batch.create_index(batch.f("ix_group_members_course_id_user_id"), ["course_id", "user_id"])

    op.create_table(
        "join_codes",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("created_at", database.UtcDateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("max_uses", sa.Integer(), nullable=True),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("revoked_at", database.UtcDateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("max_uses IS NULL OR max_uses > 0", name=op.f("ck_join_codes_max_uses_positive")),
        sa.CheckConstraint("uses >= 0", name=op.f("ck_join_codes_uses_counted")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_join_codes_course_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_join_codes_created_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["course_groups.id"], name=op.f("fk_join_codes_group_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_join_codes_code")),
    )
    with op.batch_alter_table("join_codes") as batch:
        batch.create_index(batch.f("ix_join_codes_course_id"), ["course_id"])
        batch.create_index(batch.f("ix_join_codes_created_by"), ["created_by"])
        batch.create_index(batch.f("ix_join_codes_group_id"), ["group_id"])

    with op.batch_alter_table("teaching_assignments") as batch:
        batch.add_column(
            sa.Column(
                "role",
                sa.Enum("tutor", "assistant", name="courserole", native_enum=False, length=32),
                nullable=False,
                server_default="tutor",  # who taught until now may do everything
            )
        )
    with op.batch_alter_table("teaching_assignments") as batch:
        batch.alter_column("role", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("teaching_assignments") as batch:
        batch.drop_column("role")

    with op.batch_alter_table("join_codes") as batch:
        batch.drop_index(batch.f("ix_join_codes_group_id"))
        batch.drop_index(batch.f("ix_join_codes_created_by"))
        batch.drop_index(batch.f("ix_join_codes_course_id"))

    op.drop_table("join_codes")
    with op.batch_alter_table("group_members") as batch:
        batch.drop_index(batch.f("ix_group_members_course_id_user_id"))

    op.drop_table("group_members")
    op.drop_table("course_groups")
    op.drop_table("institution")
