"""Routes: working at assignments."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.learning.assignments import service
from attune.classroom.learning.assignments.schemas import (
    AssignmentPage,
    HandInIn,
    HandInOut,
    WorkDraftIn,
    WorkDraftOut,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("assignments", __name__, url_prefix="/api/v1")


@blueprint.get("/assignments/<uuid:assignment_id>")
@requires(Permission.READ_LESSONS)
@blueprint.output(AssignmentPage)
def read_assignment(assignment_id: UUID) -> AssignmentPage:
    """An assignment with one's own draft and everything that one has handed in."""
    return service.read_assignment(current_session(), current_actor(), assignment_id, now())


@blueprint.put("/assignments/<uuid:assignment_id>/draft")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.input(WorkDraftIn, arg_name="change")
@blueprint.output(WorkDraftOut)
def save_assignment_draft(assignment_id: UUID, change: WorkDraftIn) -> WorkDraftOut:
    """Keep what is written so far, before it is handed in."""
    return service.save_draft(current_session(), current_actor(), assignment_id, change, now())


@blueprint.post("/assignments/<uuid:assignment_id>/hand-ins")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.input(HandInIn, arg_name="work")
@blueprint.output(HandInOut)
def hand_in_assignment(assignment_id: UUID, work: HandInIn) -> HandInOut:
    """Hand in; the same id again gets the same answer again, another one is a new version."""
    return service.hand_in(current_session(), current_actor(), assignment_id, work, now())
