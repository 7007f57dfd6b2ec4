"""Table: the "talk to someone" list."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class ResourcesRow(Base):
    """The one row that holds the list; without it the institution has set none."""

    __tablename__ = "support_resources"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[list[Any]]
