"""Dates of a student's or a group's own for an item: given, taken back, and traced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_course
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.courses.people.events import GroupsChanged
from attune.classroom.courses.people.groups import find_group
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.learning.assignments.dates import follow_dates
from attune.classroom.learning.gradebook.grades import find_grade, trace
from attune.classroom.learning.gradebook.items import find_item
from attune.classroom.learning.gradebook.models import Changed, Extension, GroupExtension
from attune.classroom.learning.gradebook.schemas import ExtensionOut, GroupExtensionList, GroupExtensionOut
from attune.classroom.learning.gradebook.table import find_student
from attune.classroom.learning.quiz.attempts.reopening import follow_extensions
from attune.classroom.learning.quiz.starts import move_ends
from attune.classroom.platform.permissions import Actor


def set_extension(
    session: Session,
    actor: Actor,
    course_id: UUID,
    block_id: UUID,
    user_id: UUID,
    due_at: datetime | None,
    now: datetime,
) -> ExtensionOut:
    """Give a student a date of their own, or take it back; what they have under way ends by it.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    find_student(session, course.id, user_id)
    row = session.get(Extension, (item.block_id, user_id))
    before, reopened = row.due_at if row is not None else None, 0
    if before != due_at:
        given = Extension(block_id=item.block_id, user_id=user_id, course_id=course.id)
        _write(session, row, given, actor, due_at, now)
        reopened = _apply(session, actor, item.block_id, course.id, [user_id], before, due_at, now)
    return ExtensionOut(due_at=due_at, student_count=1, reopened_count=reopened)


def set_group_extension(
    session: Session,
    actor: Actor,
    course_id: UUID,
    block_id: UUID,
    group_id: UUID,
    due_at: datetime | None,
    now: datetime,
) -> ExtensionOut:
    """Give a group a date of its own, or take it back; a student's own goes before it.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    group = find_group(session, course.id, group_id)
    members = session.scalars(
        select(GroupMember.user_id).where(GroupMember.group_id == group.id).order_by(GroupMember.user_id)
    ).all()
    row = session.get(GroupExtension, (item.block_id, group.id))
    before, reopened = row.due_at if row is not None else None, 0
    if before != due_at:
        given = GroupExtension(block_id=item.block_id, group_id=group.id, course_id=course.id)
        _write(session, row, given, actor, due_at, now)
        reopened = _apply(session, actor, item.block_id, course.id, members, before, due_at, now)
    return ExtensionOut(due_at=due_at, student_count=len(members), reopened_count=reopened)


def list_group_extensions(session: Session, actor: Actor, course_id: UUID, block_id: UUID) -> GroupExtensionList:
    """The dates that groups have of their own for an item.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    item = find_item(session, course.id, block_id)
    rows = session.scalars(select(GroupExtension).where(GroupExtension.block_id == item.block_id))
    return GroupExtensionList(extensions=[GroupExtensionOut(group_id=row.group_id, due_at=row.due_at) for row in rows])


def _write(
    session: Session,
    row: Extension | GroupExtension | None,
    given: Extension | GroupExtension,
    actor: Actor,
    due_at: datetime | None,
    now: datetime,
) -> None:
    if due_at is None:
        session.delete(row)
    else:
        kept = given if row is None else row
        kept.due_at, kept.by_id, kept.at = due_at, actor.id, now
        session.add(kept)
    session.flush()


def _apply(
    session: Session,
    actor: Actor,
    block_id: UUID,
    course_id: UUID,
    user_ids: Sequence[UUID],
    before: datetime | None,
    after: datetime | None,
    now: datetime,
) -> int:
    """Trace the change at everybody's grade, and let everything follow it.

    Returns:
        For how many an attempt goes on.
    """
    for user_id in user_ids:
        trace(
            session, find_grade(session, block_id, user_id, course_id, now), Changed.DUE_AT, before, after, now, actor
        )
    return follow_new_dates(session, actor, block_id, user_ids, now)


def follow_new_dates(
    session: Session, actor: Actor | None, block_id: UUID, user_ids: Sequence[UUID], now: datetime
) -> int:
    """Let work follow the dates that its students have now.

    What is under way ends by them, what was handed in is late by them, and what the server handed in goes on.

    Returns:
        For how many an attempt goes on that the server had handed in.
    """
    block = session.get_one(Block, block_id)
    lesson = session.get_one(Lesson, block.lesson_id)
    move_ends(session, block, lesson, user_ids)
    follow_dates(session, actor, block, lesson, user_ids, now)
    reopened = follow_extensions(session, block, lesson, user_ids, now)
    session.flush()
    return reopened


def follow_groups(session: Session, event: GroupsChanged) -> None:
    """Who comes into a group with dates of its own, or leaves it, has other dates from now on."""
    dated = select(GroupExtension.block_id).where(GroupExtension.group_id.in_(event.group_ids)).distinct()
    for block_id in session.scalars(dated).all():
        follow_new_dates(session, None, block_id, [event.user_id], event.at)
