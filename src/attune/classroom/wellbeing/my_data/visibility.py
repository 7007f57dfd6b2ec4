"""Hide: what a student keeps for themselves alone, out of every tutor's view and every figure about a group.

What is hidden is what is known until now; what comes later counts again, as the consent switches say. What a tutor saw
before stays in the audit log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_lesson
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import publish
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.ingestion.events import CallChanged
from attune.classroom.wellbeing.learner_state.events import (
    KeptDataChanged,
    LearnerChanged,
    LessonVisibilityChanged,
)
from attune.classroom.wellbeing.learner_state.restore import Gone, rebuild_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import CheckIn, StoredBehaviour, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.timeline.schemas import HiddenOut


def hide_window(
    session: Session, study_sessions: StudySessions, student: Actor, window_id: UUID, hidden: bool, now: datetime
) -> None:
    """Hide one window, or show it again.

    Raises:
        NotFound: there is none.
    """
    row = session.get(StoredWindow, (student.id, window_id))
    if row is None:
        raise NotFound(f"There is no window {window_id} of yours.", window_id=str(window_id))
    row.hidden_at = now if hidden else None
    session.flush()
    publish(session, KeptDataChanged(user_id=student.id, at=now, since=row.started_at, until=row.started_at))
    _publish_change(session, study_sessions, student, now)


def hide_lesson(
    session: Session, study_sessions: StudySessions, student: Actor, lesson_id: UUID, hidden: bool, now: datetime
) -> HiddenOut:
    """Hide everything known about a lesson so far, or show all of it again.

    Raises:
        NotFound: there is none.
    """
    find_lesson(session, student, lesson_id)
    changed = HiddenOut(
        windows=_mark(session, StoredWindow, student, lesson_id, hidden, now),
        checkins=_mark(session, CheckIn, student, lesson_id, hidden, now),
        support_messages=_mark(session, SupportMessage, student, lesson_id, hidden, now),
    )
    _mark(session, StoredBehaviour, student, lesson_id, hidden, now)
    _mark(session, SupportDecision, student, lesson_id, hidden, now)  # part of the messages, as the student sees it
    session.expire_all()
    publish(session, LessonVisibilityChanged(user_id=student.id, at=now, lesson_id=lesson_id, hidden=hidden))
    publish(session, CallChanged(user_id=student.id, at=now))
    _publish_change(session, study_sessions, student, now)
    return changed


def _mark(
    session: Session,
    table: type[StoredWindow | CheckIn | StoredBehaviour | SupportMessage | SupportDecision],
    student: Actor,
    lesson_id: UUID,
    hidden: bool,
    now: datetime,
) -> int:
    """Mark the rows of a lesson that are not marked so yet.

    Returns:
        How many rows.
    """
    statement = update(table).where(table.user_id == student.id, table.lesson_id == lesson_id)
    still = table.hidden_at.is_(None) if hidden else table.hidden_at.is_not(None)
    result = session.execute(statement.where(still).values(hidden_at=now if hidden else None))
    return cast("CursorResult[Any]", result).rowcount


def _publish_change(session: Session, study_sessions: StudySessions, student: Actor, now: datetime) -> None:
    rebuild_study_session(session, study_sessions, student.id, now, Gone())
    publish(session, LearnerChanged(user_id=student.id, at=now))
