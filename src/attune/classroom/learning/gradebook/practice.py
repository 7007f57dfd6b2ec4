"""Attempts from when a quiz was for practice: they count in the gradebook only where its tutor says so."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from attune.classroom.learning.gradebook.models import GradeItem
from attune.classroom.learning.models import QuizAttempt


def counts() -> ColumnElement[bool]:
    """Whether an attempt at a quiz that counts does: it was made since it does, or practice counts too."""
    practised = select(GradeItem.block_id).where(GradeItem.counts_practice.is_(True))
    return QuizAttempt.practice.is_(False) | QuizAttempt.block_id.in_(practised)
