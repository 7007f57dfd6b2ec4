"""News of what a student said, upwards inside the application."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from attune.classroom.platform.events.types import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChanged(DomainEvent):
    """A student raised or lowered a hand, or said or took back that they are lost. raised_id: of a new hand."""

    raised_id: UUID | None = None
