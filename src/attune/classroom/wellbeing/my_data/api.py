"""Routes of the student's own page: lessons, timelines, weeks. Everything is the signed-in student's own."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.consent import history as consent_history
from attune.classroom.wellbeing.consent.history import ConsentHistoryOut
from attune.classroom.wellbeing.learner_state.present import current_sittings
from attune.classroom.wellbeing.my_data import hiding
from attune.classroom.wellbeing.my_data import lessons as own_lessons
from attune.classroom.wellbeing.my_data.reflection import service as reflection
from attune.classroom.wellbeing.my_data.reflection.schemas import ReflectionOut, ReflectionsChange, ReflectionsOut
from attune.classroom.wellbeing.my_data.timeline import service as timeline
from attune.classroom.wellbeing.my_data.timeline.schemas import (
    HiddenIn,
    HiddenOut,
    OwnLessonsOut,
    TimelineOut,
    TimelineQuery,
)
from attune.classroom.wellbeing.my_data.weeks import service as weeks
from attune.classroom.wellbeing.my_data.weeks.schemas import WeeksOut, WeeksQuery
from attune.classroom.wellbeing.schemas import LARGEST_BODY

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


@blueprint.get("/weeks")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(WeeksQuery, location="query", arg_name="query")
@blueprint.output(WeeksOut)
def read_weeks(query: WeeksQuery) -> WeeksOut:
    """My weeks at a glance, and what helped."""
    start = query.week_start or weeks.monday_of(now())
    return weeks.read_weeks(current_session(), current_actor(), start, query.weeks)


@blueprint.get("/consents")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(ConsentHistoryOut)
def read_consent_history() -> ConsentHistoryOut:
    """Every time I set one of the four switches, the latest first."""
    return ConsentHistoryOut(changes=consent_history.read_consent_history(current_session(), current_actor().id))


@blueprint.get("/lessons/<uuid:lesson_id>/reflection")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(ReflectionOut)
def read_reflection(lesson_id: UUID) -> ReflectionOut:
    """A look back at a lesson, for me alone."""
    return reflection.read_reflection(current_session(), current_actor(), lesson_id, now())


@blueprint.put("/lessons/<uuid:lesson_id>/reflection/closed")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Not offered again"})
def close_reflection(lesson_id: UUID) -> tuple[str, int]:
    """Finish or skip a lesson's reflection."""
    reflection.close_reflection(current_session(), current_actor(), lesson_id, now())
    return "", 204


@blueprint.get("/reflections")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(ReflectionsOut)
def read_reflection_wish() -> ReflectionsOut:
    """Whether I want reflections."""
    return reflection.describe_wish(current_session(), current_actor())


@blueprint.put("/reflections")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(ReflectionsChange, arg_name="wish")
@blueprint.output(ReflectionsOut)
def want_reflections(wish: ReflectionsChange) -> ReflectionsOut:
    """Switch reflections off for good, or on again."""
    return reflection.want_reflections(current_session(), current_actor(), wish.enabled, now())
