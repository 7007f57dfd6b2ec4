"""News of a learner's state, upwards inside the application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from attune.classroom.platform.events.types import DomainEvent
from attune.classroom.wellbeing.models import StoredBehaviour, StoredWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerChanged(DomainEvent):
    """What is known about a student, or what they allow, has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDataChanged(DomainEvent):
    """Windows, behaviour, or what was said, came, changed or went; they belong to the time from `since` to `until`.

    added: the windows, where new ones are all that changed; behaviour: the same of behaviour.
    """

    since: datetime
    until: datetime
    added: Sequence[StoredWindow] = ()
    behaviour: Sequence[StoredBehaviour] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonVisibilityChanged(DomainEvent):
    """A student hid everything known about a lesson so far, or showed it again."""

    lesson_id: UUID
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SummariesPermissionChanged(DomainEvent):
    """A student gave the permission to save summaries, or took it back."""
