"""A tutor's answer to an alert, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import taught_course_ids
from attune.classroom.live_class.alerts.history.models import STEP_OF, AlertStep
from attune.classroom.live_class.alerts.history.service import record_step
from attune.classroom.live_class.calls import service as calls
from attune.classroom.live_class.models import AlertResolution, Resolution
from attune.classroom.live_class.refresher.classes import LiveClasses
from attune.classroom.live_class.refresher.live import announce
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor


def resolve(
    session: Session, classes: LiveClasses, tutor: Actor, alert_id: UUID, resolution: Resolution, now: datetime
) -> None:
    """Put an alert aside.

    Raises:
        NotFound: unless its rule holds in a course of the tutor's, or was answered before.
    """
    row = _find(session, tutor, alert_id)
    shown = classes.shown(taught_course_ids(session, tutor.id), alert_id)
    if row is None:
        if shown is None:
            raise _not_found(alert_id)
        course_id, finding = shown
        row = AlertResolution(alert_id=alert_id, course_id=course_id, kind=finding.kind)
    row.resolution, row.resolved_by, row.resolved_at = resolution, tutor.id, now
    session.add(row)
    session.flush()
    record_step(session, row, STEP_OF[resolution], tutor, now, shown[1] if shown is not None else None)
    calls.answer(session, classes.presence, row.course_id, alert_id, tutor, resolution, now)
    announce(session, classes, [row.course_id])


def undo(session: Session, classes: LiveClasses, tutor: Actor, alert_id: UUID, now: datetime) -> None:
    """Take a resolution back: the alert is shown again as long as its rule holds.

    Raises:
        NotFound: there is none.
    """
    row = _find(session, tutor, alert_id)
    if row is None:
        raise _not_found(alert_id)
    session.delete(row)
    session.flush()
    record_step(session, row, AlertStep.REOPENED, tutor, now, None)
    calls.reopen(session, alert_id, row.resolved_at)
    announce(session, classes, [row.course_id])


def _find(session: Session, tutor: Actor, alert_id: UUID) -> AlertResolution | None:
    row = session.get(AlertResolution, alert_id)
    return row if row is not None and row.course_id in taught_course_ids(session, tutor.id) else None


def _not_found(alert_id: UUID) -> NotFound:
    return NotFound(f"There is no alert {alert_id} in your courses.", alert_id=str(alert_id))
