"""A student's own data as a file to take away: all of it, row by row, as JSON or as one CSV table.

The columns are described in docs/reference/own-data.md. The CSV begins with a byte order mark, because spreadsheets
take a file without one for an old code page and spoil every umlaut; its cells never begin like a formula.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.baseline import Baseline
from attune.classroom.courses.content.poll import PollContent
from attune.classroom.courses.models import Block
from attune.classroom.learning.models import QuizDraft
from attune.classroom.learning.polls.models import PollAnswer
from attune.classroom.platform import audit
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.history import read_consent_history
from attune.classroom.wellbeing.consent.service import ModelSource, read_settings
from attune.classroom.wellbeing.learner_state.restore import restore_study_session, rules_in_force
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.my_data.export_schemas import (
    BaselineOut,
    BehaviourOut,
    ClosedReflectionOut,
    OpenedHintOut,
    PollAnswerOut,
    QuizDraftOut,
    SupportDecisionOut,
)
from attune.classroom.wellbeing.my_data.notes.service import list_notes
from attune.classroom.wellbeing.my_data.reflection.models import ClosedReflection
from attune.classroom.wellbeing.my_data.service import (
    each_window,
    list_viewers,
    own_behaviour,
    own_check_ins,
    own_decisions,
    own_opened_hints,
    shown_support_messages,
    with_places,
)
from attune.classroom.wellbeing.my_data.timeline.service import corrections_of
from attune.classroom.wellbeing.support.support_messages import describe_answered_messages
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
    "position",
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


class MoreRecords(NamedTuple):
    """A kind of record that a feature above this one keeps about a student.

    read: all of a student's, in a session.  rows: of the CSV table, for one record.
    """

    name: str
    read: Callable[[Session, UUID], Iterable[BaseModel]]
    rows: Callable[[Row], Iterable[Row]]


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
    more: Sequence[MoreRecords],
    now: datetime,
) -> Iterator[str]:
    """Everything kept about the student, piece by piece. file_format: `json` or `csv`; more: kinds of other features.

    It reads in a session of its own: a slow download must not hold the lock of a writing one.
    """
    with database.session(writes=False) as session:
        sections = own_sections(session, study_sessions, student, models, now)
        others = ((kind.name, kind.read(session, student.id)) for kind in more)
        whole = itertools.chain(sections, others)
        rows = {**_ROWS, **{kind.name: kind.rows for kind in more}}
        yield from as_json(whole, now) if file_format == "json" else as_csv(whole, rows)


def own_sections(
    session: Session, study_sessions: StudySessions, student: Actor, models: ModelSource, now: datetime
) -> Iterator[Section]:
    """Everything kept about the student, by kind."""
    check_ins = own_check_ins(session, student.id, EVERYTHING)
    yield "settings", [read_settings(session, student.id, models)]
    yield "consents", read_consent_history(session, student.id)
    yield "windows", each_window(session, student, EVERYTHING, corrections_of(check_ins))
    yield "behaviour", (BehaviourOut.model_validate(each) for each in own_behaviour(session, student.id))
    yield "checkins", with_places(session, check_ins)
    yield (
        "support_messages",
        describe_answered_messages(session, shown_support_messages(session, student.id, EVERYTHING)),
    )
    decisions = own_decisions(session, student.id)
    yield "support_decisions", (SupportDecisionOut.model_validate(each) for each in decisions)
    hints = own_opened_hints(session, student.id)
    yield "opened_hints", (OpenedHintOut.model_validate(each) for each in hints)
    yield "notes", list_notes(session, student)
    yield "reflections", _closed_reflections(session, student)
    yield "quiz_drafts", _quiz_drafts(session, student)
    yield "poll_answers", _poll_answers(session, student)
    rules = rules_in_force(session)
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules, now)
    yield "baseline", _describe_baseline(current.baseline(rules))
    yield "viewers", list_viewers(session, student.id, EVERYTHING)


def as_json(sections: Iterable[Section], now: datetime) -> Iterator[str]:
    """One JSON object with an array for each kind, a record on each line."""
    yield f'{{"format": "attune-own-data", "version": 6, "exported_at": "{now.isoformat()}"'
    for name, records in sections:
        yield f',\n"{name}": ['
        for place, record in enumerate(records):
            yield (",\n  " if place else "\n  ") + record.model_dump_json()
        yield "]"
    yield "}\n"


def as_csv(sections: Iterable[Section], rows: Mapping[str, Callable[[Row], Iterable[Row]]]) -> Iterator[str]:
    """One table with a row for each record. rows: of each kind of record."""
    table = io.StringIO()
    writer = csv.DictWriter(table, CSV_COLUMNS, restval="")
    writer.writeheader()
    yield BYTE_ORDER_MARK + table.getvalue()
    for name, records in sections:
        for record in records:
            for row in rows[name](record.model_dump(mode="json")):
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


def _poll_answers(session: Session, student: Actor) -> Iterator[PollAnswerOut]:
    query = (
        select(PollAnswer, Block)
        .join(Block, Block.id == PollAnswer.block_id)
        .where(PollAnswer.user_id == student.id)
        .order_by(PollAnswer.answered_at, PollAnswer.block_id)
    )
    for answer, block in session.execute(query):
        poll = PollContent.model_validate(block.content)
        yield PollAnswerOut(
            lesson_id=block.lesson_id,
            block_id=block.id,
            question=poll.question,
            choice=next((choice.text for choice in poll.choices if choice.id == answer.choice_id), ""),
            answered_at=answer.answered_at,
        )


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
    own = {
        name: record[name]
        for name in ("id", "seconds", "lesson_id", "block_id", "position", "coverage", "quality", "model")
    }
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


def _behaviour_row(record: Row) -> Row:
    own = {name: record[name] for name in ("id", "at", "lesson_id", "block_id", "position", "kind")}
    return {"record": "behaviour", **own, "hidden": _yes_no(record["hidden_at"] is not None), "value": record["amount"]}


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


def _decision_row(record: Row) -> Row:
    return {
        "record": "support_decision",
        **{name: record[name] for name in ("id", "at", "lesson_id", "block_id")},
        "kind": record["cause"],
        "text": record["message_id"],
        "response": "speak" if record["speak"] else "silent",
        "hidden": _yes_no(record["hidden_at"] is not None),
        "value": record["probability_speak"],
    }


def _hint_row(record: Row) -> Row:
    own = {"id": record["ladder_id"], "at": record["at"], "block_id": record["block_id"], "value": record["step"]}
    return {"record": "opened_hint", **own}


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


def _poll_row(record: Row) -> Row:
    return {
        "record": "poll_answer",
        "at": record["answered_at"],
        "lesson_id": record["lesson_id"],
        "block_id": record["block_id"],
        "kind": record["question"],
        "text": record["choice"],
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
    "behaviour": lambda record: [_behaviour_row(record)],
    "checkins": lambda record: [_check_in_row(record)],
    "support_messages": lambda record: [_support_message_row(record)],
    "support_decisions": lambda record: [_decision_row(record)],
    "opened_hints": lambda record: [_hint_row(record)],
    "notes": lambda record: [_note_row(record)],
    "reflections": lambda record: [{"record": "reflection", "at": record["at"], "lesson_id": record["lesson_id"]}],
    "quiz_drafts": lambda record: [_draft_row(record)],
    "poll_answers": lambda record: [_poll_row(record)],
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
