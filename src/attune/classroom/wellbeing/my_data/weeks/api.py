"""Route of a student's own weeks."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires
from attune.classroom.wellbeing.my_data.weeks import service
from attune.classroom.wellbeing.my_data.weeks.schemas import WeeksOut, WeeksQuery

blueprint = APIBlueprint("weeks", __name__, url_prefix="/api/v1/wellbeing/me")


@blueprint.get("/weeks")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(WeeksQuery, location="query", arg_name="query")
@blueprint.output(WeeksOut)
def read_weeks(query: WeeksQuery) -> WeeksOut:
    """My weeks at a glance, and what helped."""
    start = query.week_start or service.monday_of(now())
    return service.read_weeks(current_session(), current_actor(), start, query.weeks)
