"""Routes for administrators: users."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint
from flask import request

from attune.classroom.accounts.people_list.schemas import ListReport
from attune.classroom.accounts.schemas import NewUser, UserOut
from attune.classroom.administration.users import importing, service
from attune.classroom.administration.users.schemas import (
    ImportQuery,
    InvitedUser,
    ResetLink,
    UserChange,
    UserPage,
    UserQuery,
)
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.inbound import origins
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("users", __name__, url_prefix="/api/v1/administration/users")


@blueprint.get("")
@requires(Permission.MANAGE_USERS)
@blueprint.input(UserQuery, location="query", arg_name="query")
@blueprint.output(UserPage)
def list_users(query: UserQuery) -> UserPage:
    """Users, by part of a name or address and by role, 50 a page."""
    return service.list_users(current_session(), query)


@blueprint.post("")
@requires(Permission.MANAGE_USERS)
@blueprint.input(NewUser, arg_name="new")
@blueprint.output(InvitedUser, status_code=201)
def invite_user(new: NewUser) -> InvitedUser:
    """Add an account and get the link by which its owner sets a password."""
    user, token = service.invite_user(current_session(), current_actor(), new, now())
    return InvitedUser(user=UserOut.model_validate(user), invitation_url=_link(token))


@blueprint.post("/import")
@requires(Permission.MANAGE_USERS)
@blueprint.input(ImportQuery, location="query", arg_name="query")
@blueprint.output(ListReport)
@blueprint.doc(description="The body is a CSV file: names, addresses, roles.", extensions={"x-raw-body": "text/csv"})
def import_users(query: ImportQuery) -> ListReport:
    """Report on a list of students and tutors, line by line; with `apply` invite all who are new, or nobody."""
    content, actor = request.get_data(cache=False), current_actor()
    locale = Locale(actor.locale)
    return importing.import_users(current_session(), actor.id, content, locale, _link, now(), apply=query.apply)


@blueprint.patch("/<uuid:user_id>")
@requires(Permission.MANAGE_USERS)
@blueprint.input(UserChange, arg_name="change")
@blueprint.output(UserOut)
def change_user(user_id: UUID, change: UserChange) -> UserOut:
    """Rename somebody, change their role, activate or deactivate them."""
    return UserOut.model_validate(service.change_user(current_session(), current_actor(), user_id, change, now()))


@blueprint.post("/<uuid:user_id>/password-reset")
@requires(Permission.MANAGE_USERS)
@blueprint.output(ResetLink, status_code=201)
def reset_password(user_id: UUID) -> ResetLink:
    """Get a link by which somebody sets a new password."""
    return ResetLink(reset_url=_link(service.reset_password(current_session(), current_actor(), user_id, now())))


def _link(token: str) -> str:
    """The client's page for a one-time link."""
    return f"{origins.public_base(services().settings)}/invitations/{token}"
