"""Due dates in days from a student's enrolment, no longer from the import; when a student took a completion back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

from attune.classroom.platform.clock import SystemClock
from attune.classroom.platform.database import engine as database

revision = "0017"
down_revision = "0021"
branch_labels = None
depends_on = None

LESSONS = sa.table(
    "lessons",
    sa.column("id", sa.Uuid()),
    sa.column("course_id", sa.Uuid()),
    sa.column("due_at", database.UtcDateTime(timezone=True)),
    sa.column("due_after_days", sa.Double()),
)
ENROLMENTS = sa.table(
    "enrolments", sa.column("course_id", sa.Uuid()), sa.column("enrolled_at", database.UtcDateTime(timezone=True))
)


def upgrade() -> None:
    """Reckon the days from the first student of each course, for whom, and for all of that day, nothing changes.

    Whoever came later gets the same number of days. `due_at` stays, so that nothing is lost; a course without
    students, whose date has passed, keeps it as a fixed date, which is nobody's who comes after it.
    """
    op.add_column("lessons", sa.Column("due_after_days", sa.Double(), nullable=True))
    op.add_column("lesson_progress", sa.Column("reopened_at", database.UtcDateTime(timezone=True), nullable=True))
    first, now = _first_enrolments(), SystemClock().now()
    rows = op.get_bind().execute(sa.select(LESSONS).where(LESSONS.c.due_at.is_not(None))).all()
    for row in rows:
        days = (row.due_at - first.get(row.course_id, now)) / timedelta(days=1)
        if days > 0:
            _set(row.id, due_after_days=days)


def downgrade() -> None:
    """Give lessons that know only days an instant, as an import would have."""
    first, now = _first_enrolments(), SystemClock().now()
    known = LESSONS.c.due_at.is_(None) & LESSONS.c.due_after_days.is_not(None)
    for row in op.get_bind().execute(sa.select(LESSONS).where(known)).all():
        _set(row.id, due_at=first.get(row.course_id, now) + timedelta(days=row.due_after_days))
    op.drop_column("lesson_progress", "reopened_at")
    op.drop_column("lessons", "due_after_days")


def _first_enrolments() -> Mapping[Any, datetime]:
    query = sa.select(
        ENROLMENTS.c.course_id, sa.func.min(ENROLMENTS.c.enrolled_at, type_=ENROLMENTS.c.enrolled_at.type)
    )
    return dict(op.get_bind().execute(query.group_by(ENROLMENTS.c.course_id)).all())


def _set(lesson_id: object, **values: object) -> None:
    op.get_bind().execute(sa.update(LESSONS).where(LESSONS.c.id == lesson_id).values(**values))
