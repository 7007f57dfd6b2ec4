"""Freezing the plan of an experiment, ending its silence on time, and its result when all is known."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.experiment.plan import Plan, UnreadablePlan, hash_of, plan_of
from attune.classroom.institution.support_policy.service import change_policy, read_policy
from attune.classroom.platform import audit
from attune.classroom.platform.database.engine import Database, take_turns
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.experiment.models import ExperimentPlan
from attune.classroom.wellbeing.experiment.results import compute_result
from attune.classroom.wellbeing.experiment.schemas import PlanIn

TURN = "experiment"  # of freezing, abandoning and concluding: each reads the latest plan and decides by it


class ExperimentOpen(Conflict):
    """There is a plan whose result is not known yet."""

    code = "experiment_open"


class PlanUnreadable(Conflict):
    """What is stored of the open plan is no plan any more."""

    code = "experiment_plan_unreadable"


class RetentionTooShort(Conflict):
    """Decisions would be deleted before the experiment is over."""

    code = "retention_too_short"


def latest_plan(session: Session) -> ExperimentPlan | None:
    """The plan that was frozen last."""
    newest = select(ExperimentPlan).order_by(ExperimentPlan.starts_at.desc()).limit(1)
    return session.scalar(newest, execution_options={"populate_existing": True})


def latest_result(session: Session) -> ExperimentPlan | None:
    """The plan whose result was computed last: it stays, whatever becomes of a later plan."""
    plans = session.scalars(select(ExperimentPlan).order_by(ExperimentPlan.starts_at.desc()))
    return next((row for row in plans if row.result is not None), None)


def freeze_plan(session: Session, actor: Actor, given: PlanIn, now: datetime) -> ExperimentPlan:
    """Freeze a plan, write its hash into the audit log, and begin: from now on moments are drawn.

    Raises:
        ExperimentOpen: another one has no result yet.
        RetentionTooShort: the policy deletes decisions too early.
    """
    take_turns(session, TURN)
    before = latest_plan(session)
    if before is not None and before.concluded_at is None:
        raise ExperimentOpen(
            f"An experiment is open until {before.results_at:%Y-%m-%d}; wait for its result, or abandon it first.",
            results_at=before.results_at.isoformat(),
        )
    plan = Plan(given.share, given.weeks, given.minimal_effect, now)
    policy = read_policy(session)
    if policy.retention_days < plan.days_kept:
        raise RetentionTooShort(
            f"Data is deleted after {policy.retention_days} days and this plan needs {plan.days_kept}: raise the "
            "retention in the policy, or plan fewer weeks.",
            needed_days=plan.days_kept,
            retention_days=policy.retention_days,
        )
    stored = plan.as_json()
    row = ExperimentPlan(
        id=uuid4(),
        plan=stored,
        hash=hash_of(stored),
        starts_at=now,
        ends_at=plan.ends_at,
        results_at=plan.results_at,
        frozen_by=actor.id,
    )
    session.add(row)
    session.flush()
    _write_down(session, audit.AuditAction.EXPERIMENT_PLANNED, row, actor, now)
    change_policy(session, actor.id, policy.model_copy(update={"control_arm_share": plan.share}), now)
    return row


def abandon_plan(session: Session, actor: Actor, now: datetime) -> None:
    """End an experiment for good: support speaks at every moment again, and no result of it is ever computed.

    Raises:
        NotFound: no experiment is open.
    """
    take_turns(session, TURN)
    row = latest_plan(session)
    if row is None or row.concluded_at is not None:
        raise NotFound("No experiment is open.")
    row.concluded_at = now
    session.flush()
    _write_down(session, audit.AuditAction.EXPERIMENT_ABANDONED, row, actor, now)
    _end_silence(session, actor, now)


def advance(session: Session, now: datetime) -> None:
    """Do what is due: end the silence when the plan's weeks are over, compute the result when all is known."""
    row = latest_plan(session)
    if row is None or row.concluded_at is not None or now < row.ends_at:
        return
    take_turns(session, TURN)
    row = session.get_one(ExperimentPlan, row.id, with_for_update=True, populate_existing=True)
    if row.concluded_at is not None:  # by another request, meanwhile
        return
    _end_silence(session, None, now)
    if now < row.results_at or not is_unchanged(session, row):
        return
    row.result = compute_result(session, plan_of(row.plan), read_policy(session).k_admin)
    row.concluded_at = now
    session.flush()
    _write_down(session, audit.AuditAction.EXPERIMENT_CONCLUDED, row, None, now)


def advance_daily(database: Database, now: datetime) -> None:
    """The same as a job, in a transaction of its own."""
    with database.transaction() as session:
        advance(session, now)


def frozen_entry(session: Session, row: ExperimentPlan) -> audit.AuditEntry | None:
    """The line of the audit log in which a plan was frozen."""
    entries = session.scalars(
        select(audit.AuditEntry).where(audit.AuditEntry.action == audit.AuditAction.EXPERIMENT_PLANNED.value)
    )
    return next((entry for entry in entries if entry.detail.get("plan_id") == str(row.id)), None)


def is_unchanged(session: Session, row: ExperimentPlan) -> bool:
    """Whether a plan is still the one whose hash the audit log has, and its times are those that follow from it."""
    entry = frozen_entry(session, row)
    if entry is None or entry.hash != entry.sealed_hash():
        return False
    try:
        plan = plan_of(row.plan)
    except UnreadablePlan:
        return False
    times = (row.starts_at, row.ends_at, row.results_at) == (plan.starts_at, plan.ends_at, plan.results_at)
    return times and entry.detail["plan_hash"] == row.hash == hash_of(row.plan)


def _end_silence(session: Session, actor: Actor | None, now: datetime) -> None:
    policy = read_policy(session)
    if policy.control_arm_share > 0:
        over = policy.model_copy(update={"control_arm_share": 0.0})
        change_policy(session, actor.id if actor is not None else None, over, now)


def _write_down(
    session: Session, action: audit.AuditAction, row: ExperimentPlan, actor: Actor | None, now: datetime
) -> None:
    detail = {"plan_id": str(row.id), "plan_hash": row.hash}
    if row.result is not None:
        detail["result_hash"] = hash_of(row.result)
    actor_id = actor.id if actor is not None else None
    audit.append(session, action, actor_id=actor_id, subject_id=None, at=now, detail=detail)
