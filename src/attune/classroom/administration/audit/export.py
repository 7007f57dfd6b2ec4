"""The audit log as a file: every sealed field as it was recorded, so that the chain can be verified outside."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.administration.audit import filtering
from attune.classroom.administration.audit.schemas import AuditExportQuery
from attune.classroom.administration.audit.service import names_of
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction, AuditEntry
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.permissions import Actor

BATCH = 1_000
BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a file without one for an old code page
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = (
    "seq",
    "at",
    "action",
    "actor_id",
    "actor_name",
    "subject_id",
    "subject_name",
    "detail",
    "previous_hash",
    "hash",
)


def record_export(session: Session, actor: Actor, query: AuditExportQuery, now: datetime) -> int:
    """Write into the log that it is taken away, and which part.

    Returns:
        The number of that entry, its last one.
    """
    asked = query.model_dump(mode="json", exclude_defaults=True, exclude={"format"})
    entry = audit.append(
        session,
        AuditAction.AUDIT_EXPORTED,
        actor_id=actor.id,
        subject_id=None,
        at=now,
        detail={"format": query.format, **({"filter": asked} if asked else {})},
    )
    return entry.seq


def stream(database: Database, query: AuditExportQuery, through: int) -> Iterator[str]:
    """Every entry that the filter lets through, the oldest first, up to the entry `through`."""
    rows = _rows(database, query, through)
    return _as_csv(rows) if query.format == "csv" else (json.dumps(row) + "\n" for row in rows)


def _rows(database: Database, query: AuditExportQuery, through: int) -> Iterator[dict[str, Any]]:
    met = filtering.conditions(query)
    if filtering.scans(query):
        met.append(filtering.says(query.search))
    last = 0
    while True:
        # a session for each batch: a slow download holds no connection while it waits
        with database.session(writes=False) as session:
            following = select(AuditEntry).where(AuditEntry.seq > last, AuditEntry.seq <= through, *met)
            entries = session.scalars(following.order_by(AuditEntry.seq).limit(BATCH)).all()
            names = names_of(session, entries)
        yield from (_describe(entry, names) for entry in entries)
        if len(entries) < BATCH:
            return
        last = entries[-1].seq


def _describe(entry: AuditEntry, names: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "action": entry.action,
        "actor_id": str(entry.actor_id) if entry.actor_id else None,
        "actor_name": names.get(entry.actor_id) if entry.actor_id else None,
        "subject_id": str(entry.subject_id) if entry.subject_id else None,
        "subject_name": names.get(entry.subject_id) if entry.subject_id else None,
        "detail": entry.detail,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


def _as_csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    table = io.StringIO()
    writer = csv.DictWriter(table, COLUMNS)
    writer.writeheader()
    yield BYTE_ORDER_MARK + table.getvalue()
    for row in rows:
        table.seek(0)
        table.truncate()
        cells = {**row, "detail": json.dumps(row["detail"], sort_keys=True)}
        writer.writerow({name: _defused(value) for name, value in cells.items()})
        yield table.getvalue()


def _defused(value: Any) -> Any:  # noqa: ANN401 - a cell of any kind
    """A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
