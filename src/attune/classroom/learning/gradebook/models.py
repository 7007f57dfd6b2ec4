"""Tables: what counts in a course, each student's grades and how they came about, dates of one's own."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified, one_of


class GradeItem(Base):
    """How a tutor has set up an item of the gradebook, which is a graded quiz or an assignment; None: as its author.

    hidden_until: students do not see their grade before.
    counts_practice: attempts at a quiz from when it was for practice count too.
    """

    __tablename__ = "grade_items"
    __table_args__ = (CheckConstraint("weight >= 0", name="weight_positive"),)

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    weight: Mapped[float | None]
    category: Mapped[str | None] = mapped_column(String(80))
    hidden_until: Mapped[datetime | None]
    counts_practice: Mapped[bool] = mapped_column(default=False)


class Grade(Base):
    """A student's points for an item.

    raw: what the graded work earned; override: what a tutor gave instead; excused: the item does not count.
    raw_max, override_max: how many points there were then; None: as many as the item gives now.
    by_id, at: who changed it last, and when.
    """

    __tablename__ = "grades"
    __table_args__ = (Index(None, "course_id", "user_id"),)

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    raw: Mapped[float | None]
    override: Mapped[float | None]
    raw_max: Mapped[float | None]
    override_max: Mapped[float | None]
    excused: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]

    @property
    def points(self) -> float | None:
        """The points that count; None while there are none."""
        return self.raw if self.override is None else self.override


class Changed(StrEnum):
    """What of a grade was changed."""

    RAW = "raw"
    OVERRIDE = "override"
    EXCUSED = "excused"
    COMMENT = "comment"
    DUE_AT = "due_at"


class GradeChange(Identified, Base):
    """One change of a grade; rows are only ever added. by_name: as it was then; None where no person did it."""

    __tablename__ = "grade_changes"
    __table_args__ = (Index(None, "block_id", "user_id", "at"),)

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    by_name: Mapped[str | None] = mapped_column(String(120))
    what: Mapped[Changed] = mapped_column(one_of(Changed))
    before: Mapped[str | None] = mapped_column(Text)
    after: Mapped[str | None] = mapped_column(Text)


class Extension(Base):
    """A date of a student's own for an item, instead of everybody's."""

    __tablename__ = "extensions"

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]


class GroupExtension(Base):
    """A date of a group's own for an item; a date of a student's own goes before it."""

    __tablename__ = "group_extensions"

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("course_groups.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    due_at: Mapped[datetime]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
