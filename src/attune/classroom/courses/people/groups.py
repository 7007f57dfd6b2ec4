"""Groups of students within a course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment
from attune.classroom.courses.people.events import GroupLeaves, GroupsChanged
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.courses.people.schemas import CourseGroupOut, RemovedGroup
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.events.types import publish


class GroupNameTaken(Conflict):
    """The course has a group of this name already."""

    code = "group_name_taken"


def list_groups(session: Session, course_id: UUID) -> list[CourseGroupOut]:
    """The groups of a course, by name."""
    rows = session.execute(
        select(CourseGroup.id, CourseGroup.name, func.count(GroupMember.user_id))
        .outerjoin(GroupMember, GroupMember.group_id == CourseGroup.id)
        .where(CourseGroup.course_id == course_id)
        .group_by(CourseGroup.id, CourseGroup.name)
        .order_by(CourseGroup.name)
    )
    return [CourseGroupOut(id=group_id, name=name, count=count) for group_id, name, count in rows]


def find_group(session: Session, course_id: UUID, group_id: UUID) -> CourseGroup:
    """A group of the course.

    Raises:
        NotFound: there is none.
    """
    group = session.get(CourseGroup, group_id)
    if group is None or group.course_id != course_id:
        raise NotFound(f"There is no group {group_id} in this course.", group_id=str(group_id))
    return group


def create_group(
    session: Session, course_id: UUID, name: str, user_ids: Sequence[UUID], now: datetime
) -> CourseGroupOut:
    """Make a group; of `user_ids` those come into it who are students of the course.

    Raises:
        GroupNameTaken: the course has a group of this name already.
    """
    _refuse_taken(session, course_id, name)
    group = CourseGroup(id=uuid4(), course_id=course_id, name=name)
    session.add(group)
    session.flush()
    count = add_members(session, group, user_ids, now)
    return CourseGroupOut(id=group.id, name=group.name, count=count)


def rename_group(session: Session, group: CourseGroup, name: str) -> CourseGroupOut:
    """Give a group another name.

    Raises:
        GroupNameTaken: the course has a group of this name already.
    """
    if name != group.name:
        _refuse_taken(session, group.course_id, name)
    group.name = name
    session.flush()
    return next(each for each in list_groups(session, group.course_id) if each.id == group.id)


def add_members(session: Session, group: CourseGroup, user_ids: Sequence[UUID], now: datetime) -> int:
    """Put students of the course into a group.

    Returns:
        How many were not in it.
    """
    enrolled = select(Enrolment.user_id).where(Enrolment.course_id == group.course_id, Enrolment.user_id.in_(user_ids))
    members = select(GroupMember.user_id).where(GroupMember.group_id == group.id)
    missing = session.scalars(enrolled.where(Enrolment.user_id.not_in(members))).all()
    session.add_all(GroupMember(group_id=group.id, user_id=each, course_id=group.course_id) for each in missing)
    session.flush()
    for user_id in missing:
        publish(session, GroupsChanged(user_id=user_id, at=now, group_ids=(group.id,)))
    return len(missing)


def delete_group(session: Session, group: CourseGroup, actor_id: UUID, now: datetime) -> RemovedGroup:
    """Delete a group, and return what it takes to make it again; its students stay in the course.

    Raises:
        Conflict: a subscriber of GroupLeaves has something of it that could not be made again.
    """
    publish(session, GroupLeaves(user_id=actor_id, at=now, group_id=group.id))
    members = session.scalars(select(GroupMember.user_id).where(GroupMember.group_id == group.id)).all()
    removed = RemovedGroup(name=group.name, user_ids=list(members))
    session.delete(group)
    session.flush()
    return removed


def groups_of_students(
    session: Session, course_ids: Sequence[UUID], user_ids: Sequence[UUID] | None = None
) -> dict[tuple[UUID, UUID], list[CourseGroup]]:
    """The groups of students by course and student, by name; of all of the courses where `user_ids` is None."""
    query = (
        select(GroupMember.course_id, GroupMember.user_id, CourseGroup)
        .join(CourseGroup, CourseGroup.id == GroupMember.group_id)
        .where(GroupMember.course_id.in_(course_ids))
        .order_by(CourseGroup.name, CourseGroup.id)
    )
    if user_ids is not None:
        query = query.where(GroupMember.user_id.in_(user_ids))
    found: dict[tuple[UUID, UUID], list[CourseGroup]] = {}
    for course_id, user_id, group in session.execute(query):
        found.setdefault((course_id, user_id), []).append(group)
    return found


def working_group(session: Session, course_id: UUID, user_id: UUID) -> CourseGroup | None:
    """The group that a student hands in with; of several the first by name."""
    groups = groups_of_students(session, [course_id], [user_id]).get((course_id, user_id))
    return groups[0] if groups else None


def members_of(session: Session, group: CourseGroup) -> list[tuple[UUID, str]]:
    """Id and name of those who hand in with a group, by name; whoever works in another of theirs is not among them."""
    there = groups_of_students(session, [group.course_id])
    ids = [user_id for (_course, user_id), groups in there.items() if groups[0].id == group.id]
    rows = session.execute(select(User.id, User.name).where(User.id.in_(ids)).order_by(User.name, User.id))
    return [(user_id, name) for user_id, name in rows]


def groups_by_name(session: Session, course_id: UUID, names: Iterable[str]) -> dict[str, CourseGroup]:
    """Those of the course's groups that have one of these names."""
    rows = session.scalars(
        select(CourseGroup).where(CourseGroup.course_id == course_id, CourseGroup.name.in_(list(names)))
    )
    return {group.name: group for group in rows}


def _refuse_taken(session: Session, course_id: UUID, name: str) -> None:
    if groups_by_name(session, course_id, [name]):
        raise GroupNameTaken(f"There is already a group '{name}' in this course.", name=name)
