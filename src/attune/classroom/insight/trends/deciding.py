"""Decide what is shown of the weeks that are over; run by a job, so that no reader's request changes what is shown."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from attune.affect.disclosure.digests import SALT_BYTES, digest_by
from attune.affect.disclosure.weekly import Decision, decide_week
from attune.classroom.insight.trends.learner_weeks import groups_of, learner_weeks, members_of_groups
from attune.classroom.insight.trends.models import DecidedWeek, TrendWeek
from attune.classroom.insight.trends.schemas import WeekFiguresOut
from attune.classroom.insight.trends.scopes import ids_of
from attune.classroom.insight.trends.sharers import who_shares_since
from attune.classroom.insight.trends.weeks import DECIDED_WEEKS, last_settled_week, weeks_until
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database, insert_if_absent

SHOWN_FOR = timedelta(weeks=156)  # figures of groups: three years, to compare terms


def decide_weeks(database: Database, now: datetime) -> None:
    """Decide on every week of which study days are kept, each in a transaction, and purge what is older.

    Args:
        database: The thread must hold no write transaction.
        now: The present instant.
    """
    with database.session(writes=False) as session:
        last = last_settled_week(now, institution_zone(session))
    weeks = weeks_until(last, DECIDED_WEEKS)
    for week in weeks:
        with database.transaction() as session:
            decide(session, week, now)
    delete_in_batches(database, DecidedWeek, DecidedWeek.week < weeks[0])
    delete_in_batches(database, TrendWeek, TrendWeek.week < last - SHOWN_FOR)


def decide(session: Session, week: date, now: datetime) -> None:
    """Decide what is shown of one week.

    Args:
        session: One that writes.
        week: The Monday of a week that is over.
        now: The present instant.
    """
    if session.get(DecidedWeek, week) is None:
        salt = secrets.token_hex(SALT_BYTES)
        named = sorted(map(digest_by(salt), who_shares_since(session, week)))
        empty = {"salt": salt, "history": [], "shown": {}, "named": named, "decided_at": now}
        insert_if_absent(session, DecidedWeek, [{"week": week, **empty}])
    row = session.get_one(DecidedWeek, week, with_for_update=True)
    members, course_of = members_of_groups(session)
    groups = groups_of(learner_weeks(session, week), members, course_of)
    last = {scope: row.history[place] for scope, place in row.shown.items()}
    decision = decide_week(groups, last, row.history, row.named, read_policy(session).k_admin, digest_by(row.salt))
    _save(row, decision, now)
    show = {group.name: ids_of(group.name, course_of) for group in groups}
    hidden = TrendWeek.scope.not_in([*decision.kept, *decision.shown])
    session.execute(delete(TrendWeek).where(TrendWeek.week == week, hidden))
    for scope, (figures, _items) in decision.shown.items():
        course_id, group_id = show[scope]
        stored = WeekFiguresOut.model_validate(figures).model_dump(mode="json")
        session.merge(
            TrendWeek(scope=scope, week=week, course_id=course_id, group_id=group_id, figures=stored, decided_at=now)
        )
    session.flush()


def _save(row: DecidedWeek, decision: Decision, now: datetime) -> None:
    history = [dict(items) for items in decision.history]
    shown = {scope: row.shown[scope] for scope in decision.kept}
    shown |= {scope: history.index(dict(items)) for scope, (_figures, items) in decision.shown.items()}
    row.history, row.shown, row.decided_at = history, shown, now
