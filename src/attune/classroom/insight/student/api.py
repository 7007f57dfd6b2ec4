"""Route: what a student shares of their own view."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.insight.student import service
from attune.classroom.insight.student.schemas import SharedViewOut
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("shared_view", __name__, url_prefix="/api/v1")


@blueprint.get("/courses/<uuid:course_id>/students/<uuid:student_id>/shared-view")
@requires(Permission.READ_SHARED_VIEW, writes=True)
@blueprint.output(SharedViewOut)
def read_shared_view(course_id: UUID, student_id: UUID) -> SharedViewOut:
    """What a student of a course of mine shares of their own view; they can read that I have looked."""
    return service.read_shared_view(current_session(), current_actor(), course_id, student_id, now())
