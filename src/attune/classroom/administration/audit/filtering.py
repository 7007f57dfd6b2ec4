"""Which entries of the audit log a filter lets through, in a query that an index answers."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, Text, cast, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.administration.audit.schemas import AuditFilter
from attune.classroom.platform.audit import AuditEntry
from attune.classroom.platform.database.engine import UtcDateTime

PLACE = tuple_(AuditEntry.at, AuditEntry.seq)  # the log's order; a clock that was set back does not hide anything
NUMBER = re.compile(r"#?0*([1-9][0-9]{0,8})")


def number_in(search: str) -> int | None:
    """The number of the one entry that is searched for: 42 or #42."""
    found = NUMBER.fullmatch(search)
    return int(found[1]) if found else None


def scans(query: AuditFilter) -> bool:
    """Whether entries have to be looked at one by one."""
    return bool(query.search) and number_in(query.search) is None


def conditions(query: AuditFilter) -> list[ColumnElement[bool]]:
    """What an entry must meet, but for what has to be looked for in each (`says`)."""
    met: list[ColumnElement[bool]] = []
    who: SQLColumnExpression[UUID | None] = AuditEntry.actor_id
    action: SQLColumnExpression[str] = AuditEntry.action
    if query.about is not None:
        met.append(AuditEntry.subject_id == query.about)
        # There are few entries about one person. SQLite does not know that, and would as soon read all of a tutor's.
        who, action = func.coalesce(who, who), func.coalesce(action, action)
    if query.who is not None:
        met.append(who.is_(None) if query.who == "system" else who == query.who)
    if query.action is not None:
        met.append(action == query.action.value)
    if query.since is not None:
        met.append(AuditEntry.at >= query.since)
    if query.until is not None:
        met.append(AuditEntry.at < query.until)
    number = number_in(query.search)
    if number is not None:
        met.append(AuditEntry.seq == number)
    return met


def says(search: str, entry: type[AuditEntry] = AuditEntry) -> ColumnElement[bool]:
    """Whether the people or the details of an entry hold a text."""
    people = select(User.id).where(accounts.called(search))
    recorded = json.dumps(search)[1:-1]  # a detail is stored with every letter beyond ASCII escaped
    return or_(
        entry.actor_id.in_(people),
        entry.subject_id.in_(people),
        cast(entry.detail, Text).icontains(recorded, autoescape=True),
    )


def place_of(session: Session, seq: int) -> ColumnElement[Any]:
    """The place of an entry in the order of the log; where no entry has the number, the newest one's instant."""
    at = session.scalar(select(AuditEntry.at).where(AuditEntry.seq == seq))
    if at is None:
        at = session.scalar(select(AuditEntry.at).order_by(AuditEntry.at.desc(), AuditEntry.seq.desc()).limit(1))
    return tuple_(literal(at, UtcDateTime), literal(seq))
