"""Routes of support: a pause is reported, a message answered. There is no id of another person to give."""

from __future__ import annotations

from uuid import UUID, uuid4

from apiflask import APIBlueprint

from attune.classroom.institution.resources.schemas import Resources
from attune.classroom.institution.resources.service import resources_for
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.learner_state.current import current_study_sessions
from attune.classroom.wellbeing.schemas import LARGEST_BODY
from attune.classroom.wellbeing.support import service
from attune.classroom.wellbeing.support.schemas import (
    AnsweredMessageOut,
    InterruptionPointIn,
    InterruptionPointOut,
    ResponseIn,
)

blueprint = APIBlueprint("support", __name__, url_prefix="/api/v1/wellbeing")


@blueprint.post("/interruption-points")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(InterruptionPointIn, arg_name="pause")
@blueprint.output(InterruptionPointOut)
def reach_interruption_point(pause: InterruptionPointIn) -> InterruptionPointOut:
    """Report a natural pause, or that I just said how I am; the answer holds a support message, or none."""
    return service.send_support_message(
        current_session(), current_study_sessions(), current_actor(), pause, uuid4(), now()
    )


@blueprint.post("/support-messages/<uuid:support_message_id>/response")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(ResponseIn, arg_name="answer")
@blueprint.output(AnsweredMessageOut)
def respond_to_support_message(support_message_id: UUID, answer: ResponseIn) -> AnsweredMessageOut:
    """Say what I make of a support message."""
    return service.respond(current_session(), current_actor(), support_message_id, answer.response, now())


@blueprint.get("/resources")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(Resources)
def read_own_resources() -> Resources:
    """Who I can talk to, as my institution says; those who speak my language first."""
    return resources_for(current_session(), current_actor().locale)
