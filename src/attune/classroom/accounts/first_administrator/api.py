"""Route: the first account of an empty institution."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.accounts import devices, guard, identity
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.first_administrator import service
from attune.classroom.accounts.first_administrator.schemas import FirstAdministrator
from attune.classroom.accounts.passwords import refuse_weak
from attune.classroom.accounts.schemas import SessionOut
from attune.classroom.accounts.session_view import describe_session
from attune.classroom.platform.context import current_session, now, reading, services
from attune.classroom.platform.inbound import security
from attune.classroom.platform.permissions import public

blueprint = APIBlueprint("first_administrator", __name__, url_prefix="/api/v1/setup")


@blueprint.post("/administrator")
@public
@blueprint.input(FirstAdministrator, arg_name="new")
@blueprint.output(SessionOut, status_code=201)
def create_first_administrator(new: FirstAdministrator) -> SessionOut:
    """Make the first administrator, and sign them in. Only while nobody has an account, with the printed token."""
    with reading() as database:
        if not service.has_no_users(database):
            raise service.AlreadySetUp("There is an administrator already; sign in, or ask them for an invitation.")
    with guard.guarded("first administrator", service.WrongSetupToken):
        service.check_setup_token(new.token.get_secret_value(), services().settings.secret_key)
    password = new.password.get_secret_value()
    refuse_weak(password, "password", new.name, new.email)
    new_hash = accounts.make_hash(password)
    user = service.create_first_administrator(current_session(), new, new_hash, now())
    identity.start_session(user, now())
    devices.remember(user)
    token = security.issue_csrf_token(fresh=True)
    return describe_session(current_session(), user, token)
