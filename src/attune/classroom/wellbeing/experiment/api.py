"""Routes of the report that says whether support helps."""

from __future__ import annotations

import csv
import io

from apiflask import APIBlueprint
from flask import Response

from attune.classroom.platform.context import current_session, now
from attune.classroom.platform.permissions import Permission, requires
from attune.classroom.wellbeing.experiment.schemas import EffectOut
from attune.classroom.wellbeing.experiment.service import read_effect

blueprint = APIBlueprint("effect", __name__, url_prefix="/api/v1/administration")

CSV_COLUMNS = ("measure", "arm", "learners", "n", "count", "share", "low_95", "high_95")


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


def as_csv(effect: EffectOut) -> str:
    """One row for each arm of each measure, and one for each difference; empty where too few are known."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(CSV_COLUMNS)
    for comparison in effect.comparisons:
        for arm in comparison.arms:
            shown = arm.outcome
            figures = [arm.learners, shown.n, shown.count, shown.share, shown.low, shown.high] if shown else [""] * 6
            writer.writerow([comparison.measure, arm.arm, *figures])
        difference = comparison.difference
        if difference is not None:
            empty = [""] * 3
            writer.writerow(
                [comparison.measure, "difference", *empty, difference.value, difference.low, difference.high]
            )
    return table.getvalue()
