"""Tables: what is shown of groups in a week, and what has ever been published of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.disclosure.digests import SALT_BYTES
from attune.classroom.platform.database.engine import Base

LONGEST_SCOPE = 48


class TrendWeek(Base):
    """The figures of a group in a week. No row: hidden, or nobody to be counted, which is not told apart.

    They are about a group: they stay when one of its members deletes everything.

    Attributes:
        scope: `institution`, `course:<id>` or `group:<id>`.
        week: Its Monday, in the institution's time zone.
        course_id, group_id: Whose figures they are; they end with it.
        figures: As `WeekFiguresOut`.
    """

    __tablename__ = "trend_weeks"
    __table_args__ = (Index(None, "week"), Index(None, "course_id"), Index(None, "group_id"))

    scope: Mapped[str] = mapped_column(String(LONGEST_SCOPE), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    course_id: Mapped[UUID | None] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("course_groups.id", ondelete="CASCADE"))
    figures: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]


class DecidedWeek(Base):
    """What has been published of a week, in digests: so that what is published later gives nobody away.

    Attributes:
        salt: Of the digests, the week's own.
        history: Every set that was published, each a mapping of items to learners.
        shown: By scope, which of the sets its figures are of.
        named: Learners who shared this week with the administration when it was first decided on. Nobody else's is ever
            shown by name: what was published counted on them as others.
        decided_at: When it was last looked at.
    """

    __tablename__ = "decided_weeks"

    week: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(String(2 * SALT_BYTES))
    history: Mapped[list[Any]]
    shown: Mapped[dict[str, Any]]
    named: Mapped[list[Any]]
    decided_at: Mapped[datetime]
