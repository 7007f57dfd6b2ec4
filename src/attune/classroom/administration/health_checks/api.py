"""For whoever runs the server: is it alive, is it ready, what are its figures."""

from __future__ import annotations

import hmac
import shutil

import structlog
from apiflask import APIBlueprint
from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text

from attune.classroom.accounts.guard import guarded
from attune.classroom.platform.context import current_session, find_actor, services
from attune.classroom.platform.database.failures import STORAGE_ERRORS
from attune.classroom.platform.errors import Forbidden
from attune.classroom.platform.permissions import Permission, public

log = structlog.get_logger("attune.health")

LEAST_FREE = 100 * 2**20  # bytes on the disk of the state folder, under which readiness says so

blueprint = APIBlueprint("health_checks", __name__, enable_openapi=False)


@blueprint.get("/healthz")
@public
def read_health() -> dict[str, str]:
    """Alive: the process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def read_readiness() -> tuple[dict[str, str], int]:
    """Ready: the database answers too, and live events reach everybody (503 where they do not).

    A disk without room is said, and is no reason to be sent nobody: reading goes on.
    """
    problems: dict[str, str] = {}
    try:
        current_session().execute(text("SELECT 1"))
    except STORAGE_ERRORS as error:
        log.error("database_unavailable", reason=str(getattr(error, "orig", error)).partition("\n")[0])
        problems["database"] = "The database does not answer; the log says why."  # the reason names its address
    bus = services().bus.status
    if not bus.connected:
        since = "" if bus.since is None else f" since {bus.since.isoformat(timespec='seconds')}"
        problems["events"] = f"Redis does not answer{since}: live events are interrupted."
    status = "unavailable" if problems else "ok"
    free = shutil.disk_usage(services().settings.state_dir).free
    if free < LEAST_FREE:
        problems["storage"] = (
            f"{free // 2**20} MiB are left where Attune keeps its files: nothing new may be stored soon."
        )
    return {"status": status, **problems}, 503 if status == "unavailable" else 200


@blueprint.get("/metrics")
@public
def read_metrics() -> Response:
    """Figures for Prometheus: for administrators, and for whoever holds ATTUNE_METRICS_TOKEN."""
    actor = find_actor()
    token = services().settings.metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if given:
        with guarded(f"metrics|{request.remote_addr}", Forbidden):
            _require(bool(token) and hmac.compare_digest(given.encode(), token.encode()))
    else:
        _require(actor is not None and actor.may(Permission.READ_SYSTEM))
    return Response(services().observations.exposition(), content_type=CONTENT_TYPE_LATEST)


def _require(allowed: bool) -> None:
    if not allowed:
        raise Forbidden("Figures are for administrators, or with ATTUNE_METRICS_TOKEN as the bearer token.")
