"""Table: the "talk to someone" list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base

THE_LIST = 1  # the id of the one row


class ResourcesRow(Base):
    """The one row that holds the list; without it the institution has set none.

    Attributes:
        confirmed_at: when an administrator confirmed this very list; None: not yet, or not since its last change.
        confirmed_by: their name at that time, as a signature; the audit log has the account.
    """

    __tablename__ = "support_resources"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[list[Any]]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(String(120))
