"""Tables: the history of alerts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.live_class.models import Resolution
from attune.classroom.platform.database.engine import Base, Identified, one_of


class AlertStep(StrEnum):
    """What can happen to an alert. A tutor acts on it, dismisses it, calls it a false alarm, or brings it back."""

    RAISED = "raised"
    CLEARED = "cleared"
    ACTED = "acted"
    DISMISSED = "dismissed"
    FALSE_ALARM = "false_alarm"
    REOPENED = "reopened"


STEP_OF = {
    Resolution.DONE: AlertStep.ACTED,
    Resolution.DISMISSED: AlertStep.DISMISSED,
    Resolution.FALSE_ALARM: AlertStep.FALSE_ALARM,
}


class AlertEvent(Identified, Base):
    """One step of one alert; the alert's id names its course, rule and subject.

    student_id: whom the alert is about by name, None where it is about the class or a place.  answered_by: the tutor
    whose step it is, None where the rule itself began or ceased to hold.
    """

    __tablename__ = "alert_events"
    __table_args__ = (Index("ix_alert_events_course_at", "course_id", "at"),)

    alert_id: Mapped[UUID] = mapped_column(index=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    step: Mapped[AlertStep] = mapped_column(one_of(AlertStep))
    at: Mapped[datetime]
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    student_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
