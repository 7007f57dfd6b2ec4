"""Table: the minutes of live classes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.disclosure.live import PictureKind
from attune.classroom.platform.database.engine import Base, Identified, one_of


class LiveMinute(Identified, Base):
    """A figure of a class in one minute, as its page showed it, of learners who all let summaries be saved.

    block_id: the place that it is about, a block of the lesson; None of the class as a whole.
    kind: who makes it up: the class, or only those who share by name; a hidden figure has no row.
    learners: in it, rounded down to a multiple of five.
    shares: as the page shows them: `category`, `share`, `word`, `low`, `high` of each; of a place, of one category.
    coverage: how much could be read, in a band; None of a place.
    """

    __tablename__ = "live_minutes"
    __table_args__ = (Index("ix_live_minutes_course_minute", "course_id", "minute"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), index=True)
    minute: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[PictureKind] = mapped_column(one_of(PictureKind))
    learners: Mapped[int]
    shares: Mapped[list[Any]]
    coverage: Mapped[str | None] = mapped_column(String(10))
