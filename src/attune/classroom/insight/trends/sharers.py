"""Who shares a whole week with the administration: from the Monday after they chose to, and as long as they do."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.disclosure.digests import digest_by
from attune.classroom.insight.trends.models import DecidedWeek
from attune.classroom.insight.trends.weeks import WEEK
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.wellbeing.models import WellbeingSettings


def who_shares_since(session: Session, week: date) -> list[str]:
    """The ids of all who share with the administration now, and have done so since before a week began.

    A part of a week is never shown: what a student studied before they shared is in a group's figure of it, too.

    Args:
        session: One that reads.
        week: The Monday of the week.
    """
    if not read_policy(session).allows_administration_sharing:
        return []
    query = select(WellbeingSettings.user_id).where(
        WellbeingSettings.share_with_administration.is_(True),
        WellbeingSettings.save_summaries.is_(True),
        WellbeingSettings.share_with_administration_set_at < begins_at(session, week),
    )
    return [str(user_id) for user_id in session.scalars(query)]


def who_may_be_named(session: Session, first: date, count: int) -> frozenset[str]:
    """The ids of all of whom an administrator has seen one of some weeks by name, or may see one yet.

    Whoever shares now since before the last of the weeks began, whatever the policy says just now; and whoever shared
    one of them when it was decided on, for what was seen then is remembered.

    Args:
        session: One that reads.
        first: The Monday of the first week.
        count: How many weeks.
    """
    last = first + WEEK * (count - 1)
    sharing = select(WellbeingSettings.user_id).where(
        WellbeingSettings.share_with_administration.is_(True),
        WellbeingSettings.share_with_administration_set_at < begins_at(session, last),
    )
    named = {str(user_id) for user_id in session.scalars(sharing)}
    decided = select(DecidedWeek.salt, DecidedWeek.named).where(DecidedWeek.week.between(first, last))
    rows = [(digest_by(salt), set(digests)) for salt, digests in session.execute(decided) if digests]
    if rows:
        everybody = map(str, session.scalars(select(WellbeingSettings.user_id)))
        named |= {each for each in everybody if any(digest(each) in digests for digest, digests in rows)}
    return frozenset(named)


def begins_at(session: Session, week: date) -> datetime:
    """When a week begins in the institution's time zone.

    Args:
        session: One that reads.
        week: Its Monday.
    """
    return datetime.combine(week, time(), institution_zone(session))
