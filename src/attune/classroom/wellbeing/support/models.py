"""Table: the messages that an institution changed or added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.classroom.platform.database.engine import Base, one_of

LONGEST_ID = 80


class MessageChange(StrEnum):
    """What a version did."""

    ADDED = "added"
    EDITED = "edited"
    REVERTED = "reverted"
    SWITCHED_OFF = "switched_off"
    SWITCHED_ON = "switched_on"


class MessageVersion(Base):
    """A message as an administrator left it. `version` counts from 1 for each message."""

    __tablename__ = "message_versions"

    message_id: Mapped[str] = mapped_column(String(LONGEST_ID), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change: Mapped[MessageChange] = mapped_column(one_of(MessageChange))
    state: Mapped[LearningState] = mapped_column(one_of(LearningState))
    strategy: Mapped[Strategy] = mapped_column(one_of(Strategy))
    recalls: Mapped[bool]
    texts: Mapped[dict[str, Any]]
    active: Mapped[bool]
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]
