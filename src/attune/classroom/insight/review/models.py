"""Table: what tutors note at a lesson for the next time."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified

LONGEST_NOTE = 2000  # characters


class LessonNote(Identified, Base):
    """A note for the next time, at a block or at the lesson, for everybody who teaches the course.

    author_id: None for one whose account is deleted.
    removed_at: since when it is gone; until it is purged, that can be undone.
    """

    __tablename__ = "lesson_notes"
    __table_args__ = (Index("ix_lesson_notes_lesson_id", "lesson_id"),)

    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"), index=True)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
