"""The result as a table, with the probability of each arm, so that it can be analysed again without us.

Its rows are about groups. A row for each moment would be about a person, whatever stood for the name; everybody gets
their own with the export of their own data.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from sqlalchemy.orm import Session

from attune.affect.experiment.moments import PRIMARY, Arm
from attune.affect.experiment.plan import Plan, hash_of, plan_of
from attune.classroom.platform.errors import Conflict
from attune.classroom.wellbeing.experiment.plans import latest_plan, latest_result

CSV_COLUMNS = (
    "row",
    "measure",
    "week",
    "cause",
    "arm",
    "probability",
    "students",
    "moments",
    "count",
    "share",
    "low_95",
    "high_95",
    "plan",
)


class NoResult(Conflict):
    """No experiment has a result that may be shown."""

    code = "no_experiment_result"


def export_result(session: Session) -> str:
    """The table of the latest result. A later plan that was abandoned is named.

    Raises:
        NoResult: there is no result yet.
    """
    row, latest = latest_result(session), latest_plan(session)
    if row is None or row.result is None or latest is None:
        raise NoResult("There is no result yet: it is computed once, after the planned end and the follow-up.")
    abandoned = latest is not row and latest.concluded_at is not None
    return as_csv(plan_of(row.plan), row.result, latest.hash if abandoned else None)


def as_csv(plan: Plan, result: dict[str, Any], abandoned: str | None = None) -> str:
    """A row for each arm of each measure, each effect, and each week and cause of the primary outcome.

    abandoned: the hash of a later plan without a result, in a row of its own.
    Figures are empty where an arm is hidden; hidden cells of a week and cause are left out.
    """
    table = io.StringIO()
    writer = csv.DictWriter(table, CSV_COLUMNS, restval="")
    own_hash = hash_of(plan.as_json())
    writer.writeheader()
    writer.writerow({"row": "plan", "plan": own_hash})
    if abandoned is not None:
        writer.writerow({"row": "abandoned_plan", "plan": abandoned})
    for found in result["measures"]:
        for arm in found["arms"]:
            figures = _figures(arm["outcome"]) if arm["outcome"] is not None else {}
            writer.writerow({"row": "arm", "measure": found["measure"], **_arm(plan, arm["arm"]), **figures})
        if found["effect"] is not None:
            writer.writerow({"row": "effect", "measure": found["measure"], **_effect(found["effect"])})
    for cell in result["cells"]:
        place = {"week": cell["week"], "cause": cell["cause"]}
        writer.writerow({"row": "cell", "measure": PRIMARY.value, **place, **_arm(plan, cell["arm"]), **_figures(cell)})
    return table.getvalue()


def _arm(plan: Plan, arm: str) -> dict[str, Any]:
    return {"arm": arm, "probability": 1 - plan.share if arm == Arm.WITH_MESSAGES else plan.share}


def _figures(found: dict[str, Any]) -> dict[str, Any]:
    own = {name: found[name] for name in ("students", "moments", "count", "share")}
    return {**own, "low_95": found["low"], "high_95": found["high"]}


def _effect(found: dict[str, Any]) -> dict[str, Any]:
    own = {name: found[name] for name in ("students", "moments")}
    return {**own, "share": found["difference"], "low_95": found["low"], "high_95": found["high"]}
