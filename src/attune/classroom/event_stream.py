"""The one event stream: Server-Sent Events, resumed by Last-Event-ID, kept open by heartbeats."""

from __future__ import annotations

import queue
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, request

from attune.classroom.accounts.identity import current_session_id
from attune.classroom.administration.schemas import SystemSnapshot
from attune.classroom.administration.system.health import read_system
from attune.classroom.courses.access import taught_course_ids
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import Parts, current_actor, current_session, parts
from attune.classroom.platform.events.bus import LocalBus, Message, Subscription
from attune.classroom.platform.events.types import (
    EventType,
    PushedEvent,
    SessionEnded,
    course_channel,
    role_channel,
    user_channel,
)
from attune.classroom.platform.inbound.address import InvalidHeader
from attune.classroom.platform.permissions import Actor, Permission, Role, requires

HEARTBEAT_SECONDS = 15.0
SNAPSHOT_SECONDS = 2.0
_EVENT_ID = re.compile("[0-9]{1,18}")
RETRY_MS = 2000  # what a browser waits before it reconnects

TEXT = {"schema": {"type": "string"}}
EVENTS: dict[int | str, Any] = {200: {"description": "PushedEvents", "content": {"text/event-stream": TEXT}}}

blueprint = APIBlueprint("stream", __name__, url_prefix="/api/v1")


@blueprint.get("/events")
@requires(Permission.LISTEN_TO_EVENTS)
@blueprint.doc(responses=EVENTS)
def listen() -> Response:
    """Everything that is news for whoever is signed in, as it happens."""
    wired, actor = parts(), current_actor()
    subscription = wired.bus.subscribe(_channels(actor), _last_event_id())
    regular = _snapshots(wired, current_served_model()) if actor.role is Role.ADMINISTRATOR else None
    stream = _write(wired.bus, subscription, current_session_id(), regular)
    response = Response(stream, mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-cache, no-transform"
    response.headers["X-Accel-Buffering"] = "no"
    response.call_on_close(lambda: wired.bus.close(subscription))
    return response


def _channels(actor: Actor) -> list[str]:
    channels = [user_channel(actor.id), role_channel(actor.role)]
    if actor.role is Role.TUTOR:
        channels += [course_channel(course_id) for course_id in taught_course_ids(current_session(), actor.id)]
    return channels


def _last_event_id() -> int | None:
    """The last event that this browser has had; None when it begins. Raises InvalidHeader for what is no id."""
    given = request.headers.get("Last-Event-ID", "")
    if not given:
        return None
    if not _EVENT_ID.fullmatch(given):
        raise InvalidHeader.of("Last-Event-ID", "must be the id of an event, or be left out to begin anew")
    return int(given)


def _snapshots(wired: Parts, served: ServedModel) -> Callable[[], PushedEvent]:
    """What an administrator gets every two seconds, measured at that moment."""

    def measure() -> PushedEvent:
        with wired.database.session(writes=False) as session:
            return SystemSnapshot(snapshot=read_system(session, wired, served))

    return measure


def _write(
    bus: LocalBus, subscription: Subscription, session_id: UUID, regular: Callable[[], PushedEvent] | None
) -> Iterator[str]:
    """Yield the text of the stream until the session ends, the reader falls behind, or the browser leaves."""
    # the id before any event: also who has got none yet resumes from here
    yield f"retry: {RETRY_MS}\nid: {subscription.start_id}\n\n"
    pause = SNAPSHOT_SECONDS if regular else HEARTBEAT_SECONDS
    due = time.monotonic()
    try:
        while not subscription.overrun:
            if regular is not None and time.monotonic() >= due:
                yield f"data: {regular().model_dump_json()}\n\n"
                due = time.monotonic() + pause
            try:
                message = subscription.waiting.get(timeout=max(0.0, due - time.monotonic()) if regular else pause)
            except queue.Empty:
                yield ": heartbeat\n\n" if regular is None else ""
                continue
            if _is_for_another_session(message, session_id):
                continue
            yield f"id: {message.id}\ndata: {message.data}\n\n"
            if _ends(message):
                return
    finally:
        bus.close(subscription)


def _ends(message: Message) -> bool:
    return message.type is EventType.SESSION_ENDED


def _is_for_another_session(message: Message, session_id: UUID) -> bool:
    """One person may be signed in twice; signing out here does not concern the other browser."""
    return _ends(message) and SessionEnded.model_validate_json(message.data).session_id not in (None, session_id)
