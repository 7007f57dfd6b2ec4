"""Table: what tutors made of calls for help."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.live_class.models import Resolution
from attune.classroom.platform.database.engine import Base, one_of


class CallAnswer(Base):
    """A tutor's answer to one call of one student; it goes with the call.

    alert_id: the alert that was resolved, so that undoing the resolution finds its answers.  seen_at: when the student
    put the note about it away.
    """

    __tablename__ = "call_answers"
    __table_args__ = (
        ForeignKeyConstraint(["user_id", "check_in_id"], ["check_ins.user_id", "check_ins.id"], ondelete="CASCADE"),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    check_in_id: Mapped[UUID] = mapped_column(primary_key=True)
    alert_id: Mapped[UUID] = mapped_column(index=True)
    resolution: Mapped[Resolution] = mapped_column(one_of(Resolution))
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
