"""What is known of one student in each week, over all courses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.aggregate import KNOWN_STATES, STRUGGLING
from attune.affect.evidence import LearningState
from attune.classroom.insight.facts.models import MEASURES, SECONDS_OF_EXPRESSION, SECONDS_OF_STATE, StudyDay
from attune.classroom.insight.person.schemas import PersonFiguresOut
from attune.classroom.insight.student.measures import ENOUGH_SECONDS
from attune.classroom.insight.trends.weeks import WEEK, monday_of
from attune.expressions import EXPRESSIONS

_SUMMED = ("sessions", *MEASURES)


def figures_of_weeks(session: Session, student_id: UUID, weeks: Sequence[date]) -> dict[date, PersonFiguresOut]:
    """The weeks of which enough is known.

    Args:
        session: One that reads.
        student_id: Whose.
        weeks: Mondays, oldest first.
    """
    if not weeks:
        return {}
    sums = [func.sum(getattr(StudyDay, name)) for name in _SUMMED]
    query = (
        select(StudyDay.day, *sums)
        .where(StudyDay.user_id == student_id, StudyDay.day >= weeks[0], StudyDay.day < weeks[-1] + WEEK)
        .group_by(StudyDay.day)
    )
    found: dict[date, dict[str, float]] = {}
    for day, *values in session.execute(query):
        week = found.setdefault(monday_of(day), dict.fromkeys(_SUMMED, 0.0))
        for name, value in zip(_SUMMED, values, strict=True):
            week[name] += value
    described = {week: _describe(found[week]) for week in weeks if week in found}
    return {week: figures for week, figures in described.items() if figures is not None}


def _describe(measured: dict[str, float]) -> PersonFiguresOut | None:
    states: dict[LearningState, float] = {state: measured[SECONDS_OF_STATE[state]] for state in KNOWN_STATES}
    expressions = {expression: measured[SECONDS_OF_EXPRESSION[expression]] for expression in EXPRESSIONS}
    known, readable = sum(states.values()), sum(expressions.values())
    if known < ENOUGH_SECONDS or readable == 0:
        return None
    return PersonFiguresOut(
        sessions=round(measured["sessions"]),
        seconds=round(measured["seconds"]),
        coverage=round(known / measured["seconds"], 2),
        struggling=round(sum(states[state] for state in STRUGGLING) / known, 2),
        states={state: round(seconds / known, 2) for state, seconds in states.items()},
        expressions={expression: round(seconds / readable, 2) for expression, seconds in expressions.items()},
    )
