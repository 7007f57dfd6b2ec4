"""Routes of the reflection after a lesson, for its student alone."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.my_data.reflection import service
from attune.classroom.wellbeing.my_data.reflection.schemas import ReflectionOut, ReflectionsChange, ReflectionsOut
from attune.classroom.wellbeing.schemas import LARGEST_BODY

blueprint = APIBlueprint("reflection", __name__, url_prefix="/api/v1/wellbeing/me")


@blueprint.get("/lessons/<uuid:lesson_id>/reflection")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(ReflectionOut)
def read_reflection(lesson_id: UUID) -> ReflectionOut:
    """A look back at a lesson, for me alone."""
    return service.read_reflection(current_session(), current_actor(), lesson_id, now())


@blueprint.put("/lessons/<uuid:lesson_id>/reflection/closed")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Not offered again"})
def close_reflection(lesson_id: UUID) -> tuple[str, int]:
    """Finish or skip a lesson's service."""
    service.close_reflection(current_session(), current_actor(), lesson_id, now())
    return "", 204


@blueprint.get("/reflections")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(ReflectionsOut)
def read_reflection_setting() -> ReflectionsOut:
    """Whether I want reflections."""
    return service.describe_setting(current_session(), current_actor())


@blueprint.put("/reflections")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(ReflectionsChange, arg_name="change")
@blueprint.output(ReflectionsOut)
def set_reflections(change: ReflectionsChange) -> ReflectionsOut:
    """Switch reflections off for good, or on again."""
    return service.set_reflections(current_session(), current_actor(), change.enabled, now())
