"""Publishing: the only writer of what students see. Ids stay, and what is taken out keeps its records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.access import own_lesson
from attune.classroom.courses.authoring.lessons.body_schemas import BodyBlock, LessonBody
from attune.classroom.courses.authoring.lessons.checking import refuse_unpublishable
from attune.classroom.courses.authoring.lessons.drafts import authored_body, clear_draft, refuse_outdated
from attune.classroom.courses.authoring.lessons.published_files import publish_as_in
from attune.classroom.courses.authoring.lessons.schemas import PublishedOut, PublishIn
from attune.classroom.courses.authoring.lessons.versions import ensure_version, find_version, save_version
from attune.classroom.courses.authoring.models import LessonDraft
from attune.classroom.courses.models import Block, BlockPrerequisite, Lesson
from attune.classroom.platform.permissions import Actor


def publish_draft(session: Session, actor: Actor, lesson_id: UUID, asked: PublishIn, now: datetime) -> PublishedOut:
    """Let students see the draft.

    Raises:
        NotFound: the lesson is not the actor's.
        DraftConflict: the draft is not the one that the author saw.
        NotPublishable: something in it is wrong.
    """
    lesson = own_lesson(session, actor, lesson_id, lock=True)
    draft = session.get(LessonDraft, lesson.id)
    refuse_outdated(session, lesson, draft, asked.revision)
    body = refuse_unpublishable(session, lesson, authored_body(session, lesson))
    write_version(session, lesson, body, actor.id, asked.note, now)
    clear_draft(session, lesson, actor.id, now)
    return PublishedOut(number=lesson.version)


def publish_version(session: Session, actor: Actor, lesson_id: UUID, number: int, now: datetime) -> PublishedOut:
    """Let students see an earlier version again, as a new one. A draft stays as it is.

    Raises:
        NotFound: the lesson is not the actor's, or has no such version.
        NotPublishable: it names what the course no longer has.
    """
    lesson = own_lesson(session, actor, lesson_id, lock=True)
    ensure_version(session, lesson)
    earlier = LessonBody.model_validate(find_version(session, lesson, number).body)
    body = refuse_unpublishable(session, lesson, earlier)
    write_version(session, lesson, body, actor.id, f"As version {number}", now)
    publish_as_in(session, lesson, number)
    draft = session.get(LessonDraft, lesson.id)
    if draft is not None and draft.body == body.as_json():
        clear_draft(session, lesson, actor.id, now)
    return PublishedOut(number=lesson.version)


def write_version(
    session: Session, lesson: Lesson, body: LessonBody, author_id: UUID | None, note: str | None, now: datetime
) -> None:
    """Make `body`, which has been checked, the lesson's next version and what students see."""
    ensure_version(session, lesson)
    session.flush()
    first = lesson.version == 0
    lesson.title, lesson.minutes, lesson.version = body.title, body.minutes, lesson.version + 1
    _write_blocks(session, lesson, body, None if first else now, now)
    save_version(session, lesson, body.as_json(), author_id, note, now)
    session.flush()


def _write_blocks(session: Session, lesson: Lesson, body: LessonBody, added_at: datetime | None, now: datetime) -> None:
    known = set(session.scalars(select(Block.id).where(Block.lesson_id == lesson.id)))
    staying = {block.id for block in body.blocks}
    of_lesson = update(Block).where(Block.lesson_id == lesson.id, Block.removed_at.is_(None))
    session.execute(of_lesson.where(Block.id.not_in(staying)).values(removed_at=now))
    # out of the way, so that no two share a position while they change places
    session.execute(of_lesson.values(position=-Block.position - 1))
    placed = list(enumerate(body.blocks, start=1))
    present = [_row(block, position) for position, block in placed if block.id in known]
    new = [_row(block, position) for position, block in placed if block.id not in known]
    if present:
        session.execute(update(Block), [{**row, "removed_at": None} for row in present])
    if new:
        created = {"lesson_id": lesson.id, "added_at": added_at, "removed_at": None}
        session.execute(insert(Block), [{**row, **created} for row in new])
    _write_prerequisites(session, body, known | staying)
    session.flush()
    session.expire_all()  # the rows were written past what this session holds


def _row(block: BodyBlock, position: int) -> dict[str, object]:
    written: Mapping[str, object] = block.model_dump(mode="json", exclude={"id", "kind", "prerequisite"})
    return {"id": block.id, "kind": block.kind, "position": position, **written}


def _write_prerequisites(session: Session, body: LessonBody, block_ids: set[UUID]) -> None:
    session.execute(delete(BlockPrerequisite).where(BlockPrerequisite.block_id.in_(block_ids)))
    rows = [
        {"block_id": block.id, "lesson_id": required.lesson_id, "required_block_id": required.block_id}
        for block in body.blocks
        if (required := block.prerequisite) is not None
    ]
    if rows:
        session.execute(insert(BlockPrerequisite), rows)
