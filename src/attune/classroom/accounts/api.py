"""Routes: who is signed in, signing in and out, one's own account, one-time links."""

from __future__ import annotations

from apiflask import APIBlueprint, APIFlask
from flask import Response

from attune.classroom.accounts import devices, guard, identity, service
from attune.classroom.accounts.first_administrator import api as first_administrator_api
from attune.classroom.accounts.first_administrator.service import has_no_users
from attune.classroom.accounts.models import User
from attune.classroom.accounts.passwords import refuse_weak
from attune.classroom.accounts.schemas import (
    AcceptedInvitation,
    AccountChange,
    Credentials,
    InvitationAcceptance,
    InvitationOut,
    SessionOut,
    UserOut,
)
from attune.classroom.accounts.session_view import describe_session
from attune.classroom.platform.context import Services, current_session, find_actor, now, reading, taught_course_ids
from attune.classroom.platform.errors import InvalidInput
from attune.classroom.platform.inbound import security
from attune.classroom.platform.permissions import TEACHERS, Permission, public, requires

blueprint = APIBlueprint("accounts", __name__, url_prefix="/api/v1")
DAY_SECONDS = 86_400.0


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes, and forget old sessions and links once a day."""
    app.register_blueprint(blueprint)
    app.register_blueprint(first_administrator_api.blueprint)
    guard.init_app(app, services.settings.redis_url)
    app.after_request(lambda answer: _set_device_cookie(answer, services))
    services.jobs.once_every(DAY_SECONDS, "purge_sessions", lambda: _purge(services))


def _set_device_cookie(answer: Response, services: Services) -> Response:
    devices.set_cookie(answer, secure=services.settings.secure_cookies)
    return answer


def _purge(services: Services) -> None:
    service.purge(services.database, services.clock.now())


@blueprint.get("/session")
@public
@blueprint.output(SessionOut)
def read_session() -> SessionOut:
    """Say who is signed in, if anybody, and hand out the CSRF token."""
    user = identity.current_user_row() if find_actor() is not None else None
    return _describe(user, security.issue_csrf_token())


@blueprint.post("/session")
@public
@blueprint.input(Credentials, arg_name="credentials")
@blueprint.output(SessionOut)
def sign_in(credentials: Credentials) -> SessionOut:
    """Sign in with e-mail and password."""
    earlier = find_actor()
    with guard.guarded(service.normalise_email(credentials.email), service.InvalidCredentials):
        with reading() as database:
            known = service.find_by_email(database, credentials.email)
        checked = service.check_credentials(known, credentials.password.get_secret_value())
    user = identity.user_row(checked.id)
    if earlier is not None:
        service.end_session(current_session(), identity.current_session_id(), earlier.id, now())
    identity.start_session(user, now())
    devices.remember(user)
    return _describe(user, security.issue_csrf_token(fresh=True))


def _describe(user: User | None, token: str) -> SessionOut:
    demo = service.has_demo_accounts(current_session())
    unclaimed = user is None and not demo and has_no_users(current_session())
    taught = taught_course_ids(user.id) if user is not None and user.role in TEACHERS else ()
    return describe_session(current_session(), user, token, demo=demo, unclaimed=unclaimed, taught_course_ids=taught)


@blueprint.delete("/session")
@requires(Permission.READ_OWN_SESSION)
@blueprint.doc(responses={204: "Signed out"})
def sign_out() -> tuple[str, int]:
    """Sign out of this browser; whoever holds a copy of its cookie is signed out too."""
    service.end_session(current_session(), identity.current_session_id(), identity.current_user_row().id, now())
    identity.clear_cookie()
    return "", 204


@blueprint.patch("/me")
@requires(Permission.EDIT_OWN_ACCOUNT)
@blueprint.input(AccountChange, arg_name="change")
@blueprint.output(UserOut)
def change_me(change: AccountChange) -> UserOut:
    """Change one's own name, language or password."""
    signed_in = identity.signed_in_user()
    if change.new_password is not None:
        refuse_weak(change.new_password.get_secret_value(), "new_password", signed_in.name, signed_in.email)
        with guard.guarded(signed_in.email, InvalidInput):
            new_hash = service.renew_password(signed_in, change)
    else:
        new_hash = None
    user, spared = identity.current_user_row(), identity.current_session_id()
    return UserOut.model_validate(service.change_account(current_session(), user, change, new_hash, spared, now()))


@blueprint.get("/invitations/<token>")
@public
@blueprint.output(InvitationOut)
def read_invitation(token: str) -> InvitationOut:
    """Say whom a one-time link is for."""
    with guard.guarded(f"link:{token}", service.InvalidLink):
        _, user = service.read_link(current_session(), token, now())
    return InvitationOut.model_validate(user)


@blueprint.post("/invitations/<token>")
@public
@blueprint.input(InvitationAcceptance, arg_name="acceptance")
@blueprint.output(AcceptedInvitation, status_code=201)
def accept_invitation(token: str, acceptance: InvitationAcceptance) -> AcceptedInvitation:
    """Set a password by a one-time link (an invitation or a password reset)."""
    password = acceptance.password.get_secret_value()
    with guard.guarded(f"link:{token}", service.InvalidLink), reading() as database:
        _, invited = service.read_link(database, token, now())
    refuse_weak(password, "password", acceptance.name or invited.name, invited.email)
    new_hash = service.make_hash(password)
    user = service.accept_link(current_session(), token, new_hash, acceptance.name, now())
    return AcceptedInvitation(user=UserOut.model_validate(user))
