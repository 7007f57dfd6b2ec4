"""Shows a lesson that is being written by the renderer of the lesson itself; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.access import own_lesson
from attune.classroom.courses.authoring.lessons.body_schemas import BodyBlock, LessonBody
from attune.classroom.courses.authoring.lessons.checking import MOST_SHOWN, check_body, read_surroundings
from attune.classroom.courses.block_names import block_name, name_of
from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.media import authored_links
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.assignments.shown import show_assignment
from attune.classroom.learning.lesson_status import LessonStatus
from attune.classroom.learning.lesson_view import show_blocks
from attune.classroom.learning.preview.finished import finished_part
from attune.classroom.learning.preview.schemas import PreviewAssignment, PreviewOut, PreviewProblem
from attune.classroom.learning.schemas import PrerequisiteOut
from attune.classroom.platform.markdown import LinkTargets
from attune.classroom.platform.permissions import Actor, Role


def preview_lesson(session: Session, actor: Actor, lesson_id: UUID, body: LessonBody, now: datetime) -> PreviewOut:
    """The lesson as its students will see it. A block or a question that is not finished is left out, and named.

    Raises:
        NotFound: the lesson is not the actor's.
    """
    lesson = own_lesson(session, actor, lesson_id)
    with session.no_autoflush:
        _, problems = check_body(lesson, body, read_surroundings(session, lesson, body))
        blocks = _as_blocks(lesson, body)
        status = LessonStatus(lesson, blocks, None, {}, [], frozenset(), frozenset(), now)
        student = replace(actor, role=Role.STUDENT)
        links = authored_links(session, lesson.course_id)
        shown = show_blocks(session, status, links, _prerequisites(session, lesson, body), student, now)
        assignments = {
            block.id: _show_assignment(block, lesson, links.targets)
            for block in blocks
            if block.kind is BlockKind.ASSIGNMENT
        }
    found = [PreviewProblem(**problem.as_json()) for problem in problems[:MOST_SHOWN]]
    return PreviewOut(blocks=shown, assignments=assignments, problems=found)


def _show_assignment(block: Block, lesson: Lesson, targets: LinkTargets) -> PreviewAssignment:
    content = AssignmentContent.stored(block.content)
    own = content.due_at is not None or content.due_after_days is not None
    dated = content if own else lesson
    # A number of days goes before a date, as it does for students.
    due_at = dated.due_at if dated.due_after_days is None else None
    return PreviewAssignment(
        assignment=show_assignment(block, lesson, content, targets), due_at=due_at, due_after_days=dated.due_after_days
    )


def _as_blocks(lesson: Lesson, body: LessonBody) -> list[Block]:
    contents = [finished_part(block.kind, block.content) for block in body.blocks]
    return [
        _as_block(lesson, block, number, content)
        for number, (block, content) in enumerate(zip(body.blocks, contents, strict=True), 1)
        if content is not None
    ]


def _as_block(lesson: Lesson, block: BodyBlock, position: int, content: dict[str, Any]) -> Block:
    """A row as publishing would write it, which no session knows."""
    written = block.model_dump(mode="json", exclude={"id", "kind", "prerequisite", "content"})
    return Block(id=block.id, lesson_id=lesson.id, kind=block.kind, position=position, content=content, **written)


def _prerequisites(session: Session, lesson: Lesson, body: LessonBody) -> Mapping[UUID, PrerequisiteOut]:
    fields = {block.id: block.prerequisite for block in body.blocks if block.prerequisite is not None}
    lesson_ids = {required.lesson_id for required in fields.values()}
    titles = dict(
        session.execute(
            select(Lesson.id, Lesson.title).where(Lesson.id.in_(lesson_ids), Lesson.course_id == lesson.course_id)
        ).all()
    )
    block_ids = {required.block_id for required in fields.values() if required.block_id is not None}
    in_course = select(Block.id, block_name()).join(Lesson, Lesson.id == Block.lesson_id)
    in_course = in_course.where(Block.id.in_(block_ids), Lesson.course_id == lesson.course_id)
    of_blocks: dict[UUID, str | None] = dict(session.execute(in_course).all())
    of_blocks |= {block.id: name_of(block.kind, block.title, block.content) for block in body.blocks}
    return {
        block_id: PrerequisiteOut(
            lesson_id=required.lesson_id,
            block_id=required.block_id,
            title=(required.block_id and of_blocks.get(required.block_id)) or titles[required.lesson_id],
            lesson_title=titles[required.lesson_id],
        )
        for block_id, required in fields.items()
        if required.lesson_id in titles
    }
