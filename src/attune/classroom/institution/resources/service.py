"""The "talk to someone" list: reading it, and changing it (which is written into the audit log)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.institution.resources.models import ResourcesRow
from attune.classroom.institution.resources.schemas import Resources
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor


def read_resources(session: Session) -> Resources:
    """The institution's list; empty when it has set none."""
    row = session.get(ResourcesRow, 1)
    return Resources.model_validate({"resources": row.content if row is not None else []})


def resources_for(session: Session, locale: str) -> Resources:
    """The list for a reader: what speaks their language first, everything else after it."""
    listed = read_resources(session).resources
    return Resources(resources=sorted(listed, key=lambda each: Locale(locale) not in each.languages))


def write_resources(session: Session, resources: Resources) -> None:
    """Put a list in the place of the one before."""
    session.merge(ResourcesRow(id=1, content=resources.model_dump(mode="json")["resources"]))
    session.flush()


def change_resources(session: Session, actor: Actor, resources: Resources, now: datetime) -> Resources:
    """Replace the list and write who is on it into the audit log."""
    if resources != read_resources(session):
        write_resources(session, resources)
        detail = {"titles": [each.title for each in resources.resources]}
        action = AuditAction.RESOURCES_CHANGED
        audit.append(session, action, actor_id=actor.id, subject_id=None, at=now, detail=detail)
    return resources
