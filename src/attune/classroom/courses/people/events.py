"""What happens to the people of a course."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from attune.classroom.platform.events.types import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLeaves(DomainEvent):
    """A group is about to be deleted by `user_id`; a subscriber that needs it raises."""

    group_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsChanged(DomainEvent):
    """A student has come into, or has left, these groups of a course."""

    group_ids: tuple[UUID, ...]
