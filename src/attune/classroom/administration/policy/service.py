"""Changing the policy; every change is written into the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import read_policy, write_policy
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.permissions import Actor


def change_policy(session: Session, actor: Actor, policy: InstitutionPolicy, now: datetime) -> InstitutionPolicy:
    """Put a policy in force and note what changed."""
    before, after = read_policy(session).model_dump(mode="json"), policy.model_dump(mode="json")
    write_policy(session, policy)
    changes = {key: {"from": before[key], "to": after[key]} for key in after if before[key] != after[key]}
    if changes:
        audit.append(session, AuditAction.POLICY_CHANGED, actor_id=actor.id, subject_id=None, at=now, detail=changes)
    return policy
