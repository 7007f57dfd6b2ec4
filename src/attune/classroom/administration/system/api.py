"""Routes for administrators: the system, and how it has done."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.administration.system import service
from attune.classroom.administration.system.history import decisions, recording
from attune.classroom.administration.system.history import service as history
from attune.classroom.administration.system.history.schemas import (
    SystemDecisionsOut,
    SystemHistoryOut,
    SystemHistoryQuery,
)
from attune.classroom.administration.system.schemas import SystemOut
from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import Services, current_session, now, services
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("system", __name__, url_prefix="/api/v1/administration/system")

SAVES_SECONDS, SUMS_SECONDS, DAY_SECONDS = 60.0, 300.0, 86_400.0


def init_jobs(services: Services) -> None:
    """Save what each process measures, sum it up by the hour, and delete what is old."""
    database, clock = services.database, services.clock
    services.jobs.everywhere_every(SAVES_SECONDS, "system_minutes", lambda: recording.save_minutes(services))
    services.jobs.once_every(SUMS_SECONDS, "system_hours", lambda: recording.sum_hours(database, clock.now()))
    services.jobs.once_every(DAY_SECONDS, "system_purge", lambda: recording.purge(database, clock.now()))


@blueprint.get("")
@requires(Permission.READ_SYSTEM)
@blueprint.output(SystemOut)
def read_system() -> SystemOut:
    """How the system is doing."""
    return service.read_system(current_session(), services(), current_served_model())


@blueprint.get("/history")
@requires(Permission.READ_SYSTEM)
@blueprint.input(SystemHistoryQuery, location="query", arg_name="query")
@blueprint.output(SystemHistoryOut)
def read_system_history(query: SystemHistoryQuery) -> SystemHistoryOut:
    """How the system has done over an hour, a day, a week, a month or a year."""
    return history.read_history(current_session(), query, now())


@blueprint.get("/decisions")
@requires(Permission.READ_SYSTEM)
@blueprint.output(SystemDecisionsOut)
def read_system_decisions() -> SystemDecisionsOut:
    """What about the system needs a decision: the disk, errors, slow answers, failing jobs."""
    return decisions.read_decisions(current_session(), now())
