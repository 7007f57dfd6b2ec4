"""A student who came into a group after its hand-in: the tutor lets it count for them, or excuses them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_course
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.courses.people.groups import working_group
from attune.classroom.learning.assignments.dates import points_of
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import set_owners
from attune.classroom.learning.assignments.versions import assignment_at
from attune.classroom.learning.gradebook.grades import set_raw
from attune.classroom.learning.gradebook.items import find_item
from attune.classroom.learning.gradebook.schemas import GradeOut
from attune.classroom.learning.gradebook.table import find_student, show_cell
from attune.classroom.learning.progress import begin_lesson, complete_block
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor


def give(session: Session, actor: Actor, course_id: UUID, block_id: UUID, user_id: UUID, now: datetime) -> GradeOut:
    """Let the last hand-in of a student's group be theirs too, with its grade where it has one, and a trace.

    Raises:
        NotFound: there is no such item or student, or their group has handed nothing in.
    """
    course = find_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    find_student(session, course.id, user_id)
    group = working_group(session, course.id, user_id)
    version = session.scalar(
        select(HandIn).where(
            HandIn.block_id == item.block_id,
            HandIn.group_id == (group.id if group is not None else None),
            HandIn.current.is_(True),
        )
    )
    if version is None:
        raise NotFound("This student's group has handed nothing in.", user_id=str(user_id))
    lesson, block = session.get_one(Lesson, item.lesson_id), session.get_one(Block, item.block_id)
    begin_lesson(session, user_id, lesson, now)  # its lock: what is handed in now comes before or after
    set_owners(session, version.id, [user_id])
    if version.state is not HandInState.HANDED_IN:
        set_raw(
            session,
            block_id=block.id,
            user_id=user_id,
            course_id=course.id,
            points=points_of(version),
            most=assignment_at(session, version).points,
            now=now,
            by=actor,
        )
    complete_block(session, user_id, lesson, block, now)
    return show_cell(session, item, user_id, now)
