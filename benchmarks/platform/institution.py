"""The institution of a benchmark: without one that may read expressions, the server refuses every window."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from attune.classroom.institution.setup.models import THE_INSTITUTION, Ages, Institution, Region
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import write_policy


def allow_cameras(session: Session, now: datetime) -> None:
    """Set up an institution of adults, where the law allows cameras, whose policy allows every way of reading."""
    session.add(
        Institution(
            id=THE_INSTITUTION,
            name="Benchmark",
            region=Region.ELSEWHERE,
            ages=Ages.ADULTS,
            time_zone="Europe/Berlin",
            open_registration=False,
            completed_at=now,
        )
    )
    session.flush()
    write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))
