"""Routes of the experiment that says whether support helps."""

from __future__ import annotations

from apiflask import APIBlueprint
from flask import Response

from attune.affect.experiment.plan import days_kept
from attune.affect.experiment.power import Design, smallest_effect
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires
from attune.classroom.wellbeing.experiment import plans
from attune.classroom.wellbeing.experiment.report import read_experiment
from attune.classroom.wellbeing.experiment.schemas import ExperimentOut, PlanIn, PowerOut, PowerQuery
from attune.classroom.wellbeing.experiment.table import export_result

blueprint = APIBlueprint("experiment", __name__, url_prefix="/api/v1/administration")


@blueprint.get("/experiment")
@requires(Permission.READ_EXPERIMENT, writes=True)
@blueprint.output(ExperimentOut)
def read_support_experiment() -> ExperimentOut:
    """The plan and how much has been drawn; the result only after the planned end, and once."""
    return read_experiment(current_session(), now())


@blueprint.get("/experiment.csv")
@requires(Permission.READ_EXPERIMENT)
def export_support_experiment() -> Response:
    """The result as a table of groups, with the probability of each arm."""
    answer = Response(export_result(current_session()), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="support-experiment.csv"'
    return answer


@blueprint.get("/experiment/power")
@requires(Permission.READ_EXPERIMENT)
@blueprint.input(PowerQuery, location="query", arg_name="query")
@blueprint.output(PowerOut)
def calculate_power(query: PowerQuery) -> PowerOut:
    """The smallest effect that a design shows with 80 % power."""
    return PowerOut(smallest_effect=smallest_effect(Design(**query.model_dump())), days_kept=days_kept(query.weeks))


@blueprint.post("/experiment/plan")
@requires(Permission.PLAN_EXPERIMENT)
@blueprint.input(PlanIn, arg_name="plan")
@blueprint.output(ExperimentOut, status_code=201)
def freeze_experiment_plan(plan: PlanIn) -> ExperimentOut:
    """Freeze a plan, with its hash in the audit log, and begin."""
    plans.freeze_plan(current_session(), current_actor(), plan, now())
    return read_experiment(current_session(), now())


@blueprint.delete("/experiment/plan")
@requires(Permission.PLAN_EXPERIMENT)
@blueprint.output(ExperimentOut)
def abandon_experiment_plan() -> ExperimentOut:
    """End the open experiment for good; no result of it is ever computed."""
    plans.abandon_plan(current_session(), current_actor(), now())
    return read_experiment(current_session(), now())
