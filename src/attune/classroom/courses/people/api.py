"""Routes: the people of a course, their groups, and the codes by which students come in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, request

from attune.classroom.accounts.models import User
from attune.classroom.accounts.people_list.schemas import ListReport
from attune.classroom.courses.access import find_own_course
from attune.classroom.courses.people import codes, groups, inviting, membership, roster
from attune.classroom.courses.people.membership import Membership
from attune.classroom.courses.people.schemas import (
    Added,
    CandidateList,
    CandidateQuery,
    CodeChange,
    CodeList,
    CourseGroupOut,
    GroupChange,
    GroupList,
    GroupMembers,
    ImportQuery,
    Invited,
    JoinCodeOut,
    MemberChange,
    NewCode,
    NewGroup,
    NewMembers,
    NewPerson,
    PeoplePage,
    PeopleQuery,
    Removed,
    RemovedGroup,
    Restored,
)
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.inbound import origins
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("people", __name__, url_prefix="/api/v1/courses/<uuid:course_id>")
SVG: dict[int | str, Any] = {
    200: {"description": "The code", "content": {"image/svg+xml": {"schema": {"type": "string"}}}}
}


@blueprint.get("/people")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(PeopleQuery, location="query", arg_name="query")
@blueprint.output(PeoplePage)
def list_people(course_id: UUID, query: PeopleQuery) -> PeoplePage:
    """Who teaches in a course, its groups, and its students, 50 a page."""
    course = find_own_course(current_session(), current_actor(), course_id)
    return roster.read_people(current_session(), current_actor(), course, query)


@blueprint.get("/people/candidates")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(CandidateQuery, location="query", arg_name="query")
@blueprint.output(CandidateList)
def find_candidates(course_id: UUID, query: CandidateQuery) -> CandidateList:
    """Accounts that could be put into the course, by part of a name or address."""
    _own(course_id)
    return CandidateList(people=roster.find_candidates(current_session(), course_id, query))


@blueprint.post("/people")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(NewMembers, arg_name="new")
@blueprint.output(Added, status_code=201)
def add_people(course_id: UUID, new: NewMembers) -> Added:
    """Put accounts into the course."""
    _own(course_id)
    added = inviting.put_users_in(current_session(), current_actor(), course_id, new.user_ids, new.role, now())
    return Added(added=added)


@blueprint.post("/people/invitations")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(NewPerson, arg_name="new")
@blueprint.output(Invited, status_code=201)
def invite_into_course(course_id: UUID, new: NewPerson) -> Invited:
    """Put a person into the course, with a new account and its link where the address has none."""
    _own(course_id)
    return inviting.invite_person(current_session(), current_actor(), course_id, new, _invitation, now())


@blueprint.post("/people/import")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(ImportQuery, location="query", arg_name="query")
@blueprint.output(ListReport)
@blueprint.doc(
    description="The body is a CSV file: names, addresses, groups, roles.", extensions={"x-raw-body": "text/csv"}
)
def import_people(course_id: UUID, query: ImportQuery) -> ListReport:
    """Report on a list of people, line by line; with `apply` store all of it or nothing."""
    _own(course_id)
    content = request.get_data(cache=False)
    return inviting.import_people(
        current_session(), current_actor(), course_id, content, _invitation, now(), apply=query.apply
    )


@blueprint.post("/people/<uuid:user_id>/invitation")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.output(Invited, status_code=201)
def renew_invitation(course_id: UUID, user_id: UUID) -> Invited:
    """Get another link for a person who has not chosen a password yet."""
    _own(course_id)
    return inviting.renew_invitation(current_session(), current_actor(), course_id, user_id, _invitation, now())


@blueprint.patch("/people/<uuid:user_id>")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(MemberChange, arg_name="change")
@blueprint.doc(responses={204: "Changed"})
def change_person(course_id: UUID, user_id: UUID, change: MemberChange) -> tuple[str, int]:
    """Make a tutor an assistant or the other way round, or set the groups of a student."""
    _own(course_id)
    session = current_session()
    membership.get_membership(session, course_id, user_id)
    if change.role is not None:
        user = _user(user_id)
        membership.change_role(session, course_id, user, change.role, current_actor().id, now())
    if change.group_ids is not None:
        membership.set_groups(session, course_id, user_id, change.group_ids, now())
    return "", 204


@blueprint.delete("/people/<uuid:user_id>")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.output(Removed)
def remove_person(course_id: UUID, user_id: UUID) -> Removed:
    """Take a person out of the course; the answer carries what undo needs. What they did there stays stored."""
    _own(course_id)
    removed = membership.take_out(current_session(), course_id, user_id, current_actor().id, now())
    return Removed(
        user_id=user_id, role=removed.role, enrolled_at=removed.enrolled_at, group_ids=list(removed.group_ids)
    )


@blueprint.put("/people/<uuid:user_id>")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(Restored, arg_name="before")
@blueprint.doc(responses={204: "Back"})
def restore_person(course_id: UUID, user_id: UUID, before: Restored) -> tuple[str, int]:
    """Take a removal back."""
    _own(course_id)
    was = Membership(user_id, before.role, tuple(before.group_ids), before.enrolled_at)
    membership.put_back(current_session(), course_id, _user(user_id), was, current_actor().id, now())
    return "", 204


@blueprint.get("/groups")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.output(GroupList)
def list_groups(course_id: UUID) -> GroupList:
    """The groups of the course."""
    _own(course_id)
    return GroupList(groups=groups.list_groups(current_session(), course_id))


@blueprint.post("/groups")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(NewGroup, arg_name="new")
@blueprint.output(CourseGroupOut, status_code=201)
def create_group(course_id: UUID, new: NewGroup) -> CourseGroupOut:
    """Make a group."""
    _own(course_id)
    return groups.create_group(current_session(), course_id, new.name, new.user_ids, now())


@blueprint.patch("/groups/<uuid:group_id>")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(GroupChange, arg_name="change")
@blueprint.output(CourseGroupOut)
def rename_group(course_id: UUID, group_id: UUID, change: GroupChange) -> CourseGroupOut:
    """Give a group another name."""
    _own(course_id)
    group = groups.find_group(current_session(), course_id, group_id)
    return groups.rename_group(current_session(), group, change.name)


@blueprint.post("/groups/<uuid:group_id>/members")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(GroupMembers, arg_name="members")
@blueprint.output(Added, status_code=201)
def add_group_members(course_id: UUID, group_id: UUID, members: GroupMembers) -> Added:
    """Put students of the course into a group."""
    _own(course_id)
    group = groups.find_group(current_session(), course_id, group_id)
    return Added(added=groups.add_members(current_session(), group, members.user_ids, now()))


@blueprint.delete("/groups/<uuid:group_id>")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.output(RemovedGroup)
def delete_group(course_id: UUID, group_id: UUID) -> RemovedGroup:
    """Delete a group; the answer carries what it takes to make it again."""
    _own(course_id)
    group = groups.find_group(current_session(), course_id, group_id)
    return groups.delete_group(current_session(), group, current_actor().id, now())


@blueprint.get("/codes")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.output(CodeList)
def list_codes(course_id: UUID) -> CodeList:
    """The codes by which students join the course."""
    _own(course_id)
    return codes.describe_codes(current_session(), course_id, _base(), now())


@blueprint.post("/codes")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(NewCode, arg_name="new")
@blueprint.output(JoinCodeOut, status_code=201)
def create_code(course_id: UUID, new: NewCode) -> JoinCodeOut:
    """Make a code."""
    _own(course_id)
    code = codes.create_code(current_session(), current_actor(), course_id, new, now())
    return codes.describe_code(code, _base(), now())


@blueprint.patch("/codes/<uuid:code_id>")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.input(CodeChange, arg_name="change")
@blueprint.output(JoinCodeOut)
def change_code(course_id: UUID, code_id: UUID, change: CodeChange) -> JoinCodeOut:
    """Revoke a code, or take that back."""
    _own(course_id)
    code = codes.find_code(current_session(), course_id, code_id)
    codes.set_revoked(current_session(), code, revoked=change.revoked, now=now())
    return codes.describe_code(code, _base(), now())


@blueprint.post("/codes/<uuid:code_id>/renewal")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.output(JoinCodeOut, status_code=201)
def renew_code(course_id: UUID, code_id: UUID) -> JoinCodeOut:
    """Revoke a code and make another of the same kind."""
    _own(course_id)
    code = codes.find_code(current_session(), course_id, code_id)
    renewed = codes.renew_code(current_session(), current_actor(), code, now())
    return codes.describe_code(renewed, _base(), now())


@blueprint.get("/codes/<uuid:code_id>/qr")
@requires(Permission.MANAGE_COURSE_PEOPLE)
@blueprint.doc(responses=SVG)
def read_code_qr(course_id: UUID, code_id: UUID) -> Response:
    """The link of a code as a QR code to print or to show."""
    _own(course_id)
    code = codes.find_code(current_session(), course_id, code_id)
    return Response(codes.draw_qr(codes.link_of(code, _base())), mimetype="image/svg+xml")


def _own(course_id: UUID) -> None:
    find_own_course(current_session(), current_actor(), course_id)


def _user(user_id: UUID) -> User:
    user = current_session().get(User, user_id)
    if user is None:
        raise NotFound(f"There is no account {user_id}.", user_id=str(user_id))
    return user


def _base() -> str:
    return origins.public_base(services().settings)


def _invitation(token: str) -> str:
    """The client's page for a one-time link."""
    return f"{_base()}/invitations/{token}"
