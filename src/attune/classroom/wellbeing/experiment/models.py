"""Table: what was last published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base

LONGEST_NAME = 80
SALT_BYTES = 16


class TableRelease(Base):
    """A published table. cells: by key, what is shown (or null) and the digests of what it was counted from."""

    __tablename__ = "table_releases"

    name: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    salt: Mapped[str] = mapped_column(String(2 * SALT_BYTES))
    cells: Mapped[dict[str, Any]]
    released_at: Mapped[datetime]
