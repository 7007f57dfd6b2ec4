"""Who is there: heartbeats of students, in memory, over after some seconds of silence."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

PRESENCE_LASTS = timedelta(seconds=45)  # two heartbeats of 20 s may come late or be lost


@dataclass(frozen=True, slots=True)
class Presence:
    """A student's last heartbeat: when, and where in which course."""

    seen_at: datetime
    lesson_id: UUID | None
    block_id: UUID | None

    def holds(self, now: datetime) -> bool:
        """Whether the student is still there."""
        return now - self.seen_at < PRESENCE_LASTS


class PresenceBook:
    """The last heartbeat of every student of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[UUID, Presence] = {}

    def record(self, student_id: UUID, presence: Presence) -> None:
        """Take in a heartbeat."""
        with self._lock:
            self._last[student_id] = presence

    def last(self, student_id: UUID) -> Presence | None:
        """The last heartbeat of a student, however long ago."""
        return self._last.get(student_id)
