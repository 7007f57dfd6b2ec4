"""Tables: what students answered in polls, and what has been published of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class PollAnswer(Base):
    """What a student chose; shown to nobody else.

    counted_choice_id: what of it stands in the published result; None where it is not counted there yet.
    """

    __tablename__ = "poll_answers"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True, index=True)
    choice_id: Mapped[UUID]
    counted_choice_id: Mapped[UUID | None]
    answered_at: Mapped[datetime]


class PollResult(Base):
    """What was last published of a poll: how many chose what, by the choice's id. It stays when one of them is gone."""

    __tablename__ = "poll_results"

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    counts: Mapped[dict[str, Any]]
