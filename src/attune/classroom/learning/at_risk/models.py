"""Tables: the thresholds of a course, and whom a tutor has looked at already."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class RiskRules(Base):
    """From where on the rules of a course hold; a rule without a threshold is off. No row means the defaults.

    revision: grows with every change.
    """

    __tablename__ = "risk_rules"
    __table_args__ = (CheckConstraint("revision >= 1", name="revision"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    missing_at_least: Mapped[int | None]
    overdue_at_least: Mapped[int | None]
    unseen_days: Mapped[int | None]
    average_below: Mapped[float | None]
    graded_at_least: Mapped[int]
    changed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    changed_at: Mapped[datetime]


class RiskLook(Base):
    """A tutor has looked at how a student stands; it holds for whoever teaches the course, until something changes.

    evidence: what the rules held by at that moment, as `rules.Evidence`.
    """

    __tablename__ = "risk_looks"

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    at: Mapped[datetime]
    evidence: Mapped[dict[str, Any]]
