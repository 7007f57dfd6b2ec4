"""Route of the quality of readings, for administrators."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.insight.quality import service as quality
from attune.classroom.insight.quality.schemas import QualityOut
from attune.classroom.platform.context import current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("quality", __name__, url_prefix="/api/v1/insight/quality")


@blueprint.get("")
@requires(Permission.READ_TRENDS)
@blueprint.output(QualityOut)
def read_quality() -> QualityOut:
    """How readings agree with what students say, how often they are corrected, and how often there is none."""
    return quality.read_quality(current_session(), now())
