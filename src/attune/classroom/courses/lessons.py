"""What students see of a course: its published lessons, and the blocks that a publish has not taken out."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Block, Lesson


def is_shown() -> ColumnElement[bool]:
    """Whether students see a lesson of a course of theirs: it was published once and is not archived."""
    return and_(Lesson.version > 0, Lesson.archived_at.is_(None))


def shown_blocks(lesson_ids: Sequence[UUID]) -> Select[Block]:
    """Select the blocks that these lessons have now, in their order; those that were taken out are not among them."""
    return (
        select(Block)
        .where(Block.lesson_id.in_(lesson_ids), Block.removed_at.is_(None))
        .order_by(Block.lesson_id, Block.position)
    )


def blocks_of(session: Session, lesson_id: UUID) -> Sequence[Block]:
    """The blocks that a lesson has now, in their order."""
    return session.scalars(shown_blocks([lesson_id])).all()
