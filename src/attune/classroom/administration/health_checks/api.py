"""For whoever runs the server: is it alive, is it ready, what are its figures."""

from __future__ import annotations

import hmac

from apiflask import APIBlueprint
from flask import Response, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import text

from attune.classroom.accounts.guard import guarded
from attune.classroom.platform.context import current_session, find_actor, services
from attune.classroom.platform.errors import Forbidden
from attune.classroom.platform.permissions import Permission, public

blueprint = APIBlueprint("health_checks", __name__, enable_openapi=False)


@blueprint.get("/healthz")
@public
def read_health() -> dict[str, str]:
    """Alive: the process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@public
def read_readiness() -> tuple[dict[str, str], int]:
    """Ready: the database answers too, and live events reach everybody (503 where they do not)."""
    current_session().execute(text("SELECT 1"))
    bus = services().bus.status
    if bus.connected:
        return {"status": "ok"}, 200
    since = "" if bus.since is None else f" since {bus.since.isoformat(timespec='seconds')}"
    return {"status": "unavailable", "events": f"Redis does not answer{since}: live events are interrupted."}, 503


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
