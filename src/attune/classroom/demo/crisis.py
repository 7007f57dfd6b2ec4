"""Whom the demo's students can talk to, marked as an example, and who reads their urgent questions.

The product ships no contact: each institution enters and checks its own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.help.urgent.schemas import UrgentContactIn
from attune.classroom.help.urgent.service import change_contact
from attune.classroom.institution.resources.schemas import Resource, ResourceKind, Resources
from attune.classroom.institution.resources.service import change_resources, confirm_resources
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor

EXAMPLE = "Example of the demo: nobody answers here. · Beispiel der Demo: Hier antwortet niemand."


def seed_crisis_path(session: Session, administrator: Actor, contact: User, now: datetime) -> None:
    """Enter and confirm the example list, and name the user for urgent questions."""
    resources = Resources(
        resources=[
            _example(ResourceKind.PERSON, "Example: Miriam Adler, counsellor", None, "Room 1.07", now),
            _example(ResourceKind.PLACE, "Example: counselling centre", "https://counselling.example/", "", now),
            _example(ResourceKind.NATIONAL_LINE, "Example: national helpline", None, "", now, phone="000 000 000"),
        ]
    )
    change_resources(session, administrator, resources, now)
    confirm_resources(session, administrator, resources, now)
    change_contact(session, administrator, UrgentContactIn(user_id=contact.id), now)


def _example(
    kind: ResourceKind, title: str, url: str | None, where: str, now: datetime, phone: str | None = None
) -> Resource:
    return Resource(
        kind=kind,
        title=title,
        text="\n".join(filter(None, (where, EXAMPLE))),
        url=url,
        phone=phone,
        languages=list(Locale),
        checked_on=now.date(),
    )
