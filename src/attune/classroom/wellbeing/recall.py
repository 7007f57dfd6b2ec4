"""Sittings from the database: rows to values, and the sittings of students who are not in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.evidence import LearningState, SelfReport
from attune.affect.windows import Source, Window
from attune.classroom.wellbeing.models import CheckIn, StoredWindow
from attune.classroom.wellbeing.sittings import NEW_SITTING_AFTER, REPORTS_KEPT, Sitting, Sittings
from attune.expressions import Expression

# A sitting that began earlier than this is loaded from here on: its baseline is then taken from later minutes.
LOADED = 4 * NEW_SITTING_AFTER


def as_window(row: StoredWindow) -> Window:
    """A stored window as `affect` sees it."""
    return Window(
        id=str(row.id),
        started_at=row.started_at,
        seconds=row.seconds,
        lesson_id=str(row.lesson_id) if row.lesson_id else None,
        block_id=str(row.block_id) if row.block_id else None,
        p=row.p,
        coverage=row.coverage,
        quality=row.quality,
        state="unknown" if row.state == "unknown" else Expression(row.state),
        model=row.model,
        source=cast(Source, row.source),
    )


def as_report(row: CheckIn) -> SelfReport:
    """A stored check-in as `affect` sees it."""
    return SelfReport(row.kind, row.at, parse_feeling(row.feeling), str(row.block_id) if row.block_id else None)


def parse_feeling(feeling: str | None) -> Expression | LearningState | None:
    """A stored feeling as the expression or learning state it names."""
    if feeling is None:
        return None
    return Expression(feeling) if feeling in set(Expression) else LearningState(feeling)


def sitting_of(session: Session, sittings: Sittings, student_id: UUID, now: datetime) -> Sitting:
    """The sitting of a student, loaded from the database where it is not in memory."""
    recall(session, sittings, [student_id], now)
    return cast(Sitting, sittings.get(student_id))


def recall(session: Session, sittings: Sittings, student_ids: Iterable[UUID], now: datetime) -> None:
    """Load the sittings of those students who are not in memory, with two queries for all of them."""
    missing = sittings.unknown(student_ids)
    if not missing:
        return
    loaded = {student_id: Sitting() for student_id in missing}
    for window in _windows_since(session, missing, now - LOADED):
        loaded[window.user_id].add_window(as_window(window))
    for check_in in _check_ins_since(session, missing, now - REPORTS_KEPT):
        loaded[check_in.user_id].add_report(check_in.id, as_report(check_in))
    sittings.keep(loaded)


def _windows_since(session: Session, student_ids: Sequence[UUID], since: datetime) -> Iterable[StoredWindow]:
    query = select(StoredWindow).where(StoredWindow.user_id.in_(student_ids), StoredWindow.started_at >= since)
    return session.scalars(query.order_by(StoredWindow.started_at))


def _check_ins_since(session: Session, student_ids: Sequence[UUID], since: datetime) -> Iterable[CheckIn]:
    query = select(CheckIn).where(CheckIn.user_id.in_(student_ids), CheckIn.at >= since)
    return session.scalars(query.order_by(CheckIn.at))
