"""Routes of trends, for administrators."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.insight.trends import service as trends
from attune.classroom.insight.trends.schemas import (
    ComparisonQuery,
    TrendComparisonOut,
    TrendScopesOut,
    TrendsOut,
    TrendsQuery,
)
from attune.classroom.platform.context import current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("trends", __name__, url_prefix="/api/v1/insight/trends")


@blueprint.get("/scopes")
@requires(Permission.READ_TRENDS)
@blueprint.output(TrendScopesOut)
def list_trend_scopes() -> TrendScopesOut:
    """The institution, its courses and their groups, by title."""
    return trends.read_scopes(current_session())


@blueprint.get("")
@requires(Permission.READ_TRENDS)
@blueprint.input(TrendsQuery, location="query", arg_name="query")
@blueprint.output(TrendsOut)
def read_trends(query: TrendsQuery) -> TrendsOut:
    """How a course, a group or the institution did, week by week."""
    return trends.read_trends(current_session(), query, now())


@blueprint.get("/comparison")
@requires(Permission.READ_TRENDS)
@blueprint.input(ComparisonQuery, location="query", arg_name="query")
@blueprint.output(TrendComparisonOut)
def read_trend_comparison(query: ComparisonQuery) -> TrendComparisonOut:
    """Two courses or groups compared, or two periods of one."""
    return trends.read_comparison(current_session(), query, now())
