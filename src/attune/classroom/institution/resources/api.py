"""Routes of the institution's "talk to someone" list."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.institution.resources import service
from attune.classroom.institution.resources.schemas import Resources
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("resources", __name__, url_prefix="/api/v1/administration/resources")


@blueprint.get("")
@requires(Permission.MANAGE_POLICY)
@blueprint.output(Resources)
def read_resources() -> Resources:
    """Who students are pointed to."""
    return service.read_resources(current_session())


@blueprint.put("")
@requires(Permission.MANAGE_POLICY)
@blueprint.input(Resources, arg_name="resources")
@blueprint.output(Resources)
def change_resources(resources: Resources) -> Resources:
    """Put a list in the place of the one before."""
    return service.change_resources(current_session(), current_actor(), resources, now())
