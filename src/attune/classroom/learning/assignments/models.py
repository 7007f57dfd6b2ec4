"""Tables: what students write for an assignment, and every version that they handed in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified, one_of


class HandInState(StrEnum):
    """What has become of a hand-in. `returned`: graded, and asked for again."""

    HANDED_IN = "handed_in"
    GRADED = "graded"
    RETURNED = "returned"


class AssignmentDraft(Base):
    """What a student is writing; gone with the hand-in. It outlives a removal from the course, which can be undone."""

    __tablename__ = "assignment_drafts"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True, index=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    file_ids: Mapped[list[Any]]
    updated_at: Mapped[datetime]


class HandIn(Identified, Base):
    """One version of what a student handed in. The client makes the id, so one that is sent twice counts once.

    group_id: of an assignment for groups, whose hand-in it is; `user_id` is who sent it.
    number: counts a student's or group's versions from 1; current: the last one, which is graded.
    penalty: the share of the points that being late costs, 0 to 1; points: before it. What the tutor has written so
    far is here while the state is `handed_in`, and is shown to the student with the next state.
    """

    __tablename__ = "hand_ins"
    __table_args__ = (
        UniqueConstraint("block_id", "user_id", "number"),
        Index(None, "block_id", "current", "state"),
        Index(None, "group_id", "block_id"),
        CheckConstraint("penalty >= 0 AND penalty <= 1", name="penalty_share"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"))
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_groups.id", ondelete="SET NULL"))
    lesson_version: Mapped[int]
    number: Mapped[int]
    current: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime]
    late: Mapped[bool]
    penalty: Mapped[float] = mapped_column(default=0.0)
    text: Mapped[str] = mapped_column(Text)
    file_ids: Mapped[list[Any]]
    state: Mapped[HandInState] = mapped_column(one_of(HandInState), default=HandInState.HANDED_IN)
    points: Mapped[float | None]
    rubric: Mapped[dict[str, Any]]
    comment: Mapped[str | None] = mapped_column(Text)
    annotations: Mapped[list[Any]]
    graded_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    graded_at: Mapped[datetime | None]


class HandInMember(Base):
    """A student whose a group's hand-in is: who was in the group when it was handed in, or was given it by a tutor."""

    __tablename__ = "hand_in_members"

    hand_in_id: Mapped[UUID] = mapped_column(ForeignKey("hand_ins.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
