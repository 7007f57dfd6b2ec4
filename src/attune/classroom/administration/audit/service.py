"""Reading the audit log."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.bounds import current_names
from attune.classroom.accounts.models import User
from attune.classroom.administration.audit.schemas import AuditPage, AuditRow
from attune.classroom.administration.paging import PAGE_SIZE, count_pages
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction, AuditEntry


def read_audit(session: Session, page: int) -> AuditPage:
    """One page of the log, newest first. The whole chain is verified, not only what is shown."""
    total = session.scalar(select(func.count()).select_from(AuditEntry)) or 0
    newest_first = select(AuditEntry).order_by(AuditEntry.seq.desc())
    entries = session.scalars(newest_first.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    people = {entry.actor_id for entry in entries} | {entry.subject_id for entry in entries}
    names = dict(session.execute(select(User.id, User.name).where(User.id.in_(people - {None}))).all())
    rows = [
        AuditRow(
            seq=entry.seq,
            at=entry.at,
            actor_name=names.get(entry.actor_id) if entry.actor_id else None,
            action=entry.action,
            subject_name=names.get(entry.subject_id) if entry.subject_id else None,
            detail=_describe(entry),
        )
        for entry in entries
    ]
    valid = audit.verify(session)
    return AuditPage(entries=rows, total=total, page=page, pages=count_pages(total), chain_valid=valid)


def _describe(entry: AuditEntry) -> dict[str, Any]:
    """What an entry says, with the names that the policy's numbers have now: the log itself is never rewritten."""
    if entry.action != AuditAction.POLICY_CHANGED:
        return entry.detail
    return current_names(entry.detail)[0]
