"""When something is due for a student: at an instant, or days after they could begin, by the institution's calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Course, Enrolment, Lesson
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.learning.gradebook.models import Extension, GroupExtension
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.platform.schemas import reachable


@dataclass(frozen=True, slots=True)
class Since:
    """From when a student's days count: their enrolment, or the course's start where that is later.

    zone: by whose calendar they are counted, which is the institution's.
    """

    at: datetime
    zone: ZoneInfo


def since(enrolled_at: datetime, starts_at: datetime | None, zone: ZoneInfo) -> Since:
    """From when the days of somebody enrolled at `enrolled_at` count."""
    return Since(enrolled_at if starts_at is None else max(enrolled_at, starts_at), zone)


def since_in(session: Session, user_id: UUID, course_ids: Sequence[UUID]) -> Mapping[UUID, Since]:
    """From when somebody's days count in each of the courses; without those that they are not enrolled in."""
    rows = session.execute(
        select(Enrolment.course_id, Enrolment.enrolled_at, Course.starts_at)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.user_id == user_id, Enrolment.course_id.in_(course_ids))
    ).all()
    zone = institution_zone(session)
    return {course_id: since(enrolled_at, starts_at, zone) for course_id, enrolled_at, starts_at in rows}


def own_since(session: Session, actor: Actor, course_ids: Sequence[UUID]) -> Mapping[UUID, Since]:
    """From when the actor's days count in each of the courses; empty for who is no student."""
    return since_in(session, actor.id, course_ids) if actor.role is Role.STUDENT else {}


def due_at(lesson: Lesson, counted: Since | None) -> datetime | None:
    """When `lesson` is due for somebody whose days count from `counted`; None where it is not due at all."""
    return own_date(lesson.due_at, lesson.due_after_days, counted)


def own_date(due_at: datetime | None, due_after_days: float | None, counted: Since | None) -> datetime | None:
    """The date of one student: the relative one where there is one, else the fixed one.

    A fixed date that had passed when the student could begin is not theirs: nobody is overdue from the first day.
    Without an enrolment (a tutor looks) only fixed dates are known.
    """
    if due_after_days is not None:
        return days_later(counted, due_after_days) if counted is not None else None
    if due_at is not None and counted is not None and due_at <= counted.at:
        return None
    return reachable(due_at) if due_at is not None else None


def own_dates(session: Session, user_id: UUID, block_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """The dates that somebody has of their own, by block: theirs, else the latest of their groups'."""
    if not block_ids:
        return {}
    mine = select(Extension.block_id, Extension.due_at).where(
        Extension.user_id == user_id, Extension.block_id.in_(block_ids)
    )
    groups = (
        select(GroupExtension.block_id, func.max(GroupExtension.due_at))
        .join(GroupMember, GroupMember.group_id == GroupExtension.group_id)
        .where(GroupMember.user_id == user_id, GroupExtension.block_id.in_(block_ids))
        .group_by(GroupExtension.block_id)
    )
    return {**dict(session.execute(groups).all()), **dict(session.execute(mine).all())}


def has_own_date(session: Session, user_id: UUID, block_id: UUID) -> bool:
    """Whether somebody has a date that is theirs alone, which goes before every other."""
    return session.get(Extension, (block_id, user_id)) is not None


def date_of_group(session: Session, group_id: UUID, block_id: UUID) -> datetime | None:
    """The date that a group has of its own for a block."""
    row = session.get(GroupExtension, (block_id, group_id))
    return row.due_at if row is not None else None


def days_later(counted: Since, days: float) -> datetime:
    """So many days later at the same time of day by the calendar of the zone; what is left of a day is hours.

    A day on which the clocks change has 23 or 25 hours. A time that such a day leaves out is as much later as the
    clocks are put forward; of one that it has twice, the first counts.
    """
    whole, part = divmod(days, 1)
    there = counted.at.astimezone(counted.zone) + timedelta(days=whole)  # within one zone, by the clock on the wall
    return there.astimezone(UTC) + timedelta(days=part)
