"""Route for administrators: the system."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.administration.system import service
from attune.classroom.administration.system.schemas import SystemOut
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import current_session, services
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("system", __name__, url_prefix="/api/v1/administration/system")


@blueprint.get("")
@requires(Permission.READ_SYSTEM)
@blueprint.output(SystemOut)
def read_system() -> SystemOut:
    """How the system is doing."""
    return service.read_system(current_session(), services(), current_served_model())
