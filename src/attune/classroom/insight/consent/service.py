"""Reading how many allow what: what has been decided to be shown, and nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.insight.consent.models import ConsentWeek
from attune.classroom.insight.consent.schemas import (
    ConsentCoverageOut,
    ConsentFiguresOut,
    ConsentQuery,
    ConsentScopeOut,
    ConsentWeekOut,
)
from attune.classroom.insight.trends.schemas import TrendScopeKind
from attune.classroom.insight.trends.scopes import list_scopes
from attune.classroom.insight.trends.weeks import WEEK, monday_of
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.errors import NotFound

MOST_WEEKS = 26


def read_consent(session: Session, query: ConsentQuery, now: datetime) -> ConsentCoverageOut:
    """The latest of everything, and the weeks of one scope.

    Args:
        session: One that reads.
        query: Whose weeks.
        now: The present instant.

    Raises:
        NotFound: There is no such course.
    """
    week = monday_of(now.astimezone(institution_zone(session)).date())
    scopes = [each for each in list_scopes(session) if each.kind is not TrendScopeKind.GROUP]
    chosen = next((each for each in scopes if each.key == query.scope), None)
    if chosen is None:
        raise NotFound("There is no such course; choose one from the list.", scope=query.scope)
    latest = session.scalar(select(func.max(ConsentWeek.week)))
    rows = session.scalars(select(ConsentWeek).where(ConsentWeek.week == latest))
    figures = {row.scope: ConsentFiguresOut.model_validate(row.figures) for row in rows}
    since = ConsentWeek.week > week - WEEK * MOST_WEEKS
    weeks = session.scalars(
        select(ConsentWeek).where(ConsentWeek.scope == chosen.key, since).order_by(ConsentWeek.week)
    )
    return ConsentCoverageOut(
        k=read_policy(session).k_admin,
        next_on=week + WEEK,
        decided_at=session.scalar(select(func.max(ConsentWeek.decided_at))),
        scopes=[ConsentScopeOut(scope=each.out(), figures=figures.get(each.key)) for each in scopes],
        chosen=chosen.out(),
        weeks=[ConsentWeekOut(monday=row.week, figures=ConsentFiguresOut.model_validate(row.figures)) for row in weeks],
    )
