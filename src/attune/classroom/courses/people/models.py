"""Tables: groups within a course, who is in them, and the codes by which students join a course."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified

LONGEST_GROUP_NAME = 80


class MemberRole(StrEnum):
    """What somebody is in a course."""

    STUDENT = "student"
    ASSISTANT = "assistant"
    TUTOR = "tutor"


class CourseGroup(Identified, Base):
    """A group of students within a course."""

    __tablename__ = "course_groups"
    __table_args__ = (UniqueConstraint("course_id", "name"), UniqueConstraint("id", "course_id"))

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_GROUP_NAME))


class GroupMember(Base):
    """A student of a course in one of its groups; whoever leaves the course leaves its groups."""

    __tablename__ = "group_members"
    __table_args__ = (
        ForeignKeyConstraint(
            ["group_id", "course_id"], ["course_groups.id", "course_groups.course_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["user_id", "course_id"], ["enrolments.user_id", "enrolments.course_id"], ondelete="CASCADE"
        ),
        Index(None, "course_id", "user_id"),
    )

    group_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID]


class JoinCode(Identified, Base):
    """A code by which students join a course, as often as it allows until it expires or is revoked.

    uses: how many have joined by it.  group_id: the group they come into.
    """

    __tablename__ = "join_codes"
    __table_args__ = (
        CheckConstraint("max_uses IS NULL OR max_uses > 0", name="max_uses_positive"),
        CheckConstraint("uses >= 0", name="uses_counted"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_groups.id", ondelete="SET NULL"), index=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    expires_at: Mapped[datetime | None]
    max_uses: Mapped[int | None]
    uses: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]
