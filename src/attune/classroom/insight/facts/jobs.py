"""Facts are kept for a term, and can be counted anew for everybody: after an update that brought them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from attune.classroom.insight.facts.models import StudyDay, StudyFact
from attune.classroom.insight.facts.service import rebuild
from attune.classroom.institution.calendar.service import DAY, list_terms, midnight, outlived
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.live_class.minutes.models import LiveMinute
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database
from attune.classroom.wellbeing.models import WellbeingSettings


def purge(database: Database, now: datetime) -> None:
    """Delete facts, study days and minutes of live classes whose term, and the one after it, are over.

    Args:
        database: Deleted from in batches; the thread must hold no write transaction.
        now: The present instant.
    """
    with database.session(writes=False) as session:
        zone = institution_zone(session)
        gone = outlived(list_terms(session), now.astimezone(zone).date())
    for days in gone:
        delete_in_batches(database, StudyFact, StudyFact.day.between(*days))
        delete_in_batches(database, StudyDay, StudyDay.day.between(*days))
        begin, end = midnight(days.first, zone), midnight(days.last + DAY, zone)
        delete_in_batches(database, LiveMinute, (LiveMinute.minute >= begin) & (LiveMinute.minute < end))


def rebuild_all(database: Database) -> int:
    """Count the facts of every student who saves summaries, each in a transaction.

    Returns:
        How many students those are.
    """
    with database.session(writes=False) as session:
        query = select(WellbeingSettings.user_id).where(WellbeingSettings.save_summaries.is_(True))
        students: list[UUID] = list(session.scalars(query.order_by(WellbeingSettings.user_id)))
    for user_id in students:
        with database.transaction() as session:
            rebuild(session, user_id)
    return len(students)
