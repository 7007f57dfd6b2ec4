"""Table: a student's private notes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, one_of
from attune.classroom.wellbeing.my_data.notes.schemas import LONGEST_NOTE, NoteKind


class Note(Base):
    """Something a student wrote to themselves."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_user_at", "user_id", "at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[NoteKind] = mapped_column(one_of(NoteKind))
    text: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    at: Mapped[datetime]
