"""A student's own facts and study days, for the export of everything that is kept about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.insight.facts.models import MEASURES, StudyDay, StudyFact
from attune.classroom.insight.facts.schemas import StudyDayOut, StudyFactOut
from attune.classroom.wellbeing.my_data.export import MoreRecords, Row

ROWS_PER_FETCH = 500


def own_facts(session: Session, user_id: UUID) -> Iterator[StudyFactOut]:
    """The student's facts, oldest first."""
    query = select(StudyFact).where(StudyFact.user_id == user_id).order_by(StudyFact.session_began_at, StudyFact.id)
    rows = session.scalars(query.execution_options(yield_per=ROWS_PER_FETCH))
    return (StudyFactOut.model_validate(row) for row in rows)


def own_days(session: Session, user_id: UUID) -> Iterator[StudyDayOut]:
    """The student's study days, oldest first."""
    query = select(StudyDay).where(StudyDay.user_id == user_id).order_by(StudyDay.day, StudyDay.course_id)
    return (StudyDayOut.model_validate(row) for row in session.scalars(query))


def _fact_rows(record: Row) -> list[Row]:
    """A row for each measure that is not zero: the table has one column for a value."""
    own = {name: record[name] for name in ("id", "lesson_id", "block_id", "model")}
    own["position"] = record["bin_start"]
    hidden = "yes" if record["hidden_at"] is not None else "no"
    return [
        {"record": "study_fact", "at": record["session_began_at"], "hidden": hidden, **own, **each}
        for each in _measure_cells(record)
    ]


def _day_rows(record: Row) -> list[Row]:
    own = {"record": "study_day", "id": record["course_id"], "at": record["day"]}
    return [{**own, **each} for each in _measure_cells(record)]


def _measure_cells(record: Row) -> list[dict[str, Any]]:
    return [{"kind": name, "value": record[name]} for name in MEASURES if record[name]]


OWN_FACTS = MoreRecords("study_facts", own_facts, _fact_rows)
OWN_DAYS = MoreRecords("study_days", own_days, _day_rows)
