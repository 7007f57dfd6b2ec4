"""Who is there: heartbeats of students, kept in the live store, over after some seconds of silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from attune.classroom.platform.live_store.contract import Codec, LiveStore

PRESENCE_LASTS = timedelta(seconds=45)  # two heartbeats of 20 s may come late or be lost

PRESENCE_KEPT = timedelta(hours=24)  # a tile says when somebody was seen last


@dataclass(frozen=True, slots=True)
class Presence:
    """A student's last heartbeat: when, and where in which course.

    entered_at: since when they have been in this lesson; None where that is not known.
    """

    seen_at: datetime
    lesson_id: UUID | None
    block_id: UUID | None
    entered_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the student is still there."""
        return now - self.seen_at < PRESENCE_LASTS


class PresenceBook:
    """The last heartbeat of every student."""

    def __init__(self, store: LiveStore) -> None:
        self._last = store.values("presence", Codec(Presence), PRESENCE_KEPT)

    def record(self, student_id: UUID, presence: Presence) -> None:
        """Save a heartbeat; who was somewhere else before, or not there, enters with it."""
        before = self._last.read(str(student_id))
        stays = before is not None and before.lesson_id == presence.lesson_id and before.holds(presence.seen_at)
        entered_at = before.entered_at if before is not None and stays else presence.seen_at
        self._last.write(str(student_id), replace(presence, entered_at=entered_at))

    def last(self, student_ids: Iterable[UUID]) -> Mapping[UUID, Presence]:
        """The last heartbeats of some students, however long ago today."""
        found = self._last.read_many([str(student_id) for student_id in student_ids])
        return {UUID(name): presence for name, presence in found.items()}
