"""Table: the weeks of courses and groups."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified


class GroupWeek(Identified, Base):
    """One figure of a course, or of one of its groups, in one week, after disclosure control.

    Nothing in it leads to a person, so nothing is counted anew when somebody deletes what is known about them.

    group_id: None of the whole course.
    week: its Monday, in the institution's time zone.
    figure: a learning state or an expression (the mean over learners of its share of their seconds), `struggling`, or
        `coverage` (of the share of the time in which a face could be read).
    learners: in the week, rounded down to a multiple of five; None where the week is hidden: then it has one row, of
        `coverage`, with nothing in it.
    share: rounded, in [0, 1]; low, high: its 95 % interval from between learners, rounded outwards.
    """

    __tablename__ = "group_weeks"
    __table_args__ = (Index("ix_group_weeks_course_week", "course_id", "week"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_groups.id", ondelete="CASCADE"), index=True)
    week: Mapped[date]
    figure: Mapped[str] = mapped_column(String(32))
    learners: Mapped[int | None]
    share: Mapped[float | None] = mapped_column(Float)
    low: Mapped[float | None] = mapped_column(Float)
    high: Mapped[float | None] = mapped_column(Float)
