"""Letting people into a course: one by one, or by a list of which every line is reported before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import LinkPurpose, User
from attune.classroom.accounts.people_list.reports import LinkOf, PeopleList, invite, read_list
from attune.classroom.accounts.people_list.rows import PersonRow
from attune.classroom.accounts.people_list.schemas import (
    ListedRole,
    ListReport,
    Outcome,
    ProblemCode,
    refuse_problems,
)
from attune.classroom.courses.models import Enrolment, TeachingAssignment
from attune.classroom.courses.people.groups import add_members, create_group, find_group, groups_by_name
from attune.classroom.courses.people.membership import get_membership, put_in, set_groups
from attune.classroom.courses.people.models import CourseGroup, MemberRole
from attune.classroom.courses.people.schemas import Invited, NewPerson
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict, Forbidden, NotFound
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Permission


class TutorsInviteStudents(Forbidden):
    """Only an administrator adds the account of somebody who teaches."""

    code = "tutors_invite_students"


class OnlyWhoInvitedRenews(Forbidden):
    """Whoever has the link sets the password, so that an account without one would be anybody's who teaches it."""

    code = "only_who_invited_renews"


class AlreadyRegistered(Conflict):
    """Somebody has chosen a password already: a link that sets another would let its maker in."""

    code = "already_registered"


def invite_person(
    session: Session, actor: Actor, course_id: UUID, new: NewPerson, link_of: LinkOf, now: datetime
) -> Invited:
    """Put somebody into a course, with a new account and its link where there is none for the address.

    Raises:
        TutorsInviteStudents, RoleDoesNotFit, NotFound (a group): nothing is stored then.
    """
    for group_id in new.group_ids:
        find_group(session, course_id, group_id)
    user = accounts.find_by_email(session, new.email)
    url = None
    if user is None:
        if new.role is not MemberRole.STUDENT and not actor.may(Permission.MANAGE_USERS):
            raise TutorsInviteStudents("Tutors invite students; an administrator adds the accounts of those who teach.")
        row = PersonRow(0, new.name, accounts.normalise_email(new.email), ListedRole(new.role.value), [])
        added, links = invite(session, [row], new.locale, link_of, actor.id, now)
        user, url = added[row.email], links[0].url
    put_in(session, course_id, [user], new.role, actor.id, now)
    if new.role is MemberRole.STUDENT and new.group_ids:
        set_groups(session, course_id, user.id, new.group_ids, now)
    return Invited(name=user.name, email=user.email, invitation_url=url)


def renew_invitation(
    session: Session, actor: Actor, course_id: UUID, user_id: UUID, link_of: LinkOf, now: datetime
) -> Invited:
    """Return another link for a student of the course who has not chosen a password yet.

    Raises:
        NotFound: they are not in the course.
        TutorsInviteStudents: they teach, and the actor is no administrator.
        AlreadyRegistered: they have a password.
        OnlyWhoInvitedRenews: somebody else has added their account.
    """
    membership = get_membership(session, course_id, user_id)
    if membership.role is not MemberRole.STUDENT and not actor.may(Permission.MANAGE_USERS):
        raise TutorsInviteStudents("Tutors invite students; an administrator invites those who teach.")
    user = session.get_one(User, user_id)
    if user.password is not None:
        raise AlreadyRegistered(f"{user.name} has chosen a password already; an administrator can reset it.")
    if user.id not in renewable_by(session, actor, [user]):
        raise OnlyWhoInvitedRenews("Only the person who invited them, or an administrator, can make another link.")
    token = accounts.make_link(session, user, LinkPurpose.INVITATION, now)
    action = audit.AuditAction.PASSWORD_RESET_ISSUED
    audit.append(session, action, actor_id=actor.id, subject_id=user.id, at=now, detail={"invitation": True})
    return Invited(name=user.name, email=user.email, invitation_url=link_of(token))


def renewable_by(session: Session, actor: Actor, users: Sequence[User]) -> frozenset[UUID]:
    """Those of some users who have no password yet, and for whom the actor may make another link."""
    pending = [user.id for user in users if user.password is None]
    if actor.may(Permission.MANAGE_USERS) or not pending:
        return frozenset(pending)
    added = select(audit.AuditEntry.subject_id).where(
        audit.AuditEntry.action == audit.AuditAction.USER_CREATED.value,
        audit.AuditEntry.actor_id == actor.id,
        audit.AuditEntry.subject_id.in_(pending),
    )
    return frozenset(each for each in session.scalars(added) if each is not None)


def import_people(
    session: Session,
    actor: Actor,
    course_id: UUID,
    content: bytes,
    link_of: LinkOf,
    now: datetime,
    *,
    apply: bool,
) -> ListReport:
    """Report on a list, line by line; with `apply` store all of it, or nothing.

    Raises:
        NotATable: the file is no list.
        ListHasProblems: `apply`, and some line has one.
    """
    people = read_list(session, content)
    for row in people.rows:
        if row.role is not ListedRole.STUDENT and people.account_of(row) is None and not _may_add_staff(actor):
            row.refuse(ProblemCode.ROLE_NOT_YOURS, "An administrator adds the accounts of those who teach.")
    there = _already_in(session, course_id)
    groups = groups_by_name(session, course_id, {group for row in people.rows for group in row.groups})
    new_groups = list(dict.fromkeys(g for row in people.rows for g in row.groups if g not in groups))

    def outcome_of(row: PersonRow) -> Outcome:
        user = people.account_of(row)
        if user is None:
            return Outcome.INVITED
        return Outcome.UNCHANGED if there.get(user.id) == row.role.value else Outcome.ENROLLED

    report = people.report(outcome_of, new_groups)
    if not apply:
        return report
    refuse_problems(report.lines)
    groups |= {name: _make_group(session, course_id, name, now) for name in new_groups}
    return _store(session, actor, course_id, people, groups, report, Locale(actor.locale), link_of, now)


def put_users_in(
    session: Session, actor: Actor, course_id: UUID, user_ids: Sequence[UUID], role: MemberRole, now: datetime
) -> int:
    """Put accounts into a course.

    Returns:
        How many were not in it.

    Raises:
        NotFound: there is none, or the actor may not have it.
        RoleDoesNotFit: an account can be in a course only as what it is for: `data.role` says what the account is.
    """
    users = session.scalars(select(User).where(User.id.in_(user_ids))).all()
    missing = set(user_ids) - {user.id for user in users}
    if missing:
        raise NotFound("There is no such account.", user_ids=sorted(map(str, missing)))
    return len(put_in(session, course_id, users, role, actor.id, now))


def _store(
    session: Session,
    actor: Actor,
    course_id: UUID,
    people: PeopleList,
    groups: dict[str, CourseGroup],
    report: ListReport,
    locale: Locale,
    link_of: LinkOf,
    now: datetime,
) -> ListReport:
    new = [row for row in people.rows if people.account_of(row) is None]
    added, links = invite(session, new, locale, link_of, actor.id, now)
    users = dict(people.accounts) | added
    for role in MemberRole:
        of_role = [users[row.email] for row in people.rows if row.role.value == role.value]
        put_in(session, course_id, of_role, role, actor.id, now)
    for name, group in groups.items():
        add_members(session, group, [users[row.email].id for row in people.rows if name in row.groups], now)
    return report.model_copy(update={"applied": True, "links": links})


def _make_group(session: Session, course_id: UUID, name: str, now: datetime) -> CourseGroup:
    return find_group(session, course_id, create_group(session, course_id, name, [], now).id)


def _may_add_staff(actor: Actor) -> bool:
    return actor.may(Permission.MANAGE_USERS)


def _already_in(session: Session, course_id: UUID) -> dict[UUID, str]:
    """What everybody in the course is."""
    enrolled = session.scalars(select(Enrolment.user_id).where(Enrolment.course_id == course_id))
    found = dict.fromkeys(enrolled, MemberRole.STUDENT.value)
    teaching = select(TeachingAssignment).where(TeachingAssignment.course_id == course_id)
    return found | {each.user_id: each.role.value for each in session.scalars(teaching)}
