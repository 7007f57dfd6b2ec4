"""Tables: what tutors did with alerts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, one_of


class Resolution(StrEnum):
    """What a tutor says of an alert."""

    DISMISSED = "dismissed"
    FALSE_ALARM = "false_alarm"
    DONE = "done"


class AlertResolution(Base):
    """A tutor's answer to an alert; the alert's id names its course, rule and subject."""

    __tablename__ = "alert_resolutions"

    alert_id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    resolution: Mapped[Resolution] = mapped_column(one_of(Resolution))
    resolved_by: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    resolved_at: Mapped[datetime]
