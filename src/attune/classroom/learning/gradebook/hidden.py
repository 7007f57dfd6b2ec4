"""Grades that a tutor hides until a date: one rule for everything that students see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.learning.gradebook.models import GradeItem


def is_hidden(hidden_until: datetime | None, now: datetime) -> bool:
    """Whether students do not see their grade yet."""
    return hidden_until is not None and now < hidden_until


def results_at(session: Session, block_ids: Sequence[UUID], now: datetime) -> dict[UUID, datetime]:
    """From when students see their grade, by item; without those that they see now. A quiz for practice is no item."""
    if not block_ids:
        return {}
    rows = session.execute(select(GradeItem.block_id, GradeItem.hidden_until).where(GradeItem.block_id.in_(block_ids)))
    return {block_id: until for block_id, until in rows if until is not None and is_hidden(until, now)}
