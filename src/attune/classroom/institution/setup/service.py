"""Reading and writing what the institution is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from attune.classroom.institution.setup.models import THE_INSTITUTION, Ages, Institution, Region

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Facts:
    """What an administrator says about the institution; see `Institution`."""

    name: str
    region: Region
    ages: Ages
    time_zone: str
    open_registration: bool


def find_institution(session: Session) -> Institution | None:
    """The institution; None until an administrator has set it up."""
    return session.get(Institution, THE_INSTITUTION)


def institution_zone(session: Session) -> ZoneInfo:
    """The time zone in which the institution sets its dates; UTC until it is set up."""
    institution = find_institution(session)
    return UTC if institution is None else ZoneInfo(institution.time_zone)


def save_institution(session: Session, facts: Facts, now: datetime) -> Institution:
    """Store what the institution is; when it was first set up stays."""
    institution = find_institution(session)
    if institution is None:
        institution = Institution(id=THE_INSTITUTION, completed_at=now)
        session.add(institution)
    institution.name, institution.time_zone = facts.name, facts.time_zone
    institution.region, institution.ages = facts.region, facts.ages
    institution.open_registration = facts.open_registration
    session.flush()
    return institution
