"""Tables: files that students hand in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified


class WorkFile(Identified, Base):
    """A file that a student uploaded to a quiz or an assignment, by the name that they gave it.

    stored_name: under which it lies in the folder of such files.
    """

    __tablename__ = "work_files"
    __table_args__ = (Index(None, "user_id", "block_id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    stored_name: Mapped[str] = mapped_column(String(100))
    media_type: Mapped[str] = mapped_column(String(100))
    bytes: Mapped[int]
    uploaded_at: Mapped[datetime]
