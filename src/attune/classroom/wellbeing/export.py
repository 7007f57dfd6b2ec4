"""A student's own data as a file to take away: all of it, as JSON or as one CSV table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from attune.classroom import audit
from attune.classroom.permissions import Actor
from attune.classroom.wellbeing.own_data import read_own_data
from attune.classroom.wellbeing.schemas import OwnDataOut
from attune.expressions import EXPRESSIONS

EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)

CSV_COLUMNS = (
    "record",
    "id",
    "at",
    "seconds",
    "lesson_id",
    "block_id",
    *EXPRESSIONS,
    "coverage",
    "quality",
    "expression",
    "learning_state",
    "kind",
    "feeling",
    "text",
    "response",
)


def export_own_data(session: Session, student: Actor, file_format: str, now: datetime) -> str:
    """Everything kept about the student. file_format: `json` or `csv`. The export itself is logged."""
    data = read_own_data(session, student, EVERYTHING)
    audit.append(
        session,
        audit.AuditAction.DATA_EXPORTED,
        actor_id=student.id,
        subject_id=student.id,
        at=now,
        detail={"format": file_format},
    )
    return data.model_dump_json(indent=2) if file_format == "json" else _as_csv(data)


def _as_csv(data: OwnDataOut) -> str:
    table = io.StringIO()
    writer = csv.DictWriter(table, CSV_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(_defused(row) for row in _rows(data))
    return table.getvalue()


def _rows(data: OwnDataOut) -> Iterator[dict[str, Any]]:
    for window in data.windows:
        yield {
            "record": "window",
            "id": window.id,
            "at": window.started_at.isoformat(),
            "seconds": window.seconds,
            "lesson_id": window.lesson_id,
            "block_id": window.block_id,
            **dict(zip(EXPRESSIONS, window.p, strict=True)),
            "coverage": window.coverage,
            "quality": window.quality,
            "expression": window.state,
            "learning_state": window.learning_state,
            "feeling": window.corrected_to,
        }
    for said in data.checkins:
        yield {
            "record": "check_in",
            "id": said.id,
            "at": said.at.isoformat(),
            "lesson_id": said.lesson_id,
            "block_id": said.block_id,
            "kind": said.kind,
            "feeling": said.feeling,
        }
    for offer in data.offers:
        yield {
            "record": "offer",
            "id": offer.id,
            "at": offer.offered_at.isoformat(),
            "learning_state": offer.state,
            "kind": offer.strategy,
            "text": offer.text,
            "response": offer.response,
        }
    for note in data.notes:
        yield {
            "record": "note",
            "id": note.id,
            "at": note.at.isoformat(),
            "lesson_id": note.lesson_id,
            "block_id": note.block_id,
            "kind": note.kind,
            "text": note.text,
        }


def _defused(row: dict[str, Any]) -> dict[str, Any]:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text."""
    return {
        key: f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
        for key, value in row.items()
    }
