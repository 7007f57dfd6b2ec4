"""Routes of teaching: the live class for its tutors, and the heartbeats of its students."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from apiflask import APIBlueprint, APIFlask
from flask import current_app

from attune.classroom.courses.access import find_block, find_course, find_lesson
from attune.classroom.live_class import overview
from attune.classroom.live_class.alerts import resolutions
from attune.classroom.live_class.alerts.history import jobs as alert_history
from attune.classroom.live_class.calls import service as calls
from attune.classroom.live_class.calls.api import blueprint as calls_blueprint
from attune.classroom.live_class.minutes import service as minutes
from attune.classroom.live_class.presence import Presence
from attune.classroom.live_class.refresher import live
from attune.classroom.live_class.refresher.classes import LiveClasses
from attune.classroom.live_class.schemas import LiveView, PresenceIn, ResolutionIn, TaughtCourses
from attune.classroom.live_class.sessions import api as sessions_api
from attune.classroom.platform.context import Services, current_actor, current_session, now, release_session
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Permission, requires
from attune.classroom.wellbeing.ingestion.events import CallChanged
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.classroom.wellbeing.learner_state.events import LearnerChanged

blueprint = APIBlueprint("teaching", __name__, url_prefix="/api/v1")

LIVE_CLASSES = "attune.live_classes"
TICK_SECONDS = 5.0  # so that a view is never told to be ten seconds old
MINUTE_SECONDS = 60.0
SWEEP_SECONDS = 5.0  # presence that runs out is noticed this late at most
FIGURES_SECONDS = 0.5  # figures are published this late at most, after their clock has ticked


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes, make the memory of this process, listen to wellbeing, look for presence that runs out."""
    classes = LiveClasses(
        services.database, app.extensions[STUDY_SESSIONS], services.bus, services.clock, services.live
    )
    app.extensions[LIVE_CLASSES] = classes
    app.register_blueprint(blueprint)
    app.register_blueprint(calls_blueprint)
    services.domain_events.subscribe(CallChanged, calls.follow)
    services.domain_events.subscribe(
        LearnerChanged, lambda session, event: live.announce_student(session, classes, event.user_id)
    )
    services.jobs.every(SWEEP_SECONDS, "live_sweep", lambda: live.sweep(classes))
    services.jobs.every(
        SWEEP_SECONDS, "live_access_log", lambda: live.write_access_log(classes), wake=classes.unwritten.wake
    )
    services.jobs.every(
        FIGURES_SECONDS, "live_refresher", lambda: live.refresh_changed(classes), wake=classes.changes.wake
    )
    services.jobs.every(TICK_SECONDS, "live_ticks", lambda: live.tick(classes))
    services.jobs.every(MINUTE_SECONDS, "live_minutes", lambda: minutes.record(classes))
    alert_history.init_app(services, classes.history)
    sessions_api.init_app(app, services)


def current_classes() -> LiveClasses:
    """The live classes of the application that answers this request."""
    return cast(LiveClasses, current_app.extensions[LIVE_CLASSES])


@blueprint.get("/teaching/courses")
@requires(Permission.WATCH_LIVE_CLASS)
@blueprint.output(TaughtCourses)
def list_taught_courses() -> TaughtCourses:
    """The courses I teach, with who is there and who waits for help."""
    return overview.list_taught(current_session(), current_classes().presence, current_actor(), now())


@blueprint.get("/teaching/courses/<uuid:course_id>/live")
@requires(Permission.WATCH_LIVE_CLASS)
@blueprint.output(LiveView)
def watch_live_class(course_id: UUID) -> LiveView:
    """The class as it is right now; events keep it up to date."""
    tutor = current_actor()
    find_course(current_session(), tutor, course_id)
    release_session()  # building the view may have to wait: it keeps no connection from others meanwhile
    return live.fetch(current_classes(), tutor, course_id)


@blueprint.post("/teaching/alerts/<uuid:alert_id>/resolution")
@requires(Permission.RESOLVE_ALERTS)
@blueprint.input(ResolutionIn, arg_name="answer")
@blueprint.doc(responses={204: "Put aside"})
def resolve_alert(alert_id: UUID, answer: ResolutionIn) -> tuple[str, int]:
    """Put an alert aside: dismissed, a false alarm, or done."""
    resolutions.resolve(current_session(), current_classes(), current_actor(), alert_id, answer.resolution, now())
    return "", 204


@blueprint.delete("/teaching/alerts/<uuid:alert_id>/resolution")
@requires(Permission.RESOLVE_ALERTS)
@blueprint.doc(responses={204: "Taken back"})
def undo_alert_resolution(alert_id: UUID) -> tuple[str, int]:
    """Bring an alert back."""
    resolutions.undo(current_session(), current_classes(), current_actor(), alert_id, now())
    return "", 204


@blueprint.post("/presence")
@requires(Permission.SEND_OWN_PRESENCE)
@blueprint.input(PresenceIn, arg_name="place")
@blueprint.doc(responses={204: "Seen"})
def report_presence(place: PresenceIn) -> tuple[str, int]:
    """Say that I am here, and where."""
    student, at = current_actor(), now()
    if place.lesson_id is not None:
        find_lesson(current_session(), student, place.lesson_id)
    if place.block_id is not None:
        _, lesson = find_block(current_session(), student, place.block_id)
        if place.lesson_id not in (None, lesson.id):
            raise NotFound(f"There is no block {place.block_id} in this lesson.", block_id=str(place.block_id))
    classes = current_classes()
    classes.presence.record(student.id, Presence(at, place.lesson_id, place.block_id))
    live.announce_student(current_session(), classes, student.id)
    return "", 204
