"""A student's own weeks, as far as they share them with the administration now.

Not shared, switched off, hidden, nothing known: there is no such person, so that refusing does not show. A week is
shown only where it was shared when its groups were decided on, whose figures count on everybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attune.affect.disclosure.digests import digest_by
from attune.classroom.accounts.models import User
from attune.classroom.insight.facts.models import StudyDay
from attune.classroom.insight.person.figures import figures_of_weeks
from attune.classroom.insight.person.schemas import (
    PersonWeekOut,
    PersonWeeksOut,
    PersonWeeksQuery,
    SharerOut,
    SharersOut,
    SharersQuery,
)
from attune.classroom.insight.trends.models import DecidedWeek
from attune.classroom.insight.trends.service import period_weeks
from attune.classroom.insight.trends.sharers import begins_at
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform import audit
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import shares_with_administration
from attune.classroom.wellbeing.models import WellbeingSettings

MOST_PEOPLE = 100
LOGGED_ONCE_EVERY = timedelta(hours=1)
PAGE = {"page": "trends"}


def list_sharers(session: Session, query: SharersQuery) -> SharersOut:
    """Who shares a week with the administration now, by name.

    Args:
        session: One that reads.
        query: Part of the names.
    """
    search = query.search.strip().casefold()
    found = [SharerOut(id=user.id, name=user.name) for user in who_is_seen(session) if search in user.name.casefold()]
    return SharersOut(people=found[:MOST_PEOPLE], more=len(found) > MOST_PEOPLE)


def who_is_seen(session: Session) -> list[User]:
    """Students of whom administrators may see a week now, by name.

    Args:
        session: One that reads.
    """
    policy, decided = read_policy(session), _decided(session)
    return [
        user
        for user, settings in session.execute(_sharers().order_by(User.name, User.id))
        if shares_with_administration(settings, policy) and any(_is_shared(week, settings) for week in decided)
    ]


def read_person(
    session: Session, viewer: Actor, student_id: UUID, query: PersonWeeksQuery, now: datetime
) -> PersonWeeksOut:
    """The weeks that a student shares, and a line in the log that the viewer has seen them.

    Args:
        session: One that writes.
        viewer: Who looks.
        student_id: Whose.
        query: Which weeks.
        now: The present instant.

    Raises:
        NotFound: there is no such student, or they share nothing with the administration.
    """
    row = session.execute(_sharers().where(User.id == student_id)).one_or_none()
    if row is None or not shares_with_administration(row[1], read_policy(session)):
        raise _nothing_shared()
    user, settings = row
    shared = {each.week for each in _decided(session) if _is_shared(each, settings)}
    if not shared:
        raise _nothing_shared()
    weeks = period_weeks(session, query, now)
    figures = {week: each for week, each in figures_of_weeks(session, user.id, weeks).items() if week in shared}
    logged_at = _log(session, viewer, user.id, now) if figures else None
    return PersonWeeksOut(
        person=SharerOut(id=user.id, name=user.name),
        weeks=[PersonWeekOut(monday=week, figures=figures.get(week)) for week in weeks],
        logged_at=logged_at,
    )


def _nothing_shared() -> NotFound:
    return NotFound("There is no student who shares their weeks with the administration under this address.")


def _sharers() -> Select[User, WellbeingSettings]:
    return (
        select(User, WellbeingSettings)
        .join(WellbeingSettings, WellbeingSettings.user_id == User.id)
        .where(
            WellbeingSettings.share_with_administration.is_(True),
            select(StudyDay.user_id).where(StudyDay.user_id == User.id).exists(),
        )
    )


@dataclass(frozen=True, slots=True)
class _Decided:
    """A week that was decided on: when it began, and who shared it then, by their digests."""

    week: date
    began_at: datetime
    named: frozenset[str]
    digest: Callable[[str], str]


def _decided(session: Session) -> list[_Decided]:
    rows = session.execute(select(DecidedWeek.week, DecidedWeek.salt, DecidedWeek.named))
    return [
        _Decided(week, begins_at(session, week), frozenset(named), digest_by(salt))
        for week, salt, named in rows
        if named
    ]


def _is_shared(decided: _Decided, settings: WellbeingSettings) -> bool:
    """Whether the student has shared since before the week began, and did when it was decided on."""
    since = settings.share_with_administration_set_at
    if since is None or since >= decided.began_at:
        return False
    return decided.digest(str(settings.user_id)) in decided.named


def _log(session: Session, viewer: Actor, student_id: UUID, now: datetime) -> datetime:
    """Append to the audit log that the viewer saw the student's weeks, at most once an hour."""
    entries = audit.AuditEntry
    lately = session.scalars(
        select(entries)
        .where(
            entries.action == audit.AuditAction.VIEWED_SHARED_AFFECT,
            entries.actor_id == viewer.id,
            entries.subject_id == student_id,
            entries.at > now - LOGGED_ONCE_EVERY,
        )
        .order_by(entries.seq.desc())
    )
    for entry in lately:
        if PAGE.items() <= entry.detail.items():
            return entry.at
    audit.append(
        session,
        audit.AuditAction.VIEWED_SHARED_AFFECT,
        actor_id=viewer.id,
        subject_id=student_id,
        at=now,
        detail={"what": "Trends · weeks", **PAGE},
    )
    return now
