"""What comes in and goes out for administrators."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from attune.classroom.accounts.schemas import Name, UserOut
from attune.classroom.model_serving.schemas import SystemModel, SystemModelProblem
from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

Page = Annotated[int, Field(ge=1, le=100_000)]


class UserRow(UserOut):
    """A user in the administrator's list."""

    last_seen_at: UtcDatetime | None


class UserPage(Outgoing):
    """One page of users."""

    users: list[UserRow]
    total: int
    page: int
    pages: int


class UserQuery(Incoming):
    """Which users to list: by part of a name or address, by role."""

    query: Annotated[str, StringConstraints(max_length=100), PlainText(lines=False)] = ""
    role: Role | None = None
    page: Page = 1


class PageQuery(Incoming):
    """Which page to read."""

    page: Page = 1


class InvitedUser(Outgoing):
    """The new account and the link by which its owner sets a password. The link is shown once."""

    user: UserOut
    invitation_url: str


class UserChange(Incoming):
    """What an administrator may change about somebody."""

    name: Name | None = None
    role: Role | None = None
    active: bool | None = None


class ResetLink(Outgoing):
    """The link by which somebody sets a new password. It is shown once."""

    reset_url: str


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
    turned_away: float | None


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
    """How the system is doing."""

    generated_at: UtcDatetime
    uptime_seconds: float
    requests: RequestsOut
    live_connections: int
    signed_in_now: int
    windows: WindowsOut
    frames: FramesOut
    model: SystemModel | None
    model_problem: SystemModelProblem | None
    database: DatabaseOut
    events: EventsOut
    version: str


class SystemSnapshot(PushedEvent):
    """The system's figures, every two seconds while an administrator looks."""

    type: Literal[EventType.SYSTEM_SNAPSHOT] = EventType.SYSTEM_SNAPSHOT
    snapshot: SystemOut


class AuditRow(Outgoing):
    """One line of the audit log, with names as they are now."""

    seq: int
    at: UtcDatetime
    actor_name: str | None
    action: str
    subject_name: str | None
    detail: dict[str, Any]


class AuditPage(Outgoing):
    """One page of the audit log, newest first, and whether the whole chain still holds."""

    entries: list[AuditRow]
    total: int
    page: int
    pages: int
    chain_valid: bool
