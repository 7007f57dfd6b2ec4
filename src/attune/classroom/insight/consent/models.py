"""Tables: how many allow what in a week, and what has ever been published of a switch."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.disclosure.digests import SALT_BYTES
from attune.classroom.platform.database.engine import Base

LONGEST_SCOPE = 48
LONGEST_SWITCH = 40


class ConsentWeek(Base):
    """What is shown of a course or the institution in a week: of each switch a band, or nothing.

    figures: as `ConsentFiguresOut`.
    """

    __tablename__ = "consent_weeks"

    scope: Mapped[str] = mapped_column(String(LONGEST_SCOPE), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True, index=True)
    course_id: Mapped[UUID | None] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    figures: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]


class PublishedConsent(Base):
    """What has been published of a switch, in digests, so that what is published later gives nobody away.

    history: every set that a later decision depends on.
    shown: by scope, which of the sets its figure is of, with the figure.
    """

    __tablename__ = "published_consents"

    switch: Mapped[str] = mapped_column(String(LONGEST_SWITCH), primary_key=True)
    salt: Mapped[str] = mapped_column(String(2 * SALT_BYTES))
    history: Mapped[list[Any]]
    shown: Mapped[dict[str, Any]]
    decided_at: Mapped[datetime]
