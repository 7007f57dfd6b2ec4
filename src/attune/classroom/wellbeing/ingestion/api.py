"""Routes by which a student's device and the student tell how it goes. There is no id of another person to give."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.ingestion import behaviour, checkins, service
from attune.classroom.wellbeing.ingestion.schemas import (
    BehaviourAccepted,
    BehaviourBatch,
    CheckInIn,
    CheckInOut,
    WindowBatch,
    WindowsAccepted,
)
from attune.classroom.wellbeing.learner_state.current import current_study_sessions
from attune.classroom.wellbeing.schemas import LARGEST_BODY

blueprint = APIBlueprint("ingestion", __name__, url_prefix="/api/v1/wellbeing")


@blueprint.post("/windows")
@requires(Permission.SEND_OWN_READINGS)
@body_limit(LARGEST_BODY)
@blueprint.input(WindowBatch, arg_name="batch")
@blueprint.output(WindowsAccepted, status_code=202)
def receive_windows(batch: WindowBatch) -> WindowsAccepted:
    """Take in a batch of my windows; one sent twice counts once."""
    observe_lag = services().observations.window_received
    return service.receive_windows(
        current_session(), current_study_sessions(), current_actor(), batch, observe_lag, now()
    )


@blueprint.post("/behaviour")
@requires(Permission.SEND_OWN_READINGS)
@body_limit(LARGEST_BODY)
@blueprint.input(BehaviourBatch, arg_name="batch")
@blueprint.output(BehaviourAccepted, status_code=202)
def receive_behaviour(batch: BehaviourBatch) -> BehaviourAccepted:
    """Take in what I did in a lesson: into memory for minutes; kept longer only while I let summaries be saved."""
    return behaviour.receive_behaviour(current_session(), current_study_sessions(), current_actor(), batch, now())


@blueprint.post("/checkins")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(CheckInIn, arg_name="said")
@blueprint.output(CheckInOut, status_code=201)
def check_in(said: CheckInIn) -> CheckInOut:
    """Say how I feel, that I am lost here, that a guess was wrong, or raise my hand."""
    return checkins.record_check_in(current_session(), current_study_sessions(), current_actor(), said, now())


@blueprint.delete("/checkins/<uuid:check_in_id>")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Taken back"})
def undo_check_in(check_in_id: UUID) -> tuple[str, int]:
    """Take back what I said."""
    checkins.undo_check_in(current_session(), current_study_sessions(), current_actor(), check_in_id, now())
    return "", 204
