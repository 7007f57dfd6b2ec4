"""The experiment as the administrator sees it: the plan and counts while it runs, the result when it is over.

Before the planned end nobody sees an outcome, not even an interim one: who may look and stop finds an effect in far
more than one of twenty experiments without any (Armitage, McPherson and Rowe 1969).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.disclosure.figures import learners_band
from attune.affect.disclosure.tables import Contribution
from attune.affect.experiment.plan import UnreadablePlan, longest_weeks, plan_of
from attune.classroom.accounts.models import User
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.experiment.deviations import deviations_of
from attune.classroom.wellbeing.experiment.loading import load_moments
from attune.classroom.wellbeing.experiment.models import ExperimentPlan
from attune.classroom.wellbeing.experiment.plans import (
    PlanUnreadable,
    advance,
    frozen_entry,
    is_unchanged,
    latest_plan,
    latest_result,
)
from attune.classroom.wellbeing.experiment.releases import Figures, release_table
from attune.classroom.wellbeing.experiment.schemas import (
    ArmOut,
    ComparisonOut,
    EffectOut,
    ExperimentOut,
    ExperimentState,
    OutcomeOut,
    PlanOut,
    ProgressOut,
)


def read_experiment(session: Session, now: datetime) -> ExperimentOut:
    """The latest experiment, or what one would be. session: one that writes; what is published is stored.

    Raises:
        PlanUnreadable: the open plan cannot be read; it can be abandoned.
    """
    advance(session, now)
    policy, row = read_policy(session), _readable(latest_plan(session))
    state = _state(row, now)
    with_result = _readable(latest_result(session))
    open_plan = row if row is not None and row.concluded_at is None else None
    return ExperimentOut(
        state=state,
        control_arm_share=policy.control_arm_share,
        students=_students(session, policy.k_admin),
        minimum=policy.k_admin,
        retention_days=policy.retention_days,
        longest_weeks=longest_weeks(policy.retention_days),
        plan=_describe_plan(session, row) if row is not None else None,
        deviations=deviations_of(session, row) if row is not None else [],
        progress=_progress(session, open_plan, policy.k_admin, now) if open_plan is not None else None,
        result_plan=_describe_plan(session, with_result) if with_result is not None else None,
        comparisons=_comparisons(with_result),
    )


def _readable(row: ExperimentPlan | None) -> ExperimentPlan | None:
    """A plan that can be read; one that is over and cannot is none."""
    try:
        if row is not None:
            plan_of(row.plan)
    except UnreadablePlan as error:
        if row is None or row.concluded_at is not None:
            return None
        raise PlanUnreadable(
            "The stored plan of the experiment cannot be read: it was changed outside of this page. Abandon the "
            "experiment; no result can come of it."
        ) from error
    return row


def _state(row: ExperimentPlan | None, now: datetime) -> ExperimentState:
    if row is None:
        return ExperimentState.NONE
    if row.concluded_at is not None:
        return ExperimentState.CONCLUDED if row.result is not None else ExperimentState.ABANDONED
    return ExperimentState.RUNNING if now < row.ends_at else ExperimentState.AWAITING


def _describe_plan(session: Session, row: ExperimentPlan) -> PlanOut:
    plan, entry = plan_of(row.plan), frozen_entry(session, row)
    return PlanOut(
        share=plan.share,
        weeks=plan.weeks,
        minimal_effect=plan.minimal_effect,
        primary_outcome=plan.primary_outcome,
        analysis=plan.analysis,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        results_at=plan.results_at,
        hash=row.hash,
        audit_seq=entry.seq if entry is not None else None,
        unchanged=is_unchanged(session, row),
    )


def _students(session: Session, k: int) -> int | None:
    """The students of the institution, rounded; who of them is counted is said by consent coverage alone.

    A second count of the same decisions, made at another time, would tell of those who came or decided in between.
    """
    count = session.scalar(select(func.count()).where(User.role == Role.STUDENT, User.active.is_(True))) or 0
    return learners_band(count) if count >= k else None


def _progress(session: Session, row: ExperimentPlan, k: int, now: datetime) -> ProgressOut | None:
    moments = load_moments(session, row.starts_at, row.ends_at)
    drawn = [Contribution(each.learner_id, each.moment_id, str(each.speak)) for each in moments]

    def describe(_key: str, counted: Sequence[Contribution]) -> Figures:
        silent = sum(each.outcome == str(False) for each in counted)
        learners = learners_band(len({each.learner for each in counted}))
        return {"students": learners, "moments": len(counted), "silent": silent}

    shown = release_table(session, f"experiment:{row.id}", {"all": drawn}, (), k, describe, now).shown("all")
    return ProgressOut(**shown) if shown is not None else None


def _comparisons(row: ExperimentPlan | None) -> list[ComparisonOut]:
    """The result as it was released when it was computed."""
    if row is None or row.result is None:
        return []
    return [
        ComparisonOut(
            measure=found["measure"],
            arms=[
                ArmOut(arm=arm["arm"], outcome=OutcomeOut(**arm["outcome"]) if arm["outcome"] is not None else None)
                for arm in found["arms"]
            ],
            effect=EffectOut(**found["effect"]) if found["effect"] is not None else None,
            verdict=found["verdict"],
        )
        for found in row.result["measures"]
    ]
