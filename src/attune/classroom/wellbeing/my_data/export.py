"""A student's own data as a file to take away: all of it, row by row, as JSON or as one CSV table.

The columns are described in docs/reference/own-data.md. The CSV begins with a byte order mark, because spreadsheets
take a file without one for an old code page and spoil every umlaut; its cells never begin like a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.baseline import Baseline
from attune.classroom.courses.models import Block
from attune.classroom.learning.models import QuizDraft
from attune.classroom.platform import audit
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.history import read_consent_history
from attune.classroom.wellbeing.consent.service import ModelSource, read_settings
from attune.classroom.wellbeing.ingestion.schemas import CheckInOut
from attune.classroom.wellbeing.learner_state.restore import restore_study_session, rules_in_force
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.my_data.export_schemas import BaselineOut, ClosedReflectionOut, QuizDraftOut
from attune.classroom.wellbeing.my_data.notes.service import list_notes
from attune.classroom.wellbeing.my_data.reflection.models import ClosedReflection
from attune.classroom.wellbeing.my_data.service import each_window, list_viewers, own_check_ins, shown_support_messages
from attune.classroom.wellbeing.my_data.timeline.service import corrections_of
from attune.classroom.wellbeing.support.support_messages import describe_answered_message
from attune.expressions import EXPRESSIONS

EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)
BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

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
    "reasons",
    "kind",
    "feeling",
    "text",
    "response",
    "hidden",
    "model",
    "value",
    "spread",
)

Section = tuple[str, Iterable[BaseModel]]
Row = dict[str, Any]


def record_export(session: Session, student: Actor, file_format: str, now: datetime) -> None:
    """Write into the audit log that the student takes their data away."""
    audit.append(
        session,
        audit.AuditAction.DATA_EXPORTED,
        actor_id=student.id,
        subject_id=student.id,
        at=now,
        detail={"format": file_format},
    )


def stream_own_data(
    database: Database,
    study_sessions: StudySessions,
    student: Actor,
    models: ModelSource,
    file_format: str,
    now: datetime,
) -> Iterator[str]:
    """Everything kept about the student, piece by piece. file_format: `json` or `csv`.

    It reads in a session of its own: a slow download must not hold the lock of a writing one.
    """
    with database.session(writes=False) as session:
        sections = own_sections(session, study_sessions, student, models, now)
        yield from as_json(sections, now) if file_format == "json" else as_csv(sections)


def own_sections(
    session: Session, study_sessions: StudySessions, student: Actor, models: ModelSource, now: datetime
) -> Iterator[Section]:
    """Everything kept about the student, by kind."""
    check_ins = own_check_ins(session, student.id, EVERYTHING)
    yield "settings", [read_settings(session, student.id, models)]
    yield "consents", read_consent_history(session, student.id)
    yield "windows", each_window(session, student, EVERYTHING, corrections_of(check_ins))
    yield "checkins", (CheckInOut.model_validate(each) for each in check_ins)
    yield (
        "support_messages",
        (describe_answered_message(each) for each in shown_support_messages(session, student.id, EVERYTHING)),
    )
    yield "notes", list_notes(session, student)
    yield "reflections", _closed_reflections(session, student)
    yield "quiz_drafts", _quiz_drafts(session, student)
    rules = rules_in_force(session)
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules, now)
    yield "baseline", _describe_baseline(current.baseline(rules))
    yield "viewers", list_viewers(session, student.id, EVERYTHING)


def as_json(sections: Iterable[Section], now: datetime) -> Iterator[str]:
    """One JSON object with an array for each kind, a record on each line."""
    yield f'{{"format": "attune-own-data", "version": 3, "exported_at": "{now.isoformat()}"'
    for name, records in sections:
        yield f',\n"{name}": ['
        for place, record in enumerate(records):
            yield (",\n  " if place else "\n  ") + record.model_dump_json()
        yield "]"
    yield "}\n"


def as_csv(sections: Iterable[Section]) -> Iterator[str]:
    """One table with a row for each record."""
    table = io.StringIO()
    writer = csv.DictWriter(table, CSV_COLUMNS, restval="")
    writer.writeheader()
    yield BYTE_ORDER_MARK + table.getvalue()
    for name, records in sections:
        for record in records:
            for row in _ROWS[name](record.model_dump(mode="json")):
                table.seek(0)
                table.truncate()
                writer.writerow(_defused(row))
                yield table.getvalue()


def _closed_reflections(session: Session, student: Actor) -> Iterator[ClosedReflectionOut]:
    query = select(ClosedReflection).where(ClosedReflection.user_id == student.id).order_by(ClosedReflection.at)
    return (ClosedReflectionOut(lesson_id=row.lesson_id, at=row.at) for row in session.scalars(query))


def _quiz_drafts(session: Session, student: Actor) -> Iterator[QuizDraftOut]:
    query = (
        select(QuizDraft, Block.lesson_id)
        .join(Block, Block.id == QuizDraft.block_id)
        .where(QuizDraft.user_id == student.id)
        .order_by(QuizDraft.changed_at, QuizDraft.question_id)
    )
    for draft, lesson_id in session.execute(query):
        own = {name: getattr(draft, name) for name in ("block_id", "question_id", "answer", "changed_at")}
        yield QuizDraftOut(lesson_id=lesson_id, **own)


def _describe_baseline(baseline: Baseline) -> Iterator[BaselineOut]:
    for signal, centre in baseline.centre.items():
        spread = baseline.spread[signal]
        yield BaselineOut(signal=signal, centre=centre, spread=spread, windows=baseline.windows)


def _settings_rows(record: Row) -> list[Row]:
    switches = record["consent"].items()
    return [
        {"record": "setting", "kind": "mode", "response": record["mode"]},
        *(
            {"record": "setting", "kind": name, "response": _granted(switch["granted"]), "at": switch["set_at"]}
            for name, switch in switches
        ),
        {"record": "setting", "kind": "support", "response": "on" if record["support"]["enabled"] else "off"},
    ]


def _granted(granted: bool) -> str:
    return "granted" if granted else "revoked"


def _window_row(record: Row) -> Row:
    own = {name: record[name] for name in ("id", "seconds", "lesson_id", "block_id", "coverage", "quality", "model")}
    return {
        "record": "window",
        "at": record["started_at"],
        **own,
        **dict(zip(EXPRESSIONS, record["p"], strict=True)),
        "expression": record["state"],
        "learning_state": record["learning_state"],
        "reasons": " ".join(reason["text"] for reason in record["reasons"]),
        "feeling": record["corrected_to"],
        "hidden": _yes_no(record["hidden"]),
    }


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _check_in_row(record: Row) -> Row:
    own = {name: record[name] for name in ("id", "at", "lesson_id", "block_id", "kind", "feeling")}
    return {"record": "check_in", **own}


def _support_message_row(record: Row) -> Row:
    return {
        "record": "support_message",
        "id": record["id"],
        "at": record["sent_at"],
        "learning_state": record["state"],
        "reasons": " ".join(reason["text"] for reason in record["why"]["reasons"]),
        "kind": record["strategy"],
        "text": record["text"],
        "response": record["response"],
    }


def _note_row(record: Row) -> Row:
    own = {name: record[name] for name in ("id", "at", "lesson_id", "block_id", "kind", "text")}
    return {"record": "note", **own}


def _draft_row(record: Row) -> Row:
    answer = record["answer"]
    return {
        "record": "quiz_draft",
        "id": record["question_id"],
        "at": record["changed_at"],
        "lesson_id": record["lesson_id"],
        "block_id": record["block_id"],
        "text": answer if isinstance(answer, str) else " ".join(answer),
    }


def _consent_row(record: Row) -> Row:
    return {
        "record": "consent",
        "at": record["at"],
        "kind": record["switch"],
        "response": _granted(record["granted"]),
    }


def _viewer_row(record: Row) -> Row:
    return {"record": "viewer", "at": record["viewed_at"], "kind": record["what"], "text": record["viewer_name"]}


_ROWS: Mapping[str, Callable[[Row], Iterable[Row]]] = {
    "settings": _settings_rows,
    "consents": lambda record: [_consent_row(record)],
    "windows": lambda record: [_window_row(record)],
    "checkins": lambda record: [_check_in_row(record)],
    "support_messages": lambda record: [_support_message_row(record)],
    "notes": lambda record: [_note_row(record)],
    "reflections": lambda record: [{"record": "reflection", "at": record["at"], "lesson_id": record["lesson_id"]}],
    "quiz_drafts": lambda record: [_draft_row(record)],
    "baseline": lambda record: [
        {"record": "baseline", "kind": record["signal"], "value": record["centre"], "spread": record["spread"]}
    ],
    "viewers": lambda record: [_viewer_row(record)],
}


def _defused(row: Row) -> Row:
    """A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text."""
    return {
        key: f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value
        for key, value in row.items()
    }
