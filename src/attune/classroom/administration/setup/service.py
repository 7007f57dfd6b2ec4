"""Setting the institution up: what it is, and with it the policy it begins with."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.administration.setup.schemas import SetupIn, SetupOut, Steps
from attune.classroom.courses.models import Course, Enrolment, TeachingAssignment
from attune.classroom.institution.setup import service as institution
from attune.classroom.institution.support_policy import service as policies
from attune.classroom.institution.support_policy.schemas import PRESET_MODES, InstitutionPolicy, Mode, Preset
from attune.classroom.platform import audit
from attune.classroom.platform.permissions import Actor, Role


def read_setup(session: Session) -> SetupOut:
    """The set-up, and what is still to do."""
    found = institution.find_institution(session)
    if found is None:
        return SetupOut(steps=_steps(session, set_up=False))
    return SetupOut(
        name=found.name,
        region=found.region,
        ages=found.ages,
        preset=policies.read_policy(session).preset,
        time_zone=found.time_zone,
        open_registration=found.open_registration,
        completed_at=found.completed_at,
        steps=_steps(session, set_up=True),
    )


def change_setup(session: Session, actor: Actor | None, setup: SetupIn, now: datetime) -> SetupOut:
    """Store the set-up. A preset that is chosen anew sets the allowed modes."""
    before = read_setup(session)
    facts = institution.Facts(**setup.model_dump(exclude={"preset"}))
    institution.save_institution(session, facts, now)
    actor_id = actor.id if actor is not None else None
    kept = policies.read_policy(session)
    if before.completed_at is None or kept.preset is not setup.preset:
        policies.change_policy(session, actor_id, _begin_with(kept, setup.preset), now)
    changed = {name: value for name, value in setup.model_dump(mode="json").items() if _was(before, name) != value}
    if changed:
        action = audit.AuditAction.SETUP_CHANGED
        audit.append(session, action, actor_id=actor_id, subject_id=None, at=now, detail=changed)
    return read_setup(session)


def _was(before: SetupOut, name: str) -> Any:  # noqa: ANN401 - a value of JSON
    return before.model_dump(mode="json")[name]


def _begin_with(policy: InstitutionPolicy, preset: Preset) -> InstitutionPolicy:
    """The policy with another preset and the modes that it suggests; everything else as it is."""
    suggested = [Mode.OFF, Mode.SELF_REPORT, Mode.ON_DEVICE]
    modes = [mode for mode in suggested if mode in PRESET_MODES[preset]]
    return InstitutionPolicy.model_validate({**policy.model_dump(), "preset": preset, "allowed_modes": modes})


def _steps(session: Session, *, set_up: bool) -> Steps:
    taught = _any(session, select(TeachingAssignment.course_id))
    return Steps(
        set_up=set_up,
        has_tutor=_any(session, select(User.id).where(User.role == Role.TUTOR)) or taught,
        has_student=_any(session, select(User.id).where(User.role == Role.STUDENT)),
        has_course=_any(session, select(Course.id)),
        has_taught_course=taught,
        has_enrolment=_any(session, select(Enrolment.course_id)),
        first_course_id=session.scalar(select(Course.id).order_by(Course.title, Course.id).limit(1)),
    )


def _any(session: Session, rows: Select[UUID]) -> bool:
    return bool(session.scalar(select(rows.exists())))
