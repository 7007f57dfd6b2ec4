"""What the blocks of a lesson build on, with the titles that lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, BlockPrerequisite, Lesson
from attune.classroom.learning.schemas import PrerequisiteOut


def prerequisites_of(session: Session, block_ids: Sequence[UUID]) -> Mapping[UUID, PrerequisiteOut]:
    """What each of the blocks builds on, in one query; blocks that build on nothing are left out."""
    required = aliased(Block)
    rows = session.execute(
        select(BlockPrerequisite.block_id, Lesson.id, Lesson.title, required.id, block_name(required))
        .join(Lesson, Lesson.id == BlockPrerequisite.lesson_id)
        .outerjoin(required, required.id == BlockPrerequisite.required_block_id)
        .where(BlockPrerequisite.block_id.in_(block_ids))
    )
    return {
        block_id: PrerequisiteOut(
            lesson_id=lesson_id, block_id=required_id, title=title or lesson_title, lesson_title=lesson_title
        )
        for block_id, lesson_id, lesson_title, required_id, title in rows
    }
