"""The queue: what was handed in, in the courses that somebody grades."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, bindparam, cast, func, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import graded_by
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.courses.people.groups import groups_of_students, list_groups
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.gradebook.items import COUNTED
from attune.classroom.learning.gradebook.schemas import GroupOut
from attune.classroom.learning.grading.schemas import Queue, QueueEntry, QueueQuery, WorkKind, WorkStatus
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.platform.permissions import Actor

MOST_SHOWN = 200
Table = type[HandIn] | type[QuizAttempt]

_HAND_IN_STATES = {
    WorkStatus.WAITING: HandInState.HANDED_IN,
    WorkStatus.GRADED: HandInState.GRADED,
    WorkStatus.RETURNED: HandInState.RETURNED,
}


def read_queue(session: Session, actor: Actor, query: QueueQuery) -> Queue:
    """What is in a state, in one course, item or group or in all that the actor grades."""
    work = _work(session, actor, query)
    total = session.scalar(select(func.count()).select_from(work.subquery())) or 0
    found = work.subquery()
    first = found.c.at if query.state is WorkStatus.WAITING else found.c.at.desc()
    rows = session.execute(select(found).order_by(first, found.c.id).limit(MOST_SHOWN)).mappings().all()
    courses, students = {row["course_id"] for row in rows}, {row["student_id"] for row in rows}
    groups = groups_of_students(session, list(courses), list(students))
    graded = graded_by(actor).with_only_columns(Course.id).order_by(None).where(Course.id == query.course_id)
    listed = query.course_id is not None and session.scalar(graded) is not None
    return Queue(
        entries=[
            QueueEntry(
                **row,
                group_names=[group.name for group in groups.get((row["course_id"], row["student_id"]), [])],
                state=query.state,
            )
            for row in rows
        ],
        groups=[
            GroupOut(id=group.id, name=group.name)
            for group in (list_groups(session, query.course_id) if listed and query.course_id is not None else [])
        ],
        total=total,
    )


def count_waiting(session: Session, actor: Actor) -> dict[UUID, int]:
    """How much waits, by course."""
    work = _work(session, actor, QueueQuery()).subquery()
    rows = session.execute(select(work.c.course_id, func.count()).group_by(work.c.course_id))
    return dict(rows.all())


def neighbours(
    session: Session, actor: Actor, work_id: UUID, at: datetime
) -> tuple[UUID | None, UUID | None, int | None, int]:
    """The piece of work before and after this one among all that wait, its place there, and how many they are."""
    work = _work(session, actor, QueueQuery()).subquery()
    waiting = session.execute(select(work.c.at, work.c.id).order_by(work.c.at, work.c.id)).all()
    places = [(row.at, row.id.hex) for row in waiting]
    here = (at, work_id.hex)
    ahead, behind = bisect_left(places, here), bisect_right(places, here)
    before = waiting[ahead - 1].id if ahead > 0 else None
    after = waiting[behind].id if behind < len(waiting) else None
    return before, after, ahead + 1 if ahead < behind else None, len(waiting)


def _work(session: Session, actor: Actor, query: QueueQuery) -> Select[Any]:
    """Hand-ins and attempts in one state."""
    status = query.state
    selects = [_hand_ins(status)]
    if status is WorkStatus.WAITING:
        selects.append(_attempts(QuizAttempt.state == WorkState.NEEDS_GRADING))
    elif status is WorkStatus.GRADED:
        selects.append(_attempts((QuizAttempt.state == WorkState.GRADED) & QuizAttempt.graded_at.is_not(None)))
    items = _items(session, actor, query.course_id, query.item_id)
    found = [_of_items(each, items) for each in selects]
    if query.group_id is not None:
        members = select(GroupMember.user_id).where(GroupMember.group_id == query.group_id)
        found = [each.where(User.id.in_(members)) for each in found]
    return select(union_all(*found).subquery())


def _items(session: Session, actor: Actor, course_id: UUID | None, item_id: UUID | None) -> Sequence[UUID]:
    """What the actor grades: their courses' quizzes and assignments, or one course's, or one."""
    courses = graded_by(actor).with_only_columns(Course.id).order_by(None)
    items = (
        select(Block.id)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .where(Lesson.course_id.in_(courses), Block.kind.in_(COUNTED))
    )
    if course_id is not None:
        items = items.where(Lesson.course_id == course_id)
    if item_id is not None:
        items = items.where(Block.id == item_id)
    return session.scalars(items).all()


def _of_items(work: tuple[Table, Select[Any]], items: Sequence[UUID]) -> Select[Any]:
    """The work at some items.

    Their ids are written out: a database that has to find them first reads the work of the whole institution instead.
    """
    table, found = work
    return found.where(table.block_id.in_(bindparam("items", items, expanding=True, literal_execute=True)))


def _hand_ins(status: WorkStatus) -> tuple[Table, Select[Any]]:
    found = _columns(HandIn, WorkKind.ASSIGNMENT, HandIn.at, HandIn.late, HandIn.group_id)
    return HandIn, found.where(HandIn.current.is_(True), HandIn.state == _HAND_IN_STATES[status])


def _attempts(condition: ColumnElement[bool]) -> tuple[Table, Select[Any]]:
    late, group_id = literal(False), cast(null(), Uuid)
    found = _columns(QuizAttempt, WorkKind.QUIZ, QuizAttempt.submitted_at, late, group_id)
    return QuizAttempt, found.where(condition)


def _columns(
    table: Table,
    kind: WorkKind,
    at: ColumnElement[datetime] | InstrumentedAttribute[datetime],
    late: ColumnElement[bool] | InstrumentedAttribute[bool],
    group_id: ColumnElement[Any] | InstrumentedAttribute[UUID | None],
) -> Select[Any]:
    return (
        select(  # type: ignore[return-value]  # more columns than its type tells apart
            table.id.label("id"),
            literal(kind.value).label("kind"),
            Course.id.label("course_id"),
            Course.title.label("course_title"),
            Block.id.label("item_id"),
            func.coalesce(Block.title, Lesson.title).label("item_title"),
            User.id.label("student_id"),
            User.name.label("student_name"),
            at.label("at"),
            late.label("late"),
            group_id.label("group_id"),
        )
        .join(Block, Block.id == table.block_id)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .join(User, User.id == table.user_id)
    )
