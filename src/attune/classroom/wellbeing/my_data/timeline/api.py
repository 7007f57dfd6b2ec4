"""Route of a student's own timeline of a lesson."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires
from attune.classroom.wellbeing.my_data.timeline import service
from attune.classroom.wellbeing.my_data.timeline.schemas import TimelineOut, TimelineQuery

blueprint = APIBlueprint("timeline", __name__, url_prefix="/api/v1/wellbeing/me")


@blueprint.get("/lessons/<uuid:lesson_id>/timeline")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(TimelineQuery, location="query", arg_name="query")
@blueprint.output(TimelineOut)
def read_timeline(lesson_id: UUID, query: TimelineQuery) -> TimelineOut:
    """My timeline of one study session of a lesson: the latest, or the one that began at an instant."""
    return service.read_timeline(current_session(), current_actor(), lesson_id, query.study_session, now())
