"""Table: reflections that are over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class ClosedReflection(Base):
    """A reflection that its student has finished or skipped; it is not offered again."""

    __tablename__ = "closed_reflections"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
