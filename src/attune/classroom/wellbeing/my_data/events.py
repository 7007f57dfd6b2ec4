"""News of what a student deleted, upwards inside the application."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from attune.classroom.platform.events.types import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataDeleted(DomainEvent):
    """A student deleted what is known about them: of one lesson, or everything where `lesson_id` is None."""

    lesson_id: UUID | None
