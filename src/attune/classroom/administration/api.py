"""Routes for administrators: users, system, policy, audit log."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.accounts.schemas import NewUser, UserOut
from attune.classroom.administration import oversight, users
from attune.classroom.administration.schemas import (
    AuditPage,
    InvitedUser,
    PageQuery,
    ResetLink,
    SystemOut,
    UserChange,
    UserPage,
    UserQuery,
)
from attune.classroom.administration.system import health
from attune.classroom.institution.support_policy.policy import InstitutionPolicy
from attune.classroom.institution.support_policy.policy import read_policy as policy_in_force
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.inbound import origins
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("administration", __name__, url_prefix="/api/v1/administration")


@blueprint.get("/users")
@requires(Permission.MANAGE_USERS)
@blueprint.input(UserQuery, location="query", arg_name="query")
@blueprint.output(UserPage)
def list_users(query: UserQuery) -> UserPage:
    """Users, by part of a name or address and by role, 50 a page."""
    return users.list_users(current_session(), query)


@blueprint.post("/users")
@requires(Permission.MANAGE_USERS)
@blueprint.input(NewUser, arg_name="new")
@blueprint.output(InvitedUser, status_code=201)
def invite_user(new: NewUser) -> InvitedUser:
    """Add an account and get the link by which its owner sets a password."""
    user, token = users.invite_user(current_session(), current_actor(), new, now())
    return InvitedUser(user=UserOut.model_validate(user), invitation_url=_link(token))


@blueprint.patch("/users/<uuid:user_id>")
@requires(Permission.MANAGE_USERS)
@blueprint.input(UserChange, arg_name="change")
@blueprint.output(UserOut)
def change_user(user_id: UUID, change: UserChange) -> UserOut:
    """Rename somebody, change their role, activate or deactivate them."""
    return UserOut.model_validate(users.change_user(current_session(), current_actor(), user_id, change, now()))


@blueprint.post("/users/<uuid:user_id>/password-reset")
@requires(Permission.MANAGE_USERS)
@blueprint.output(ResetLink, status_code=201)
def reset_password(user_id: UUID) -> ResetLink:
    """Get a link by which somebody sets a new password."""
    return ResetLink(reset_url=_link(users.reset_password(current_session(), current_actor(), user_id, now())))


@blueprint.get("/system")
@requires(Permission.READ_SYSTEM)
@blueprint.output(SystemOut)
def read_system() -> SystemOut:
    """How the system is doing."""
    return health.read_system(current_session(), services(), current_served_model())


@blueprint.get("/policy")
@requires(Permission.MANAGE_POLICY)
@blueprint.output(InstitutionPolicy)
def read_policy() -> InstitutionPolicy:
    """The policy in force."""
    return policy_in_force(current_session())


@blueprint.put("/policy")
@requires(Permission.MANAGE_POLICY)
@blueprint.input(InstitutionPolicy, arg_name="policy")
@blueprint.output(InstitutionPolicy)
def change_policy(policy: InstitutionPolicy) -> InstitutionPolicy:
    """Put a policy in force, within bounds that keep people safe."""
    return oversight.change_policy(current_session(), current_actor(), policy, now())


@blueprint.get("/audit")
@requires(Permission.READ_AUDIT)
@blueprint.input(PageQuery, location="query", arg_name="query")
@blueprint.output(AuditPage)
def read_audit(query: PageQuery) -> AuditPage:
    """The audit log, newest first, 50 a page."""
    return oversight.read_audit(current_session(), query.page)


def _link(token: str) -> str:
    """The client's page for a one-time link."""
    return f"{origins.public_base(services().settings)}/invitations/{token}"
