"""Every change of the consent switches, as the audit log has it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.platform import audit
from attune.classroom.wellbeing.consent.schemas import ConsentChangeOut


def read_consent_history(session: Session, student_id: UUID) -> list[ConsentChangeOut]:
    """Every time the student set a switch, the latest first."""
    query = select(audit.AuditEntry).where(
        audit.AuditEntry.action == audit.AuditAction.CONSENT_CHANGED, audit.AuditEntry.subject_id == student_id
    )
    return [
        ConsentChangeOut.model_validate({**entry.detail, "at": entry.at})
        for entry in session.scalars(query.order_by(audit.AuditEntry.seq.desc()))
    ]
