"""A tutor's answer to an alert, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import taught_course_ids
from attune.classroom.courses.models import Course
from attune.classroom.errors import NotFound
from attune.classroom.permissions import Actor
from attune.classroom.teaching.live import LiveClasses, announce, build
from attune.classroom.teaching.models import AlertResolution, Resolution
from attune.classroom.teaching.schemas import AlertKind


def resolve(
    session: Session, classes: LiveClasses, tutor: Actor, alert_id: UUID, resolution: Resolution, now: datetime
) -> None:
    """Put an alert aside. Raises NotFound unless it is shown in a course of the tutor's, or was before."""
    row = _find(session, tutor, alert_id)
    if row is None:
        course_id, kind = _shown(session, classes, tutor, alert_id, now)
        row = AlertResolution(alert_id=alert_id, course_id=course_id, kind=kind)
    row.resolution, row.resolved_by, row.resolved_at = resolution, tutor.id, now
    session.add(row)
    session.flush()
    announce(session, classes, [row.course_id], now)


def undo(session: Session, classes: LiveClasses, tutor: Actor, alert_id: UUID, now: datetime) -> None:
    """Take a resolution back: the alert is shown again as long as its rule holds. Raises NotFound."""
    row = _find(session, tutor, alert_id)
    if row is None:
        raise _not_found(alert_id)
    session.delete(row)
    session.flush()
    announce(session, classes, [row.course_id], now)


def _find(session: Session, tutor: Actor, alert_id: UUID) -> AlertResolution | None:
    row = session.get(AlertResolution, alert_id)
    return row if row is not None and row.course_id in taught_course_ids(session, tutor.id) else None


def _shown(
    session: Session, classes: LiveClasses, tutor: Actor, alert_id: UUID, now: datetime
) -> tuple[UUID, AlertKind]:
    """The course and the kind of the alert with this id, whose rule holds now."""
    for course_id in taught_course_ids(session, tutor.id):
        _, findings = build(session, classes, session.get_one(Course, course_id), now)
        for finding in findings:
            if finding.alert_id(course_id) == alert_id:
                return course_id, finding.kind
    raise _not_found(alert_id)


def _not_found(alert_id: UUID) -> NotFound:
    return NotFound(f"There is no alert {alert_id} in your courses.", alert_id=str(alert_id))
