"""Routes of the report that says whether support helps."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from attune.classroom.platform.context import current_session, now
from attune.classroom.platform.permissions import Permission, requires
from attune.classroom.wellbeing.experiment.schemas import EffectOut
from attune.classroom.wellbeing.experiment.service import read_effect
from attune.classroom.wellbeing.experiment.table import as_csv

blueprint = APIBlueprint("effect", __name__, url_prefix="/api/v1/administration")


@blueprint.get("/effect")
@requires(Permission.READ_EFFECT, writes=True)
@blueprint.output(EffectOut)
def read_support_effect() -> EffectOut:
    """Learners with and without messages, compared; nothing about a group that is too small."""
    return read_effect(current_session(), now())


@blueprint.get("/effect.csv")
@requires(Permission.READ_EFFECT, writes=True)
def export_support_effect() -> Response:
    """The same figures as a table."""
    answer = Response(as_csv(read_effect(current_session(), now())), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="support-effect.csv"'
    return answer
