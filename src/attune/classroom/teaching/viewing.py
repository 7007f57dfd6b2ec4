"""Who looked at what a student shares: a line in the audit log, once per viewer, student, course and hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom import audit
from attune.classroom.courses.models import Course
from attune.classroom.database import when_committed

ONCE_EVERY = timedelta(hours=1)

Pair = tuple[UUID, UUID]
"""A viewer and the student they see."""


@dataclass(slots=True)
class Viewings:
    """When each viewer was last written down for each student and course; taken over from the log when unknown."""

    last: dict[tuple[UUID, UUID, UUID], datetime] = field(default_factory=dict)

    def is_recent(self, pair: Pair, course_id: UUID, now: datetime) -> bool:
        """Whether this hour's line is written already."""
        last = self.last.get((*pair, course_id))
        return last is not None and now - last < ONCE_EVERY


def find_due(
    viewings: Viewings, viewer_ids: Sequence[UUID], student_ids: Sequence[UUID], course_id: UUID, now: datetime
) -> list[Pair]:
    """Which of the viewers must be written down as seeing which of the students."""
    pairs = [(viewer_id, student_id) for viewer_id in viewer_ids for student_id in student_ids]
    return [pair for pair in pairs if not viewings.is_recent(pair, course_id, now)]


def write_down(session: Session, viewings: Viewings, due: Sequence[Pair], course: Course, now: datetime) -> None:
    """Write down who is shown what whom shares in the live view of a course, unless the log already holds it."""
    _recall(session, viewings, [viewer_id for viewer_id, _ in due], course.id, now)
    fresh = [pair for pair in dict.fromkeys(due) if not viewings.is_recent(pair, course.id, now)]
    detail = {"what": f"Live · {course.title}", "course_id": str(course.id)}
    audit.append_all(
        session,
        [
            audit.Record(audit.AuditAction.VIEWED_SHARED_AFFECT, viewer_id, student_id, now, detail)
            for viewer_id, student_id in fresh
        ],
    )
    written = {(viewer_id, student_id, course.id): now for viewer_id, student_id in fresh}
    when_committed(session, lambda: viewings.last.update(written))  # what is undone has not been written down


def _recall(session: Session, viewings: Viewings, viewer_ids: Sequence[UUID], course_id: UUID, now: datetime) -> None:
    """Take over what the log already holds of the last hour, after a restart for instance."""
    query = select(audit.AuditEntry).where(
        audit.AuditEntry.action == audit.AuditAction.VIEWED_SHARED_AFFECT,
        audit.AuditEntry.actor_id.in_(set(viewer_ids)),
        audit.AuditEntry.at > now - ONCE_EVERY,
    )
    for entry in session.scalars(query.order_by(audit.AuditEntry.seq)):
        if (
            entry.actor_id is not None
            and entry.subject_id is not None
            and entry.detail.get("course_id") == str(course_id)
        ):
            viewings.last[entry.actor_id, entry.subject_id, course_id] = entry.at
