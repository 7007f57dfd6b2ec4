"""Routes of a student's own calls for help. They are made and taken back as check-ins (`wellbeing`)."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.live_class.calls import service
from attune.classroom.live_class.calls.schemas import OwnCalls
from attune.classroom.live_class.presence import PresenceBook
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("calls", __name__, url_prefix="/api/v1/calls")


@blueprint.get("")
@requires(Permission.ASK_TUTOR)
@blueprint.output(OwnCalls)
def list_own_calls() -> OwnCalls:
    """My raised hand and where I said that I am lost, with the answers of my tutors."""
    return service.own_calls(current_session(), PresenceBook(services().live), current_actor(), now())


@blueprint.put("/<uuid:call_id>/answer/seen")
@requires(Permission.ASK_TUTOR)
@blueprint.doc(responses={204: "Seen"})
def put_call_answer_away(call_id: UUID) -> tuple[str, int]:
    """Note that I have seen the answer to my call."""
    service.put_answer_away(current_session(), current_actor(), call_id, now())
    return "", 204
