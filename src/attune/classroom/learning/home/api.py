"""Route: the home of whoever is signed in."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.learning.home import service
from attune.classroom.learning.home.schemas import Home
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("home", __name__, url_prefix="/api/v1")


@blueprint.get("/home")
@requires(Permission.READ_COURSES)
@blueprint.output(Home)
def read_home() -> Home:
    """What to do next: of a student to learn, of a tutor to grade, of an administrator to decide."""
    return service.read_home(current_session(), current_actor(), now())
