"""Tables: what authors are writing, and every version that was published."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class LessonDraft(Base):
    """What is being written at a lesson.

    body: None while nothing differs from the published version.
    revision: grows with every change and never starts again, so that a page that is out of date is always found out.
    base_version: the version from which the draft began.
    """

    __tablename__ = "lesson_drafts"

    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True)
    base_version: Mapped[int]
    revision: Mapped[int]
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    updated_at: Mapped[datetime]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)


class LessonVersion(Base):
    """A lesson as it was published; never changed. `note`: what the author said about the change."""

    __tablename__ = "lesson_versions"

    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    note: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime | None]
