"""Table: terms."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified

LONGEST_NAME = 60  # characters


class Term(Identified, Base):
    """A stretch of days, both ends of it included, that an administrator has named. No two terms share a day."""

    __tablename__ = "terms"
    __table_args__ = (CheckConstraint("starts_on <= ends_on", name="in_order"),)

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    starts_on: Mapped[date] = mapped_column(unique=True)
    ends_on: Mapped[date]
