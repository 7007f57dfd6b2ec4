"""Routes of class sessions: for the tutors who hold them, and for the students whose class it is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint, APIFlask
from flask import Response

from attune.classroom.accounts import guard
from attune.classroom.courses.people.codes import draw_qr
from attune.classroom.courses.people.events import GroupLeaves
from attune.classroom.live_class.sessions import finding, service
from attune.classroom.live_class.sessions.describing import describe, describe_all, describe_taught, link_of
from attune.classroom.live_class.sessions.errors import UnknownSessionCode
from attune.classroom.live_class.sessions.models import LiveSession
from attune.classroom.live_class.sessions.schemas import (
    LiveSessionChange,
    LiveSessionIn,
    LiveSessionOut,
    OwnSessions,
    SessionChoices,
    TaughtSession,
    TaughtSessions,
)
from attune.classroom.platform.context import Services, current_actor, current_session, now, services
from attune.classroom.platform.inbound import origins
from attune.classroom.platform.permissions import Permission, requires

OVERDUE_EVERY_SECONDS = 600.0

SVG: dict[int | str, Any] = {
    200: {"description": "The code", "content": {"image/svg+xml": {"schema": {"type": "string", "format": "binary"}}}}
}

blueprint = APIBlueprint("live_sessions", __name__, url_prefix="/api/v1")


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes, keep the group of an open class, and end what nobody ended."""
    app.register_blueprint(blueprint)
    services.domain_events.subscribe(GroupLeaves, service.refuse_in_class)
    services.jobs.once_every(OVERDUE_EVERY_SECONDS, "live_sessions_overdue", lambda: end_overdue(services))


def end_overdue(services: Services) -> None:
    """End the class sessions that nobody ended."""
    with services.database.transaction() as session:
        service.end_overdue(session, services.clock.now())


@blueprint.get("/live-sessions")
@requires(Permission.ATTEND_CLASSES)
@blueprint.output(OwnSessions)
def list_own_live_sessions() -> OwnSessions:
    """The classes of my courses and groups that are on now, and those that are planned."""
    session = current_session()
    found = finding.list_sessions(session, current_actor(), now())
    return OwnSessions(sessions=describe_all(session, found))


@blueprint.get("/live-sessions/codes/<class_code>")
@requires(Permission.ATTEND_CLASSES)
@blueprint.output(LiveSessionOut)
def find_live_session(class_code: str) -> LiveSessionOut:
    """The class that a code leads to, if it is one of mine; also after its end."""
    session, student = current_session(), current_actor()
    with guard.guarded(f"class code of:{student.id}", UnknownSessionCode):
        found = finding.find_by_code(session, student, class_code)
    return describe(session, found)


@blueprint.get("/teaching/live-sessions")
@requires(Permission.HOLD_CLASSES)
@blueprint.output(TaughtSessions)
def list_taught_live_sessions() -> TaughtSessions:
    """The classes of the courses I teach that are on now, and those that are planned."""
    found = finding.list_sessions(current_session(), current_actor(), now())
    return TaughtSessions(sessions=describe_taught(current_session(), found, _base()))


@blueprint.get("/teaching/courses/<uuid:course_id>/live-session-choices")
@requires(Permission.HOLD_CLASSES)
@blueprint.output(SessionChoices)
def read_live_session_choices(course_id: UUID) -> SessionChoices:
    """What a class in a course can be about, and whom it can be for."""
    return finding.read_choices(current_session(), current_actor(), course_id)


@blueprint.post("/teaching/courses/<uuid:course_id>/live-sessions")
@requires(Permission.HOLD_CLASSES)
@blueprint.input(LiveSessionIn, arg_name="new")
@blueprint.output(TaughtSession, status_code=201)
def create_live_session(course_id: UUID, new: LiveSessionIn) -> TaughtSession:
    """Start a class, or plan one."""
    return _taught(service.create_session(current_session(), current_actor(), course_id, new, now()))


@blueprint.post("/teaching/live-sessions/<uuid:live_session_id>/start")
@requires(Permission.HOLD_CLASSES)
@blueprint.output(TaughtSession)
def start_live_session(live_session_id: UUID) -> TaughtSession:
    """Start a planned class."""
    return _taught(service.start_session(current_session(), current_actor(), live_session_id, now()))


@blueprint.patch("/teaching/live-sessions/<uuid:live_session_id>")
@requires(Permission.HOLD_CLASSES)
@blueprint.input(LiveSessionChange, arg_name="change")
@blueprint.output(TaughtSession)
def change_live_session(live_session_id: UUID, change: LiveSessionChange) -> TaughtSession:
    """Present a block, or set the pace."""
    return _taught(service.change_session(current_session(), current_actor(), live_session_id, change))


@blueprint.post("/teaching/live-sessions/<uuid:live_session_id>/end")
@requires(Permission.HOLD_CLASSES)
@blueprint.output(TaughtSession)
def end_live_session(live_session_id: UUID) -> TaughtSession:
    """End a class, or call a planned one off."""
    return _taught(service.end_session(current_session(), current_actor(), live_session_id, now()))


@blueprint.get("/teaching/live-sessions/<uuid:live_session_id>/qr")
@requires(Permission.HOLD_CLASSES)
@blueprint.doc(responses=SVG)
def read_live_session_qr(live_session_id: UUID) -> Response:
    """The link into a class as a QR code for the projector."""
    held = finding.find_session(current_session(), current_actor(), live_session_id)
    return Response(draw_qr(link_of(held, _base())), mimetype="image/svg+xml")


def _taught(held: LiveSession) -> TaughtSession:
    (described,) = describe_taught(current_session(), [held], _base())
    return described


def _base() -> str:
    return origins.public_base(services().settings)
