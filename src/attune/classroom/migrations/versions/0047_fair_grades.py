"""What a grade is measured by, practice apart from what counts, attempts opened again, who handed in with a group."""

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.database import engine

revision = "0047"
down_revision = "0057"
branch_labels = None
depends_on = None

EXPLAINED_LOSSES = {"hand_in_members": "an older program gives a group's grade to who is in it when it is graded"}

GRADES = sa.table(
    "grades",
    sa.column("block_id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("raw", sa.Double()),
    sa.column("raw_max", sa.Double()),
)
ATTEMPTS = sa.table(
    "quiz_attempts",
    sa.column("block_id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("state", sa.String()),
    sa.column("score", sa.Double()),
    sa.column("practice", sa.Boolean()),
)
BLOCKS = sa.table("blocks", sa.column("id", sa.Uuid()), sa.column("kind", sa.String()), sa.column("content", sa.JSON()))
HAND_INS = sa.table(
    "hand_ins",
    sa.column("id", sa.Uuid()),
    sa.column("block_id", sa.Uuid()),
    sa.column("user_id", sa.Uuid()),
    sa.column("group_id", sa.Uuid()),
    sa.column("state", sa.String()),
)
GROUP_MEMBERS = sa.table("group_members", sa.column("group_id", sa.Uuid()), sa.column("user_id", sa.Uuid()))
HAND_IN_MEMBERS = sa.table("hand_in_members", sa.column("hand_in_id", sa.Uuid()), sa.column("user_id", sa.Uuid()))


def upgrade() -> None:
    with op.batch_alter_table("grades") as batch:
        batch.add_column(sa.Column("raw_max", sa.Double(), nullable=True))
        batch.add_column(sa.Column("override_max", sa.Double(), nullable=True))
    with op.batch_alter_table("grade_items") as batch:
        batch.add_column(sa.Column("counts_practice", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("grade_items") as batch:
        batch.alter_column("counts_practice", server_default=None)
    with op.batch_alter_table("quiz_attempts") as batch:
        batch.add_column(sa.Column("practice", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("reopened_until", engine.UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("quiz_attempts") as batch:
        batch.alter_column("practice", server_default=None)
    for table in ("quiz_starts", "quiz_drafts"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("set_aside_at", engine.UtcDateTime(timezone=True), nullable=True))
    op.create_table(
        "hand_in_members",
        sa.Column("hand_in_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hand_in_id"], ["hand_ins.id"], name=op.f("fk_hand_in_members_hand_in_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_hand_in_members_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("hand_in_id", "user_id", name=op.f("pk_hand_in_members")),
    )
    op.create_index(op.f("ix_hand_in_members_user_id"), "hand_in_members", ["user_id"])
    _write_maxima()
    _tell_practice_apart()
    _write_members()


def _write_maxima() -> None:
    """A quiz's points were its best attempt's share of what it gave then: that is what they are measured by."""
    best = (
        sa.select(sa.func.max(ATTEMPTS.c.score))
        .where(
            ATTEMPTS.c.block_id == GRADES.c.block_id,
            ATTEMPTS.c.user_id == GRADES.c.user_id,
            ATTEMPTS.c.state == "graded",
        )
        .scalar_subquery()
    )
    op.execute(sa.update(GRADES).where(GRADES.c.raw > 0, best > 0).values(raw_max=GRADES.c.raw / best))


def _tell_practice_apart() -> None:
    quizzes = op.get_bind().execute(sa.select(BLOCKS.c.id, BLOCKS.c.content).where(BLOCKS.c.kind == "quiz")).all()
    for block_id, content in quizzes:
        if not (isinstance(content, dict) and content.get("graded")):
            op.execute(sa.update(ATTEMPTS).where(ATTEMPTS.c.block_id == block_id).values(practice=True))


def _write_members() -> None:
    """Who sent it, and of the group who is in it: where it was graded, of them those who were given points for it."""
    op.execute(
        HAND_IN_MEMBERS.insert().from_select(
            ["hand_in_id", "user_id"],
            sa.select(HAND_INS.c.id, HAND_INS.c.user_id).where(HAND_INS.c.group_id.is_not(None)),
        )
    )
    given = sa.exists().where(
        GRADES.c.block_id == HAND_INS.c.block_id,
        GRADES.c.user_id == GROUP_MEMBERS.c.user_id,
        GRADES.c.raw.is_not(None),
    )
    others = (
        sa.select(HAND_INS.c.id, GROUP_MEMBERS.c.user_id)
        .join(GROUP_MEMBERS, GROUP_MEMBERS.c.group_id == HAND_INS.c.group_id)
        .where(GROUP_MEMBERS.c.user_id != HAND_INS.c.user_id, sa.or_(HAND_INS.c.state == "handed_in", given))
    )
    op.execute(HAND_IN_MEMBERS.insert().from_select(["hand_in_id", "user_id"], others))


def downgrade() -> None:
    op.drop_index(op.f("ix_hand_in_members_user_id"), table_name="hand_in_members")
    op.drop_table("hand_in_members")
    for table in ("quiz_starts", "quiz_drafts"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("set_aside_at")
    with op.batch_alter_table("quiz_attempts") as batch:
        batch.drop_column("reopened_until")
        batch.drop_column("practice")
    with op.batch_alter_table("grade_items") as batch:
        batch.drop_column("counts_practice")
    with op.batch_alter_table("grades") as batch:
        batch.drop_column("override_max")
        batch.drop_column("raw_max")
