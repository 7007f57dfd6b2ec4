"""Routes of the institution's "talk to someone" list."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.institution.resources import service
from attune.classroom.institution.resources.schemas import ManagedResources, Resources
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("resources", __name__, url_prefix="/api/v1/administration/resources")


@blueprint.get("")
@requires(Permission.MANAGE_POLICY)
@blueprint.output(ManagedResources)
def read_resources() -> ManagedResources:
    """Who students are pointed to, whether that is confirmed, and what is due to be checked."""
    return service.manage_resources(current_session(), now())


@blueprint.put("")
@requires(Permission.MANAGE_POLICY)
@blueprint.input(Resources, arg_name="resources")
@blueprint.output(ManagedResources)
def change_resources(resources: Resources) -> ManagedResources:
    """Replace the list; a changed one has to be confirmed again."""
    return service.change_resources(current_session(), current_actor(), resources, now())


@blueprint.put("/confirmation")
@requires(Permission.MANAGE_POLICY)
@blueprint.input(Resources, arg_name="seen")
@blueprint.output(ManagedResources)
def confirm_resources(seen: Resources) -> ManagedResources:
    """Confirm the list as it is sent; without it no support message is sent."""
    return service.confirm_resources(current_session(), current_actor(), seen, now())
