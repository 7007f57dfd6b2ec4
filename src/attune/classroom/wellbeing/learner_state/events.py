"""News of a learner's state, upwards inside the application."""

from __future__ import annotations

from dataclasses import dataclass

from attune.classroom.platform.events.types import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerChanged(DomainEvent):
    """What is known about a student, or what they allow, has changed."""
