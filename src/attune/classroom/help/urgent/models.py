"""Table: the user whom the institution has named for urgent questions."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base

THE_CONTACT = 1  # the id of the one row


class UrgentContact(Base):
    """The one row that names the user; without it the institution has named none."""

    __tablename__ = "urgent_contacts"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
