"""Decide what is shown of a period once it is over; run by a job, so that no reader's request changes what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from attune.affect.disclosure.quality import (
    Agreement,
    Cell,
    Corrected,
    Readable,
    release_agreement,
    release_corrected,
    release_readable,
)
from attune.classroom.insight.quality.loading import load_answered, load_states, load_times
from attune.classroom.insight.quality.models import QualityPeriod
from attune.classroom.insight.quality.periods import PERIOD, last_period
from attune.classroom.insight.quality.schemas import QualityFiguresOut
from attune.classroom.insight.trends.sharers import who_may_be_named
from attune.classroom.insight.trends.weeks import WEEK
from attune.classroom.institution.calendar.service import midnight
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database, insert_if_absent

SHOWN_FOR = timedelta(weeks=156)  # figures of groups: three years, to compare models


def decide_quality(database: Database, now: datetime) -> None:
    """Decide on the last period that is over, if that has not been done, and purge what is older than three years.

    Args:
        database: The thread must hold no write transaction.
        now: The present instant.
    """
    with database.session(writes=False) as session:
        began_on = last_period(now, institution_zone(session))
        decided = session.get(QualityPeriod, began_on) is not None
        row = None if decided else count(session, began_on, now)
    if row is not None:
        with database.transaction() as session:
            insert_if_absent(session, QualityPeriod, [row])
    delete_in_batches(database, QualityPeriod, QualityPeriod.began_on < began_on - SHOWN_FOR)


def count(session: Session, began_on: date, now: datetime) -> dict[str, Any]:
    """What is shown of a period, as values for a row of `QualityPeriod`.

    Args:
        session: One that reads.
        began_on: The first day of a period that is over.
        now: The present instant.
    """
    zone, k = institution_zone(session), read_policy(session).k_admin
    between = midnight(began_on, zone), midnight(began_on + PERIOD, zone)
    named = who_may_be_named(session, began_on, PERIOD // WEEK)
    figures = _figures(
        release_agreement(load_answered(session, *between), k, named),
        release_corrected(load_states(session, *between), k, named),
        release_readable(load_times(session, *between), k, named),
    )
    return {"began_on": began_on, "figures": figures, "k": k, "decided_at": now}


def _figures(
    agreement: Mapping[Cell, Agreement], corrected: Mapping[Cell, Corrected], readable: Mapping[Cell, Readable]
) -> dict[str, Any]:
    """The released figures by cell, as they are stored."""
    cells = [
        {
            "division": cell.division,
            "value": cell.value,
            "agreement": agreement.get(cell),
            "corrected": corrected.get(cell),
            "readable": readable.get(cell),
        }
        for cell in sorted({*agreement, *corrected, *readable})
    ]
    return QualityFiguresOut.model_validate({"cells": cells}).model_dump(mode="json")
