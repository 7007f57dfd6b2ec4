"""Table: class sessions, planned, open or ended."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified, one_of


class Pace(StrEnum):
    """Whether what is presented comes into view for everybody, or each student works through the lesson alone."""

    FOLLOW = "follow"
    OWN = "own"


class SessionState(StrEnum):
    """How far a class session has come."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"


def _one_open(column: str, whose: str) -> Index:
    """At most one open session: two tutors who start at the same moment do not both get theirs."""
    is_open = text(f"{whose} AND started_at IS NOT NULL AND ended_at IS NULL")
    return Index(f"ix_live_sessions_open_{column}", column, unique=True, sqlite_where=is_open, postgresql_where=is_open)


class LiveSession(Identified, Base):
    """A class on one lesson, for the whole course or for one of its groups.

    group_id: None for the whole course.  tutor_id: who started or planned it; every tutor of the course may hold it.
    presented_block_id: in front of everybody now; None before the first.  code: by which its students come in.
    revision: counts the changes, so that a browser knows which of two states is the newer one.
    """

    __tablename__ = "live_sessions"
    __table_args__ = (
        _one_open("course_id", "group_id IS NULL"),
        _one_open("group_id", "group_id IS NOT NULL"),
    )

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_groups.id", ondelete="CASCADE"), index=True)
    tutor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    planned_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    presented_block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"), index=True)
    pace: Mapped[Pace] = mapped_column(one_of(Pace), default=Pace.FOLLOW)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    revision: Mapped[int] = mapped_column(default=1)

    @property
    def state(self) -> SessionState:
        """How far it has come."""
        if self.ended_at is not None:
            return SessionState.ENDED
        return SessionState.PLANNED if self.started_at is None else SessionState.OPEN
