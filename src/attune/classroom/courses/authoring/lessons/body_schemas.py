"""A lesson as it is written: its title, minutes and blocks, in one value that drafts and versions hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, BlockKind, BlockPrerequisite, Lesson
from attune.classroom.platform.schemas import Incoming, PlainText

MOST_BLOCKS = 1_000
BodyTitle = Annotated[str, StringConstraints(max_length=200), PlainText()]
HelpText = Annotated[str, StringConstraints(max_length=200_000), PlainText()]


class _AsWritten(Incoming):
    """The base of what is written: spaces at the ends of a text are its author's."""

    model_config = ConfigDict(str_strip_whitespace=False)


class BodyPrerequisite(_AsWritten):
    """What a block builds on: a lesson of the course, or one block of it."""

    lesson_id: UUID
    block_id: UUID | None


class BodyBlock(_AsWritten):
    """A block as it is written; `content` is what its kind holds. Its id is made once and never changes."""

    id: UUID
    kind: BlockKind
    title: BodyTitle | None
    hints: Annotated[list[HelpText], Field(max_length=50)]
    example: HelpText | None
    easier: HelpText | None
    challenge: HelpText | None
    prerequisite: BodyPrerequisite | None
    content: dict[str, Any]


class LessonBody(_AsWritten):
    """A lesson as it is written. Its shape and size are bounded; whether it can be published is another question."""

    title: BodyTitle
    minutes: Annotated[int, Field(ge=1, le=600)]
    blocks: Annotated[list[BodyBlock], Field(max_length=MOST_BLOCKS)]

    def as_json(self) -> dict[str, Any]:
        """The value that is stored."""
        return self.model_dump(mode="json")


def digest_of(body: Mapping[str, Any]) -> str:
    """A digest by which two bodies are known to be equal."""
    written = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def body_of(session: Session, lesson: Lesson) -> LessonBody:
    """The lesson as students see it now, read from its blocks."""
    blocks = blocks_of(session, lesson.id)
    required = prerequisites_of(session, [block.id for block in blocks])
    return LessonBody.model_construct(
        title=lesson.title,
        minutes=lesson.minutes,
        blocks=[_as_written(block, required.get(block.id)) for block in blocks],
    )


def prerequisites_of(session: Session, block_ids: Sequence[UUID]) -> Mapping[UUID, BodyPrerequisite]:
    """What each of the blocks builds on; blocks that build on nothing are left out."""
    rows = session.scalars(select(BlockPrerequisite).where(BlockPrerequisite.block_id.in_(block_ids)))
    return {row.block_id: BodyPrerequisite(lesson_id=row.lesson_id, block_id=row.required_block_id) for row in rows}


def _as_written(block: Block, prerequisite: BodyPrerequisite | None) -> BodyBlock:
    return BodyBlock.model_construct(
        id=block.id,
        kind=block.kind,
        title=block.title,
        hints=list(block.hints),
        example=block.example,
        easier=block.easier,
        challenge=block.challenge,
        prerequisite=prerequisite,
        content=block.content,
    )
