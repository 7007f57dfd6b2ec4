"""Table: what is shown of the quality of readings, period by period."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class QualityPeriod(Base):
    """The figures of four weeks, decided on once: they are about groups, and stay when somebody deletes everything.

    Attributes:
        began_on: Its first day, a Monday in the institution's time zone.
        figures: As `QualityFiguresOut`; what is hidden is not in it.
        k: The smallest group when it was decided.
        decided_at: When.
    """

    __tablename__ = "quality_periods"

    began_on: Mapped[date] = mapped_column(primary_key=True)
    figures: Mapped[dict[str, Any]]
    k: Mapped[int]
    decided_at: Mapped[datetime]
