"""How the system is doing, measured: nothing here is estimated or remembered from elsewhere."""

from __future__ import annotations

from datetime import timedelta

from alembic.runtime.migration import MigrationContext
from sqlalchemy.orm import Session

import attune
from attune.classroom.accounts.identity import count_signed_in
from attune.classroom.administration.system.history.recording import measure_database
from attune.classroom.administration.system.schemas import (
    DatabaseOut,
    EventsOut,
    FramesOut,
    RequestsOut,
    SystemOut,
    WindowsOut,
)
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.model_serving.service import describe_served
from attune.classroom.platform.context import Services

HERE_NOW = timedelta(minutes=5)  # seen within this time counts as signed in now


def read_system(session: Session, services: Services, served: ServedModel) -> SystemOut:
    """Measure the system."""
    now, observed, ingest = services.clock.now(), services.observations, services.observations.ingest()
    answer = describe_served(served)
    return SystemOut(
        generated_at=now,
        processes=observed.processes,
        uptime_seconds=observed.uptime_seconds(),
        requests=RequestsOut.model_validate(observed.requests()),
        live_connections=services.bus.count_open(),
        signed_in_now=count_signed_in(session, now - HERE_NOW),
        windows=WindowsOut(
            received_total=ingest.received_total,
            per_minute=ingest.per_minute,
            ingest_lag_ms_p50=ingest.lag_ms_p50,
            ingest_lag_ms_p95=ingest.lag_ms_p95,
        ),
        frames=FramesOut.model_validate(observed.frames()),
        model=answer.model,
        model_problem=answer.problem,
        database=_read_database(session),
        events=EventsOut.model_validate(services.bus.status),
        version=attune.__version__,
    )


def _read_database(session: Session) -> DatabaseOut:
    connection = session.connection()
    migration = MigrationContext.configure(connection).get_current_revision()
    return DatabaseOut(dialect=connection.dialect.name, bytes=measure_database(session), migration=migration)
