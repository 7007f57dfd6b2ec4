"""The route of the one event stream; the event loop writes it (`platform.event_stream`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, request

from attune.classroom.accounts.identity import current_sign_in
from attune.classroom.accounts.service import find_ended
from attune.classroom.administration.system.events import SystemSnapshot
from attune.classroom.administration.system.service import read_system
from attune.classroom.courses.access import taught_course_ids
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import Services, current_actor, current_session, services
from attune.classroom.platform.events.bus import EventId
from attune.classroom.platform.events.open_stream import EventStream, Listener, OpenStreams
from attune.classroom.platform.events.types import PushedEvent, course_channel, role_channel, user_channel
from attune.classroom.platform.inbound.address import InvalidHeader
from attune.classroom.platform.permissions import TEACHERS, Actor, Permission, Role, requires

OPEN_STREAMS = "attune.open_streams"
LOOKED_AT_SECONDS = 2.5  # a stream outlives its session by less than five seconds, whatever becomes of the event

TEXT = {"schema": {"type": "string"}}
EVENTS: dict[int | str, Any] = {200: {"description": "PushedEvents", "content": {"text/event-stream": TEXT}}}

blueprint = APIBlueprint("stream", __name__, url_prefix="/api/v1")


def init_app(app: APIFlask, services: Services) -> None:
    """Register the route, and look for streams whose session has ended."""
    streams = OpenStreams()
    app.extensions[OPEN_STREAMS] = streams
    app.register_blueprint(blueprint)
    services.jobs.every(LOOKED_AT_SECONDS, "ended_sessions", lambda: end_with_sessions(services, streams))


def end_with_sessions(services: Services, streams: OpenStreams) -> None:
    """End the streams whose session has ended, also those that no event has told so."""
    open_ids = streams.session_ids()
    if open_ids:
        with services.database.session(writes=False) as session:
            ended = find_ended(session, open_ids)
        streams.end_sessions(ended, services.clock.now())


@blueprint.get("/events")
@requires(Permission.LISTEN_TO_EVENTS)
@blueprint.doc(responses=EVENTS)
def listen() -> Response:
    """Stream the events of the signed-in user as they happen; as many streams of a session as a person has tabs."""
    actor, sign_in = current_actor(), current_sign_in()
    regular = _snapshots(services(), current_served_model()) if actor.role is Role.ADMINISTRATOR else None
    listener = Listener(_channels(actor), _last_event_id(), sign_in.id, sign_in.expires_at, regular)
    streams: OpenStreams = current_app.extensions[OPEN_STREAMS]
    streams.check_room(sign_in.id)
    stream = EventStream(services().bus, listener, streams)
    # passed through as it is, so that the server's event loop finds what to write
    response = Response(stream, mimetype="text/event-stream", direct_passthrough=True)
    response.headers["Cache-Control"] = "no-cache, no-transform"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _channels(actor: Actor) -> list[str]:
    channels = [user_channel(actor.id), role_channel(actor.role)]
    if actor.role in TEACHERS:
        channels += [course_channel(course_id) for course_id in taught_course_ids(current_session(), actor.id)]
    return channels


def _last_event_id() -> EventId | None:
    """Return the last event that this browser received, or None for a new stream.

    Raises:
        InvalidHeader: the header holds no event id.
    """
    given = request.headers.get("Last-Event-ID", "")
    if not given:
        return None
    try:
        return EventId.parse(given)
    except ValueError:
        raise InvalidHeader.of("Last-Event-ID", "must be the id of an event, or be left out") from None


def _snapshots(services: Services, served: ServedModel) -> Callable[[], PushedEvent]:
    """What an administrator gets every two seconds, measured at that moment."""

    def measure() -> PushedEvent:
        with services.database.session(writes=False) as session:
            return SystemSnapshot(snapshot=read_system(session, services, served))

    return measure
