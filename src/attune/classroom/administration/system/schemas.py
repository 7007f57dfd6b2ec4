"""What goes out about the system."""

from __future__ import annotations

from typing import Literal

from attune.classroom.model_serving.schemas import ModelInfo, ModelProblem
from attune.classroom.platform.schemas import Outgoing, UtcDatetime


class RequestsOut(Outgoing):
    """Requests over the last `window_seconds`."""

    per_second: float
    total: int
    error_rate: float
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    window_seconds: float


class WindowsOut(Outgoing):
    """Windows received from students' devices."""

    received_total: int
    per_minute: int
    ingest_lag_ms_p50: float | None
    ingest_lag_ms_p95: float | None


class FramesOut(Outgoing):
    """Frames that the server reads for students whose device does not; milliseconds from arrival to reading."""

    read_total: int
    per_second: float
    p50_ms: float | None
    p95_ms: float | None
    rejected: float | None


class DatabaseOut(Outgoing):
    """The database: its kind, size on disk, and the migration it is at."""

    dialect: str
    bytes: int
    migration: str | None


class EventsOut(Outgoing):
    """How live events travel (within one process, or by Redis between several), and whether they do; since when."""

    transport: Literal["process", "redis"]
    connected: bool
    since: UtcDatetime | None


class SystemOut(Outgoing):
    """How the system is doing; requests, connections, windows and frames are those of the process that answers.

    Attributes:
        processes: How many processes serve, the one that answers included.
    """

    generated_at: UtcDatetime
    processes: int
    uptime_seconds: float
    requests: RequestsOut
    live_connections: int
    signed_in_now: int
    windows: WindowsOut
    frames: FramesOut
    model: ModelInfo | None
    model_problem: ModelProblem | None
    database: DatabaseOut
    events: EventsOut
    version: str
