"""Table: the messages that an institution changed or added, and those that tutors wrote for their courses."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.causes import Cause
from attune.affect.messages.message import About
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.classroom.platform.database.engine import Base, one_of

LONGEST_ID = 80


class MessageChange(StrEnum):
    """What a version did."""

    ADDED = "added"
    EDITED = "edited"
    REVERTED = "reverted"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"
    PROPOSED = "proposed"  # by a tutor, for their course
    APPROVED = "approved"
    CLAIMED_TOO_MUCH = "claimed_too_much"  # switched off by the update that asks for proof of what a message claims


class MessageVersion(Base):
    """A message as an administrator or a tutor left it. `version` counts from 1 for each message.

    Attributes:
        needs: as the library writes them, `tries>=2`.
        approved: whether an administrator has read it; before, it is not said.
        course_id, block_id: where alone a tutor's message is said. It goes with the course, and with the block.
    """

    __tablename__ = "message_versions"

    message_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[MessageChange] = mapped_column(one_of(MessageChange))
    cause: Mapped[Cause] = mapped_column(one_of(Cause))
    strategy: Mapped[Strategy] = mapped_column(one_of(Strategy))
    needs: Mapped[list[Any]]
    style: Mapped[MessageStyle] = mapped_column(one_of(MessageStyle))
    about: Mapped[About] = mapped_column(one_of(About))
    texts: Mapped[dict[str, Any]]
    active: Mapped[bool]
    approved: Mapped[bool] = mapped_column(default=True)
    course_id: Mapped[UUID | None] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]
