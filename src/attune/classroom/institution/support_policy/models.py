"""Table: the institution's policy."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base

THE_POLICY = 1  # the id of the one row


class PolicyRow(Base):
    """The one row that holds the policy; without it the defaults apply."""

    __tablename__ = "policy"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
