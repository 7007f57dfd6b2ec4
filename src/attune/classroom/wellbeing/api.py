"""Routes of wellbeing. Everything here is the signed-in student's own; there is no id of another person to give."""

from __future__ import annotations

from datetime import timedelta
from random import SystemRandom
from uuid import UUID

from apiflask import APIBlueprint, APIFlask
from flask import Response

from attune.classroom.institution.resources.schemas import Resources
from attune.classroom.institution.resources.service import resources_for
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import Services, current_actor, current_session, now, services
from attune.classroom.platform.events.types import QuizSubmitted
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.consent import service as consent
from attune.classroom.wellbeing.ingestion import checkins
from attune.classroom.wellbeing.ingestion import service as readings
from attune.classroom.wellbeing.learner_state import reasons
from attune.classroom.wellbeing.learner_state.present import SITTINGS, current_sittings
from attune.classroom.wellbeing.learner_state.sittings import Sittings
from attune.classroom.wellbeing.my_data import api as own_api
from attune.classroom.wellbeing.my_data import export, retention
from attune.classroom.wellbeing.my_data import service as own_data
from attune.classroom.wellbeing.my_data.notes import api as notes_api
from attune.classroom.wellbeing.my_data.schemas import DeletedOut, DeletionQuery, ExportQuery, OwnDataOut, OwnDataQuery
from attune.classroom.wellbeing.schemas import (
    LARGEST_BODY,
    BehaviourAccepted,
    BehaviourBatch,
    BreakpointIn,
    BreakpointOut,
    CheckInIn,
    CheckInOut,
    OfferHistoryOut,
    ResponseIn,
    SettingsChange,
    WellbeingSettingsOut,
    WindowBatch,
    WindowsAccepted,
)
from attune.classroom.wellbeing.support import service as support

blueprint = APIBlueprint("wellbeing", __name__, url_prefix="/api/v1/wellbeing")

DAY_SECONDS = 86_400.0
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes, make the memory of this process, check the library, listen to quizzes."""
    reasons.reviewed_library()
    sittings = Sittings()
    app.extensions[SITTINGS] = sittings
    app.register_blueprint(blueprint)
    app.register_blueprint(notes_api.blueprint)
    app.register_blueprint(own_api.blueprint)
    services.domain_events.subscribe(
        QuizSubmitted, lambda session, event: readings.hear_of_quiz(session, sittings, event)
    )
    services.jobs.every(DAY_SECONDS, "purge", lambda: _purge(services))


def _purge(services: Services) -> None:
    retention.purge(services.database, services.clock.now())


@blueprint.get("/settings")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(WellbeingSettingsOut)
def read_wellbeing_settings() -> WellbeingSettingsOut:
    """How I am read, what I allow, and what is possible here."""
    return consent.read_settings(current_session(), current_actor().id, current_served_model())


@blueprint.patch("/settings")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(SettingsChange, arg_name="change")
@blueprint.output(WellbeingSettingsOut)
def change_wellbeing_settings(change: SettingsChange) -> WellbeingSettingsOut:
    """Change the mode, a consent switch, or when support may speak; effective at once."""
    return consent.change_settings(
        current_session(), current_sittings(), current_actor(), change, current_served_model(), now()
    )


@blueprint.post("/windows")
@requires(Permission.SEND_OWN_READINGS)
@body_limit(LARGEST_BODY)
@blueprint.input(WindowBatch, arg_name="batch")
@blueprint.output(WindowsAccepted, status_code=202)
def receive_windows(batch: WindowBatch) -> WindowsAccepted:
    """Take in a batch of my windows; one sent twice counts once."""
    observe_lag = services().observations.window_received
    return readings.receive_windows(current_session(), current_sittings(), current_actor(), batch, observe_lag, now())


@blueprint.post("/behaviour")
@requires(Permission.SEND_OWN_READINGS)
@body_limit(LARGEST_BODY)
@blueprint.input(BehaviourBatch, arg_name="batch")
@blueprint.output(BehaviourAccepted, status_code=202)
def receive_behaviour(batch: BehaviourBatch) -> BehaviourAccepted:
    """Take in what I did in a lesson; kept in memory for minutes only."""
    return readings.receive_behaviour(current_session(), current_sittings(), current_actor(), batch, now())


@blueprint.post("/checkins")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(CheckInIn, arg_name="said")
@blueprint.output(CheckInOut, status_code=201)
def check_in(said: CheckInIn) -> CheckInOut:
    """Say how I feel, that I am lost here, that a guess was wrong, or raise my hand."""
    return checkins.record_check_in(current_session(), current_sittings(), current_actor(), said, now())


@blueprint.delete("/checkins/<uuid:check_in_id>")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Taken back"})
def undo_check_in(check_in_id: UUID) -> tuple[str, int]:
    """Take back what I said."""
    checkins.undo_check_in(current_session(), current_sittings(), current_actor(), check_in_id, now())
    return "", 204


@blueprint.post("/breakpoints")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(BreakpointIn, arg_name="pause")
@blueprint.output(BreakpointOut)
def reach_breakpoint(pause: BreakpointIn) -> BreakpointOut:
    """Report a natural pause; the answer holds an offer of support, or none."""
    offer = support.offer_support(current_session(), current_sittings(), current_actor(), pause, SystemRandom(), now())
    return BreakpointOut(offer=offer)


@blueprint.post("/offers/<uuid:offer_id>/response")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(ResponseIn, arg_name="answer")
@blueprint.output(OfferHistoryOut)
def respond_to_offer(offer_id: UUID, answer: ResponseIn) -> OfferHistoryOut:
    """Say what I make of an offer."""
    return support.respond(current_session(), current_actor(), offer_id, answer.response, now())


@blueprint.get("/me")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(OwnDataQuery, location="query", arg_name="query")
@blueprint.output(OwnDataOut)
def read_own_data(query: OwnDataQuery) -> OwnDataOut:
    """Everything known about my wellbeing in the last days, and who looked at it."""
    return own_data.read_own_data(current_session(), current_actor(), now() - timedelta(days=query.days))


@blueprint.delete("/windows/<uuid:window_id>")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Deleted"})
def delete_window(window_id: UUID) -> tuple[str, int]:
    """Delete one window."""
    own_data.delete_window(current_session(), current_sittings(), current_actor(), window_id, now())
    return "", 204


@blueprint.delete("/data")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(DeletionQuery, location="query", arg_name="query")
@blueprint.output(DeletedOut)
def delete_own_data(query: DeletionQuery) -> DeletedOut:
    """Delete everything about one lesson, or everything."""
    student = current_actor()
    earlier = own_data.delete_earlier_windows(services().database, student, query.lesson_id)
    return own_data.delete_data(current_session(), current_sittings(), student, query.lesson_id, now(), earlier=earlier)


@blueprint.get("/resources")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(Resources)
def read_own_resources() -> Resources:
    """Who I can talk to, as my institution says; those who speak my language first."""
    return resources_for(current_session(), current_actor().locale)


@blueprint.get("/export")
@requires(Permission.MANAGE_OWN_WELLBEING, writes=True)
@blueprint.input(ExportQuery, location="query", arg_name="query")
def export_own_data(query: ExportQuery) -> Response:
    """Everything known about my wellbeing, as a file."""
    student, at = current_actor(), now()
    export.note_export(current_session(), student, query.format, at)
    pieces = export.stream_own_data(
        services().database, current_sittings(), student, current_served_model(), query.format, at
    )
    answer = Response(pieces, content_type=MEDIA_TYPES[query.format])
    answer.headers["Content-Disposition"] = f'attachment; filename="my-wellbeing.{query.format}"'
    return answer
