"""Routes: who is signed in, signing in and out, one's own account, one-time links."""

from __future__ import annotations

from apiflask import APIBlueprint, APIFlask
from flask import request
from flask_limiter.util import get_remote_address

from attune.classroom import security
from attune.classroom.accounts import identity, service
from attune.classroom.accounts.models import User
from attune.classroom.accounts.schemas import (
    AcceptedInvitation,
    AccountChange,
    Credentials,
    InvitationAcceptance,
    InvitationOut,
    SessionOut,
    UserOut,
)
from attune.classroom.context import Parts, current_session, find_actor, now, reading
from attune.classroom.permissions import Permission, public, requires

blueprint = APIBlueprint("accounts", __name__, url_prefix="/api/v1")
DAY_SECONDS = 86_400.0

SIGN_IN_LIMIT = "10/minute"  # per address and device: guessing stays hopeless, a typing error stays harmless
ADDRESS_LIMIT = "300/minute"  # per network address: a school signs in from one, all at nine o'clock
LINK_LIMIT = "30/minute"


def init_app(app: APIFlask, wired: Parts) -> None:
    """Register the routes, and forget old sessions and links once a day."""
    app.register_blueprint(blueprint)
    wired.jobs.every(DAY_SECONDS, "purge_sessions", lambda: _purge(wired))


def _purge(wired: Parts) -> None:
    with wired.database.transaction() as session:
        service.purge(session, wired.clock.now())


def _email_and_address() -> str:
    body = request.get_json(silent=True)
    email = body.get("email") if isinstance(body, dict) else None
    return f"{service.normalise_email(str(email))}|{get_remote_address()}"


@blueprint.get("/session")
@public
@blueprint.output(SessionOut)
def read_session() -> SessionOut:
    """Say who is signed in, if anybody, and hand out the CSRF token."""
    user = identity.current_user_row() if find_actor() is not None else None
    return _describe(user, security.issue_csrf_token())


@blueprint.post("/session")
@public
@security.limiter.limit(SIGN_IN_LIMIT, key_func=_email_and_address)
@security.limiter.limit(ADDRESS_LIMIT)
@blueprint.input(Credentials, arg_name="credentials")
@blueprint.output(SessionOut)
def sign_in(credentials: Credentials) -> SessionOut:
    """Sign in with e-mail and password."""
    earlier = find_actor()
    with reading() as database:
        known = service.find_by_email(database, credentials.email)
    user = identity.user_row(service.check_credentials(known, credentials.password.get_secret_value()).id)
    if earlier is not None:
        service.end_session(current_session(), identity.current_session_id(), earlier.id, now())
    identity.start_session(user, now())
    return _describe(user, security.issue_csrf_token(fresh=True))


def _describe(user: User | None, token: str) -> SessionOut:
    demo = service.has_demo_accounts(current_session())
    return SessionOut(user=UserOut.model_validate(user) if user else None, csrf_token=token, demo=demo)


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
    new_hash = service.renew_password(identity.signed_in_user(), change)
    user, keep = identity.current_user_row(), identity.current_session_id()
    return UserOut.model_validate(service.change_account(current_session(), user, change, new_hash, keep, now()))


@blueprint.get("/invitations/<token>")
@public
@security.limiter.limit(LINK_LIMIT)
@blueprint.output(InvitationOut)
def read_invitation(token: str) -> InvitationOut:
    """Say whom a one-time link is for."""
    _, user = service.read_link(current_session(), token, now())
    return InvitationOut.model_validate(user)


@blueprint.post("/invitations/<token>")
@public
@security.limiter.limit(LINK_LIMIT)
@blueprint.input(InvitationAcceptance, arg_name="acceptance")
@blueprint.output(AcceptedInvitation, status_code=201)
def accept_invitation(token: str, acceptance: InvitationAcceptance) -> AcceptedInvitation:
    """Set a password by a one-time link (an invitation or a password reset)."""
    with reading() as database:
        service.read_link(database, token, now())
    new_hash = service.make_hash(acceptance.password.get_secret_value())
    user = service.accept_link(current_session(), token, new_hash, acceptance.name, now())
    return AcceptedInvitation(user=UserOut.model_validate(user))
