"""Routes for administrators: setting the institution up."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.administration.setup import service
from attune.classroom.administration.setup.schemas import SetupIn, SetupOut
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("setup", __name__, url_prefix="/api/v1/institution/setup")


@blueprint.get("")
@requires(Permission.SET_UP_INSTITUTION)
@blueprint.output(SetupOut)
def read_setup() -> SetupOut:
    """The set-up, and what is still to do until somebody can learn here."""
    return service.read_setup(current_session())


@blueprint.put("")
@requires(Permission.SET_UP_INSTITUTION)
@blueprint.input(SetupIn, arg_name="setup")
@blueprint.output(SetupOut)
def change_setup(setup: SetupIn) -> SetupOut:
    """Say what the institution is; until then no camera is read."""
    return service.change_setup(current_session(), current_actor(), setup, now())
