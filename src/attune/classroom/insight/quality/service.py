"""Reading the quality of readings: what has been decided to be shown, and nothing else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.insight.quality.models import QualityPeriod
from attune.classroom.insight.quality.periods import PERIOD, decided_on, kept_whole, last_period
from attune.classroom.insight.quality.schemas import QualityFiguresOut, QualityOut, QualityPeriodOut
from attune.classroom.institution.calendar.service import DAY
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy


def read_quality(session: Session, now: datetime) -> QualityOut:
    """Every period that has been decided on.

    Args:
        session: One that reads.
        now: The present instant.
    """
    policy = read_policy(session)
    rows = session.scalars(select(QualityPeriod).order_by(QualityPeriod.began_on))
    return QualityOut(
        k=policy.k_admin,
        next_on=decided_on(last_period(now, institution_zone(session)) + PERIOD),
        retention_days=policy.retention_days,
        kept_whole=kept_whole(policy.retention_days),
        periods=[_describe(row) for row in rows],
    )


def _describe(row: QualityPeriod) -> QualityPeriodOut:
    return QualityPeriodOut(
        began_on=row.began_on,
        ends_on=row.began_on + PERIOD - DAY,
        decided_at=row.decided_at,
        k=row.k,
        cells=QualityFiguresOut.model_validate(row.figures).cells,
    )
