"""Routes: who of a course needs a look."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response

from attune.classroom.learning.at_risk import csv_file, service
from attune.classroom.learning.at_risk.schemas import (
    RiskCounts,
    RiskList,
    RiskLooksIn,
    RiskLooksOut,
    RiskRulesIn,
    RiskRulesOut,
)
from attune.classroom.learning.gradebook.api import THE_CSV
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("at_risk", __name__, url_prefix="/api/v1")


@blueprint.get("/courses/<uuid:course_id>/at-risk")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.output(RiskList)
def read_risk_list(course_id: UUID) -> RiskList:
    """The students of a course for whom a rule about due dates, progress or scores holds, with their figures."""
    return service.read_list(current_session(), current_actor(), course_id, now())


@blueprint.get("/courses/<uuid:course_id>/at-risk.csv")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.doc(responses=THE_CSV)
def export_risk_list(course_id: UUID) -> Response:
    """The same list as CSV."""
    text, title = csv_file.write_list(current_session(), current_actor(), course_id, now())
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title, safe='')}.csv"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.put("/courses/<uuid:course_id>/at-risk/rules")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(RiskRulesIn, arg_name="given")
@blueprint.output(RiskRulesOut)
def set_risk_rules(course_id: UUID, given: RiskRulesIn) -> RiskRulesOut:
    """Change from where on each rule of a course holds."""
    return service.set_rules(current_session(), current_actor(), course_id, given, now())


@blueprint.put("/courses/<uuid:course_id>/at-risk/looks")
@requires(Permission.GRADE_WORK)
@blueprint.input(RiskLooksIn, arg_name="given")
@blueprint.output(RiskLooksOut)
def set_risk_looks(course_id: UUID, given: RiskLooksIn) -> RiskLooksOut:
    """Note that one has looked at how some students stand, or take it back; it holds until something is new."""
    return service.set_looks(current_session(), current_actor(), course_id, given, now())


@blueprint.get("/teaching/at-risk")
@requires(Permission.GRADE_WORK)
@blueprint.output(RiskCounts)
def count_risk_lists() -> RiskCounts:
    """How many students need a look, in each course under way that one teaches."""
    return service.count_unlooked(current_session(), current_actor(), now())
