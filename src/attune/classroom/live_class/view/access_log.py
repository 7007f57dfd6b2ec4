"""Who looked at what a student shares: a line in the audit log, once per viewer, student, course and hour."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Course
from attune.classroom.platform import audit
from attune.classroom.platform.database.engine import when_committed

ONCE_EVERY = timedelta(hours=1)

Pair = tuple[UUID, UUID]
"""A viewer and the student they see."""


@dataclass(slots=True)
class RecentAccess:
    """When each viewer was last written down for each student and course; taken over from the log when unknown."""

    last: dict[tuple[UUID, UUID, UUID], datetime] = field(default_factory=dict)

    def is_recent(self, pair: Pair, course_id: UUID, now: datetime) -> bool:
        """Whether this hour's line is written already."""
        last = self.last.get((*pair, course_id))
        return last is not None and now - last < ONCE_EVERY


class Unwritten:
    """Who waits to be written down, by course. Adding never waits; `wake` is set as long as somebody waits."""

    def __init__(self) -> None:
        self.wake = threading.Event()
        self._lock = threading.Lock()
        self._pairs: dict[UUID, dict[Pair, None]] = {}

    def add(self, course_id: UUID, pairs: Sequence[Pair]) -> None:
        """Let some pairs wait, each once."""
        if pairs:
            with self._lock:
                self._pairs.setdefault(course_id, {}).update(dict.fromkeys(pairs))
                self.wake.set()

    def holds(self, course_id: UUID) -> bool:
        """Whether somebody waits in a course."""
        with self._lock:
            return course_id in self._pairs

    def take(self) -> dict[UUID, list[Pair]]:
        """All who wait, in their order; nobody does any more."""
        with self._lock:
            taken, self._pairs = self._pairs, {}
            return {course_id: list(pairs) for course_id, pairs in taken.items()}


def find_due(
    recent_access: RecentAccess, viewer_ids: Sequence[UUID], student_ids: Sequence[UUID], course_id: UUID, now: datetime
) -> list[Pair]:
    """Which of the viewers must be written down as seeing which of the students."""
    pairs = [(viewer_id, student_id) for viewer_id in viewer_ids for student_id in student_ids]
    return [pair for pair in pairs if not recent_access.is_recent(pair, course_id, now)]


def write_down(
    session: Session, recent_access: RecentAccess, due: Sequence[Pair], course: Course, now: datetime
) -> None:
    """Write down who is shown what whom shares in the live view of a course, unless the log already holds it."""
    _restore(session, recent_access, due, course.id, now)
    fresh = [pair for pair in dict.fromkeys(due) if not recent_access.is_recent(pair, course.id, now)]
    detail = {"what": f"Live · {course.title}", "course_id": str(course.id)}
    audit.append_all(
        session,
        [
            audit.Record(audit.AuditAction.VIEWED_SHARED_AFFECT, viewer_id, student_id, now, detail)
            for viewer_id, student_id in fresh
        ],
    )
    written = {(viewer_id, student_id, course.id): now for viewer_id, student_id in fresh}
    when_committed(session, lambda: recent_access.last.update(written))  # what is undone has not been written down


def _restore(
    session: Session, recent_access: RecentAccess, due: Sequence[Pair], course_id: UUID, now: datetime
) -> None:
    """Take over what the log already holds of the last hour about those who are due, after a restart for instance."""
    entries = audit.AuditEntry
    query = select(entries.actor_id, entries.subject_id, entries.at, entries.detail).where(
        entries.action == audit.AuditAction.VIEWED_SHARED_AFFECT,
        entries.actor_id.in_({viewer_id for viewer_id, _ in due}),
        entries.subject_id.in_({student_id for _, student_id in due}),
        entries.at > now - ONCE_EVERY,
    )
    for viewer_id, student_id, at, detail in session.execute(query.order_by(entries.seq)):
        if detail.get("course_id") == str(course_id):
            recent_access.last[viewer_id, student_id, course_id] = at
