"""Routes: what a code leads to, and joining by it."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.accounts import devices, guard, identity
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.passwords import refuse_weak
from attune.classroom.accounts.schemas import SessionOut
from attune.classroom.accounts.session_view import describe_session
from attune.classroom.courses.joining import service
from attune.classroom.courses.joining.schemas import Joined, JoinIn, JoinPreview, Registration
from attune.classroom.platform.context import current_actor, current_session, now, reading
from attune.classroom.platform.inbound import security
from attune.classroom.platform.permissions import Permission, public, requires

blueprint = APIBlueprint("joining", __name__, url_prefix="/api/v1/join")


@blueprint.get("/<code>")
@public
@blueprint.output(JoinPreview)
def read_join_code(code: str) -> JoinPreview:
    """Say which course a code leads to."""
    with guard.guarded(f"code:{code}", service.UnknownCode):
        found = service.find_by_code(current_session(), code)
    return service.describe_code(current_session(), found, now())


@blueprint.post("")
@requires(Permission.JOIN_COURSES)
@blueprint.input(JoinIn, arg_name="typed")
@blueprint.output(Joined)
def join_course(typed: JoinIn) -> Joined:
    """Join a course by a code."""
    student = current_actor()
    with guard.guarded(f"code of:{student.id}", service.UnknownCode), reading() as database:
        service.find_by_code(database, typed.code)
    code = service.find_by_code(current_session(), typed.code)
    return service.join(current_session(), student.id, code, now())


@blueprint.post("/<code>/account")
@public
@blueprint.input(Registration, arg_name="new")
@blueprint.output(SessionOut, status_code=201)
def register(code: str, new: Registration) -> SessionOut:
    """Make an account by a code where the institution allows it, join its course, and sign in."""
    with guard.guarded(f"code:{code}", service.UnknownCode), reading() as database:
        found = service.find_by_code(database, code)
        service.refuse_registration(database, found, now())
    password = new.password.get_secret_value()
    refuse_weak(password, "password", new.name, new.email)
    new_hash = accounts.make_hash(password)
    session = current_session()
    user = service.register(session, service.find_by_code(session, code), new, new_hash, now())
    identity.start_session(user, now())
    devices.remember(user)
    token = security.issue_csrf_token(fresh=True)
    return describe_session(session, user, token)
