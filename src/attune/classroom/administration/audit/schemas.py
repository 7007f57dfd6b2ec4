"""What comes in and goes out about the audit log."""

from __future__ import annotations

from typing import Any

from attune.classroom.administration.paging import Page
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime


class PageQuery(Incoming):
    """Which page to read."""

    page: Page = 1


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
