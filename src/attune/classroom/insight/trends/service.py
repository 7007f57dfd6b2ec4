"""Reading trends: what has been decided to be shown, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.insight.trends.comparison import compare, describe_period
from attune.classroom.insight.trends.models import DecidedWeek, TrendWeek
from attune.classroom.insight.trends.schemas import (
    ComparisonQuery,
    PeriodQuery,
    TrendComparisonOut,
    TrendScopesOut,
    TrendsOut,
    TrendsQuery,
    TrendWeekOut,
    WeekFiguresOut,
)
from attune.classroom.insight.trends.scopes import find_scope, list_scopes
from attune.classroom.insight.trends.weeks import WEEK, last_settled_week, monday_of, weeks_until
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy


def read_scopes(session: Session) -> TrendScopesOut:
    """Everything that has trends."""
    return TrendScopesOut(scopes=[each.out() for each in list_scopes(session)])


def read_trends(session: Session, query: TrendsQuery, now: datetime) -> TrendsOut:
    """The weeks of a scope.

    Raises:
        NotFound: there is none.
    """
    scope = find_scope(session, query.scope)
    weeks = period_weeks(session, query, now)
    shown = _shown(session, scope.key, weeks)
    return TrendsOut(
        scope=scope.out(),
        k=read_policy(session).k_admin,
        weeks=[TrendWeekOut(monday=week, figures=shown.get(week)) for week in weeks],
        decided_at=session.scalar(select(func.max(DecidedWeek.decided_at))),
    )


def read_comparison(session: Session, query: ComparisonQuery, now: datetime) -> TrendComparisonOut:
    """Two scopes over the same weeks, of which those count that are shown of both; or over two periods.

    Raises:
        NotFound: One of them does not exist.
    """
    first, second = find_scope(session, query.first), find_scope(session, query.second)
    weeks = _weeks(session, query.since, query.until, query.weeks, now)
    other_weeks = weeks
    if query.second_since is not None:
        other_weeks = _weeks(session, query.second_since, query.second_until, query.weeks, now)
    found, other = _shown(session, first.key, weeks), _shown(session, second.key, other_weeks)
    if other_weeks == weeks:
        both = found.keys() & other.keys()
        found, other = ({week: each[week] for week in weeks if week in both} for each in (found, other))
    return TrendComparisonOut(
        first=describe_period(first.out(), weeks, found),
        second=describe_period(second.out(), other_weeks, other),
        k=read_policy(session).k_admin,
        measures=compare(found, other),
    )


def period_weeks(session: Session, query: PeriodQuery, now: datetime) -> list[date]:
    """The Mondays of a period, oldest first: of the weeks that are over and lie in it whole.

    Args:
        session: One that reads.
        query: The period.
        now: The present instant.
    """
    return _weeks(session, query.since, query.until, query.weeks, now)


def _weeks(session: Session, since: date | None, until: date | None, count: int, now: datetime) -> list[date]:
    """The Mondays of the period that are over, oldest first: of the weeks that lie in it whole."""
    last = last_settled_week(now, institution_zone(session))
    if since is None or until is None:
        return weeks_until(last, count)
    first = since if monday_of(since) == since else monday_of(since) + WEEK
    ends = min(last, monday_of(until + WEEK / 7) - WEEK)
    return weeks_until(ends, (ends - first) // WEEK + 1) if ends >= first else []


def _shown(session: Session, scope: str, weeks: Sequence[date]) -> dict[date, WeekFiguresOut]:
    if not weeks:
        return {}
    query = select(TrendWeek.week, TrendWeek.figures).where(
        TrendWeek.scope == scope, TrendWeek.week.between(weeks[0], weeks[-1])
    )
    return {week: WeekFiguresOut.model_validate(figures) for week, figures in session.execute(query)}
