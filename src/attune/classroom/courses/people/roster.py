"""The people of a course as its tutors see them: a page of students, who teaches, who could be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import called
from attune.classroom.courses.models import Course, CourseRole, Enrolment, TeachingAssignment
from attune.classroom.courses.people.groups import list_groups
from attune.classroom.courses.people.inviting import renewable_by
from attune.classroom.courses.people.membership import ACCOUNT_ROLES
from attune.classroom.courses.people.models import GroupMember, MemberRole
from attune.classroom.courses.people.schemas import Candidate, CandidateQuery, MemberOut, PeoplePage, PeopleQuery
from attune.classroom.platform.permissions import Actor

PAGE_SIZE = 50
MOST_CANDIDATES = 20


def read_people(session: Session, actor: Actor, course: Course, query: PeopleQuery) -> PeoplePage:
    """Who teaches, the groups, and one page of the students; the same few queries however many there are."""
    students = select(User, Enrolment.enrolled_at).join(Enrolment, Enrolment.user_id == User.id)
    students = students.where(Enrolment.course_id == course.id)
    if query.query:
        students = students.where(called(query.query))
    if query.group_id is not None:
        members = select(GroupMember.user_id).where(
            GroupMember.group_id == query.group_id, GroupMember.course_id == course.id
        )
        students = students.where(User.id.in_(members))
    total = session.scalar(select(func.count()).select_from(students.subquery())) or 0
    start = (query.page - 1) * PAGE_SIZE
    page = session.execute(students.order_by(User.name, User.id).limit(PAGE_SIZE).offset(start)).all()
    groups = _groups_of(session, course.id, [user.id for user, _ in page])
    renewable = renewable_by(session, actor, [user for user, _ in page])
    return PeoplePage(
        course_title=course.title,
        teachers=_teachers(session, course.id),
        groups=list_groups(session, course.id),
        students=[
            describe_member(user, MemberRole.STUDENT).model_copy(
                update={
                    "enrolled_at": enrolled_at,
                    "group_ids": groups[user.id],
                    "link_renewable": user.id in renewable,
                }
            )
            for user, enrolled_at in page
        ],
        total=total,
        page=query.page,
        pages=max(1, -(-total // PAGE_SIZE)),
    )


def find_candidates(session: Session, course_id: UUID, query: CandidateQuery) -> list[Candidate]:
    """Those who could be put into a course in a role and are not in it, by part of a name or address."""
    table = Enrolment if query.role is MemberRole.STUDENT else TeachingAssignment
    there = exists().where(table.user_id == User.id, table.course_id == course_id)
    found = session.scalars(
        select(User)
        .where(called(query.query), User.role.in_(ACCOUNT_ROLES[query.role]), User.active.is_(True), ~there)
        .order_by(User.name, User.id)
        .limit(MOST_CANDIDATES)
    )
    return [Candidate(user_id=user.id, name=user.name, email=user.email, role=user.role) for user in found]


def describe_member(user: User, role: MemberRole) -> MemberOut:
    """Somebody in a course, without what belongs to a student."""
    return MemberOut(
        user_id=user.id,
        name=user.name,
        email=user.email,
        role=role,
        active=user.active,
        pending=user.password is None,
        link_renewable=False,
        enrolled_at=None,
        group_ids=[],
    )


def _teachers(session: Session, course_id: UUID) -> list[MemberOut]:
    rows = session.execute(
        select(User, TeachingAssignment.role)
        .join(TeachingAssignment, TeachingAssignment.user_id == User.id)
        .where(TeachingAssignment.course_id == course_id)
        .order_by((TeachingAssignment.role == CourseRole.ASSISTANT), User.name, User.id)
    )
    return [describe_member(user, MemberRole(role.value)) for user, role in rows]


def _groups_of(session: Session, course_id: UUID, user_ids: Sequence[UUID]) -> defaultdict[UUID, list[UUID]]:
    groups: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = session.execute(
        select(GroupMember.user_id, GroupMember.group_id).where(
            GroupMember.course_id == course_id, GroupMember.user_id.in_(user_ids)
        )
    )
    for user_id, group_id in rows:
        groups[user_id].append(group_id)
    return groups
