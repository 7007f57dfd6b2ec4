"""What comes in and goes out about the audit log."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, PlainText, UtcDatetime

LARGEST_SEQ = 2**31 - 1

Seq = Annotated[int, Field(ge=1, le=LARGEST_SEQ)]


class AuditFilter(Incoming):
    """Which entries.

    Attributes:
        who: Who did it; `system` is what no user did.
        about: Whom it concerns.
        since, until: From the first of these instants on, and before the second.
        search: Part of the name or address of either, of the details as they are recorded, or an entry's number.
    """

    who: UUID | Literal["system"] | None = None
    about: UUID | None = None
    action: AuditAction | None = None
    since: GivenInstant | None = None
    until: GivenInstant | None = None
    search: Annotated[str, StringConstraints(max_length=100), PlainText(lines=False)] = ""

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise ValueError("since must lie before until")
        return self


class AuditQuery(AuditFilter):
    """Which entries, and from where on: `before` goes on to older ones, `after` back to newer ones."""

    before: Seq | None = None
    after: Seq | None = None

    @model_validator(mode="after")
    def _check_direction(self) -> Self:
        if self.before is not None and self.after is not None:
            raise ValueError("give before or after, not both")
        return self


class AuditExportQuery(AuditFilter):
    """Which entries to take away, and how: a table, or one JSON object a line."""

    format: Literal["csv", "jsonl"] = "csv"


class AuditRow(Outgoing):
    """One line of the audit log, with names as they are now."""

    seq: int
    at: UtcDatetime
    actor_name: str | None
    action: str
    subject_name: str | None
    detail: dict[str, Any]


class AuditVerificationOut(Outgoing):
    """Whether the chain holds, up to where that is known, and how far a verification of everything is.

    Attributes:
        state: `pending`: what came last is not verified yet.
        broken_entry: The first entry that does not hold or is missing.
        full_finished_at: When everything was last verified, and how many entries that were.
    """

    state: Literal["intact", "pending", "broken"]
    verified_through: int
    total: int
    broken_entry: int | None
    full_running: bool
    full_checked: int
    full_finished_at: UtcDatetime | None
    full_through: int | None


class AuditPage(Outgoing):
    """One page of the audit log, newest first.

    Attributes:
        count: How many entries the filter lets through, up to a bound; None where a search looks at a part only.
        more_than_counted: Whether there are more than `count`.
        older: `before` of the next page; None at the end.
        newer: `after` of the page before; None at the newest.
        searched_back_to: A search looked at entries back to this instant; None when it came to the end.
        who_name, about_name: Whom the filter names.
    """

    entries: list[AuditRow]
    count: int | None
    more_than_counted: bool
    older: int | None
    newer: int | None
    searched_back_to: UtcDatetime | None
    who_name: str | None
    about_name: str | None
