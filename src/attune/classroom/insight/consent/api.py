"""Route of consent coverage, for administrators."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.insight.consent import service as consent
from attune.classroom.insight.consent.schemas import ConsentCoverageOut, ConsentQuery
from attune.classroom.platform.context import current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("consent_coverage", __name__, url_prefix="/api/v1/insight/consent")


@blueprint.get("")
@requires(Permission.READ_TRENDS)
@blueprint.input(ConsentQuery, location="query", arg_name="query")
@blueprint.output(ConsentCoverageOut)
def read_consent_coverage(query: ConsentQuery) -> ConsentCoverageOut:
    """How many students of each course allow what, in bands, and how that has changed."""
    return consent.read_consent(current_session(), query, now())
