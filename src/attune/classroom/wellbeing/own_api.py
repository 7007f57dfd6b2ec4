"""Routes of the student's own page: lessons, timelines, weeks. Everything is the signed-in student's own."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.context import current_actor, current_session, now
from attune.classroom.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing import hiding, own_lessons, timeline
from attune.classroom.wellbeing.present import current_sittings
from attune.classroom.wellbeing.schemas import LARGEST_BODY
from attune.classroom.wellbeing.timeline_schemas import (
    HiddenIn,
    HiddenOut,
    OwnLessonsOut,
    TimelineOut,
    TimelineQuery,
)

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


@blueprint.put("/windows/<uuid:window_id>/hidden")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(HiddenIn, arg_name="wish")
@blueprint.doc(responses={204: "Hidden or shown again"})
def hide_window(window_id: UUID, wish: HiddenIn) -> tuple[str, int]:
    """Keep one window for myself alone, or let it count again."""
    hiding.hide_window(current_session(), current_sittings(), current_actor(), window_id, wish.hidden, now())
    return "", 204


@blueprint.put("/lessons/<uuid:lesson_id>/hidden")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(HiddenIn, arg_name="wish")
@blueprint.output(HiddenOut)
def hide_lesson(lesson_id: UUID, wish: HiddenIn) -> HiddenOut:
    """Keep everything known about a lesson so far for myself alone, or let it count again."""
    return hiding.hide_lesson(current_session(), current_sittings(), current_actor(), lesson_id, wish.hidden, now())
