"""Routes of the student's own page: lessons, timelines, weeks. Everything is the signed-in student's own."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.context import current_actor, current_session
from attune.classroom.permissions import Permission, requires
from attune.classroom.wellbeing import own_lessons, timeline
from attune.classroom.wellbeing.timeline_schemas import OwnLessonsOut, TimelineOut, TimelineQuery

blueprint = APIBlueprint("own", __name__, url_prefix="/api/v1/wellbeing/me")


@blueprint.get("/lessons")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(OwnLessonsOut)
def list_own_lessons() -> OwnLessonsOut:
    """The lessons of which something is known about me, the latest first."""
    return own_lessons.list_lessons(current_session(), current_actor())


@blueprint.get("/lessons/<uuid:lesson_id>/timeline")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(TimelineQuery, location="query", arg_name="query")
@blueprint.output(TimelineOut)
def read_timeline(lesson_id: UUID, query: TimelineQuery) -> TimelineOut:
    """My timeline of one sitting of a lesson: the latest, or the one that began at an instant."""
    return timeline.read_timeline(current_session(), current_actor(), lesson_id, query.sitting)
