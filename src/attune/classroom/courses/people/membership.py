"""Who learns and who teaches in a course: enrolling, assigning, removing, and taking a removal back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import CourseRole, Enrolment, TeachingAssignment
from attune.classroom.courses.people.events import GroupsChanged
from attune.classroom.courses.people.models import CourseGroup, GroupMember, MemberRole
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.events.types import TeachingChanged, publish, push, user_channel
from attune.classroom.platform.permissions import TEACHERS, Role

# whose accounts can be what in a course
ACCOUNT_ROLES = {
    MemberRole.STUDENT: frozenset({Role.STUDENT}),
    MemberRole.ASSISTANT: TEACHERS,
    MemberRole.TUTOR: TEACHERS,
}


class RoleDoesNotFit(Conflict):
    """An account can be in a course only as what it is for: `data.role` says what the account is."""

    code = "role_does_not_fit"


class LastTutor(Conflict):
    """Without this tutor nobody would teach the course any more."""

    code = "last_tutor"


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in a course. enrolled_at: None for who teaches."""

    user_id: UUID
    role: MemberRole
    group_ids: tuple[UUID, ...] = ()
    enrolled_at: datetime | None = None


def find_membership(session: Session, course_id: UUID, user_id: UUID) -> Membership | None:
    """What somebody is in a course; None when they are not in it."""
    enrolment = session.get(Enrolment, (user_id, course_id))
    if enrolment is not None:
        groups = select(GroupMember.group_id).where(GroupMember.user_id == user_id, GroupMember.course_id == course_id)
        return Membership(user_id, MemberRole.STUDENT, tuple(session.scalars(groups)), enrolment.enrolled_at)
    teaching = session.get(TeachingAssignment, (user_id, course_id))
    return Membership(user_id, MemberRole(teaching.role.value)) if teaching is not None else None


def get_membership(session: Session, course_id: UUID, user_id: UUID) -> Membership:
    """As `find_membership`.

    Raises:
        NotFound: there is none.
    """
    found = find_membership(session, course_id, user_id)
    if found is None:
        raise NotFound(f"There is no person with the id {user_id} in this course.", user_id=str(user_id))
    return found


def put_in(
    session: Session, course_id: UUID, users: Sequence[User], role: MemberRole, actor_id: UUID | None, now: datetime
) -> list[User]:
    """Put people into a course; who is in it as the same already stays as they are.

    Returns:
        Those who were not.

    Raises:
        RoleDoesNotFit: somebody's account is for something else. Nobody is put in then.
    """
    for user in users:
        refuse_unfit(user, role)
    added = []
    for user in users:
        before = find_membership(session, course_id, user.id)
        if before is not None and before.role is role:
            continue
        if role is MemberRole.STUDENT:
            session.add(Enrolment(user_id=user.id, course_id=course_id, enrolled_at=now))
        else:
            session.merge(TeachingAssignment(user_id=user.id, course_id=course_id, role=CourseRole(role.value)))
            push(session, user_channel(user.id), TeachingChanged())
        added.append(user)
    session.flush()
    detail = {"course_id": str(course_id), "role": role.value}
    audit.append_all(
        session, [audit.Record(AuditAction.PEOPLE_ENROLLED, actor_id, user.id, now, detail) for user in added]
    )
    return added


def refuse_unfit(user: User, role: MemberRole) -> None:
    """Raise RoleDoesNotFit unless the account can be `role` in a course."""
    needed = ACCOUNT_ROLES[role]
    if user.role not in needed:
        raise RoleDoesNotFit(
            f"{user.name} has the account of a {user.role.value}; a course's {role.value} needs that of a "
            f"{' or '.join(sorted(needed, reverse=True))}. An administrator can change it.",
            role=user.role.value,
            name=user.name,
        )


def change_role(
    session: Session, course_id: UUID, user: User, role: MemberRole, actor_id: UUID, now: datetime
) -> Membership:
    """Make a tutor an assistant or the other way round.

    Raises:
        NotFound: there is none.
        RoleDoesNotFit: an account can be in a course only as what it is for: `data.role` says what the account is.
        LastTutor: without this tutor nobody would teach the course any more.
    """
    before = get_membership(session, course_id, user.id)
    refuse_unfit(user, role)
    if before.role is role:
        return before
    if before.role is MemberRole.TUTOR:
        _refuse_last_tutor(session, course_id)
    put_in(session, course_id, [user], role, actor_id, now)
    return get_membership(session, course_id, user.id)


def take_out(session: Session, course_id: UUID, user_id: UUID, actor_id: UUID, now: datetime) -> Membership:
    """Take somebody out of a course, and return what undo needs. What a student has done there stays stored.

    Raises:
        NotFound: they are not in it.
        LastTutor: nobody else teaches it.
    """
    before = get_membership(session, course_id, user_id)
    if before.role is MemberRole.TUTOR:
        _refuse_last_tutor(session, course_id)
    table = Enrolment if before.role is MemberRole.STUDENT else TeachingAssignment
    session.execute(delete(GroupMember).where(GroupMember.user_id == user_id, GroupMember.course_id == course_id))
    session.delete(session.get_one(table, (user_id, course_id)))
    session.flush()
    if before.role is not MemberRole.STUDENT:
        push(session, user_channel(user_id), TeachingChanged())
    if before.group_ids:
        publish(session, GroupsChanged(user_id=user_id, at=now, group_ids=before.group_ids))
    detail = {"course_id": str(course_id), "role": before.role.value}
    audit.append(session, AuditAction.PEOPLE_REMOVED, actor_id=actor_id, subject_id=user_id, at=now, detail=detail)
    return before


def put_back(session: Session, course_id: UUID, user: User, before: Membership, actor_id: UUID, now: datetime) -> None:
    """Take a removal back: dates that count from the enrolment are as they were, and so are the groups still there."""
    added = put_in(session, course_id, [user], before.role, actor_id, now)
    if before.role is not MemberRole.STUDENT:
        return
    if added and before.enrolled_at is not None:
        session.get_one(Enrolment, (user.id, course_id)).enrolled_at = min(before.enrolled_at, now)
    set_groups(session, course_id, user.id, before.group_ids, now, missing_ok=True)


def set_groups(
    session: Session,
    course_id: UUID,
    user_id: UUID,
    group_ids: Sequence[UUID],
    now: datetime,
    *,
    missing_ok: bool = False,
) -> None:
    """Set in which groups of the course a student is.

    Raises:
        NotFound: for a group that is not the course's.
    """
    there = select(CourseGroup.id).where(CourseGroup.course_id == course_id, CourseGroup.id.in_(group_ids))
    found = set(session.scalars(there))
    missing = set(group_ids) - found
    if missing and not missing_ok:
        raise NotFound("There is no such group in this course.", group_ids=sorted(map(str, missing)))
    own = GroupMember.user_id == user_id, GroupMember.course_id == course_id
    before = set(session.scalars(select(GroupMember.group_id).where(*own)))
    session.execute(delete(GroupMember).where(*own))
    session.add_all(GroupMember(group_id=each, user_id=user_id, course_id=course_id) for each in found)
    session.flush()
    if before != found:
        publish(session, GroupsChanged(user_id=user_id, at=now, group_ids=tuple(before ^ found)))


def _refuse_last_tutor(session: Session, course_id: UUID) -> None:
    tutors = select(TeachingAssignment.user_id).where(
        TeachingAssignment.course_id == course_id, TeachingAssignment.role == CourseRole.TUTOR
    )
    if len(session.scalars(tutors.with_for_update()).all()) <= 1:
        raise LastTutor("This is the course's only tutor; add another one first.")
