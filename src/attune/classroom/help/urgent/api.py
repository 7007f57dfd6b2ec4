"""Routes for the administrator: who reads urgent questions besides the tutors of the course."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.help.urgent import service
from attune.classroom.help.urgent.schemas import UrgentContactIn, UrgentContactOut
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("urgent_contact", __name__, url_prefix="/api/v1/administration/urgent-contact")


@blueprint.get("")
@requires(Permission.MANAGE_POLICY)
@blueprint.output(UrgentContactOut)
def read_urgent_contact() -> UrgentContactOut:
    """Return the user who is named for urgent questions."""
    return service.read_contact(current_session())


@blueprint.put("")
@requires(Permission.MANAGE_POLICY)
@blueprint.input(UrgentContactIn, arg_name="change")
@blueprint.output(UrgentContactOut)
def change_urgent_contact(change: UrgentContactIn) -> UrgentContactOut:
    """Name the user for urgent questions, or none."""
    return service.change_contact(current_session(), current_actor(), change, now())
