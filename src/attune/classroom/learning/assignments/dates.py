"""When an assignment is due for a student, what being late costs, and what follows when a date is moved."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import owners_of
from attune.classroom.learning.due import date_of_group, has_own_date, own_date, own_dates, since_in
from attune.classroom.learning.gradebook.grades import find_grade, set_raw
from attune.classroom.learning.progress import begin_lesson
from attune.classroom.platform.permissions import Actor


@dataclass(frozen=True, slots=True)
class Due:
    """When an assignment is due for a student. extended: by a date of their own."""

    at: datetime | None
    extended: bool


def due_of(session: Session, user_id: UUID, block: Block, lesson: Lesson, content: AssignmentContent) -> Due:
    """When the assignment is due for a student: by a date of their own or their group's, its own, or its lesson's."""
    own = own_dates(session, user_id, [block.id]).get(block.id)
    if own is not None:
        return Due(own, extended=True)
    counted = since_in(session, user_id, [lesson.course_id]).get(lesson.course_id)
    if content.due_at is None and content.due_after_days is None:
        return Due(own_date(lesson.due_at, lesson.due_after_days, counted), extended=False)
    return Due(own_date(content.due_at, content.due_after_days, counted), extended=False)


def points_of(version: HandIn) -> float | None:
    """The points of a version with what being late cost; None while there are none."""
    return None if version.points is None else round(version.points * (1 - version.penalty), 6)


def penalty_of(content: AssignmentContent, due_at: datetime | None, at: datetime) -> float | None:
    """The share of the points that having handed in then costs; None in time."""
    if due_at is None or at <= due_at:
        return None
    days = math.ceil((at - due_at) / timedelta(days=1))
    return min(1.0, (content.percent_per_day or 0.0) * days / 100)


def follow_dates(
    session: Session, actor: Actor | None, block: Block, lesson: Lesson, user_ids: Sequence[UUID], now: datetime
) -> None:
    """Let what these students have handed in be late, or in time, by the dates that they have now.

    A grade that follows from it changes too, with a trace. Work that was taken stays, whatever its date becomes.
    """
    if block.kind is not BlockKind.ASSIGNMENT:
        return
    content = AssignmentContent.stored(block.content)
    for user_id in user_ids:
        own = select(HandIn).where(HandIn.block_id == block.id, HandIn.user_id == user_id).order_by(HandIn.number)
        if session.scalar(select(own.exists())) is False:
            continue  # and their lesson is not begun by a date
        begin_lesson(session, user_id, lesson, now)  # its lock: what is handed in or graded now comes before or after
        due = due_of(session, user_id, block, lesson, content).at
        for version in session.scalars(own.execution_options(populate_existing=True)):
            before = points_of(version)
            penalty = penalty_of(content, _due_together(session, version, due), version.at)
            version.late, version.penalty = penalty is not None, penalty or 0.0
            if version.state is not HandInState.HANDED_IN and points_of(version) != before:
                _follow_points(session, actor, version, lesson, before, now)
    session.flush()


def _due_together(session: Session, version: HandIn, due: datetime | None) -> datetime | None:
    """When a version was due whose sender has `due`: a group's also by the group's date, wherever its sender is now."""
    if version.group_id is None or due is None or has_own_date(session, version.user_id, version.block_id):
        return due
    groups = date_of_group(session, version.group_id, version.block_id)
    return due if groups is None else max(due, groups)


def _follow_points(
    session: Session, actor: Actor | None, version: HandIn, lesson: Lesson, before: float | None, now: datetime
) -> None:
    """Let the grades that a version earned be what it earns now; those that another version earned stay."""
    for user_id in owners_of(session, version):
        grade = find_grade(session, version.block_id, user_id, lesson.course_id, now)
        if grade.raw == before:
            set_raw(
                session,
                block_id=version.block_id,
                user_id=user_id,
                course_id=lesson.course_id,
                points=points_of(version),
                most=grade.raw_max,
                now=now,
                by=actor,
            )
