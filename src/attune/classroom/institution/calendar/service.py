"""Reading and changing terms, and what is kept by them. A change goes into the audit log.

What is known about studying on a day is kept for the rest of its term and through the next one, so that two runs of a
course can be compared; at most 26 weeks after its own term. A day of no term is its own: it is kept for 26 weeks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.calendar.schemas import TermIn, TermOut, Terms
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor

WEEKS_WITHOUT = 26
WITHOUT = timedelta(weeks=WEEKS_WITHOUT)
MOST = 60  # terms
DAY = timedelta(days=1)
FIRST_DAY = date(1970, 1, 1)


class TermsOverlap(Conflict):
    """Another term has some of these days."""

    code = "terms_overlap"


class TooManyTerms(Conflict):
    """There are as many terms as there may be."""

    code = "too_many_terms"


class Days(NamedTuple):
    """A stretch of days, both ends of it included."""

    first: date
    last: date


def list_terms(session: Session) -> list[Term]:
    """Every term, oldest first."""
    return list(session.scalars(select(Term).order_by(Term.starts_on)))


def manage_terms(session: Session) -> Terms:
    """The terms as an administrator sees them."""
    terms = [TermOut.model_validate(term) for term in reversed(list_terms(session))]
    return Terms(terms=terms, weeks_without=WEEKS_WITHOUT)


def add_term(session: Session, actor: Actor, given: TermIn, now: datetime) -> TermOut:
    """Add a term.

    Raises:
        TermsOverlap: another term has some of these days.
        TooManyTerms: there are as many terms as there may be.
    """
    others = list_terms(session)
    if len(others) >= MOST:
        raise TooManyTerms(f"There are {MOST} terms, and no more are kept; remove an old one.", most=MOST)
    _refuse_overlap(others, given)
    term = Term(**given.model_dump())
    session.add(term)
    session.flush()
    _record(session, actor, now, before=None, after=term)
    return TermOut.model_validate(term)


def change_term(session: Session, actor: Actor, term_id: UUID, given: TermIn, now: datetime) -> TermOut:
    """Give a term another name or other days.

    Raises:
        NotFound: there is none, or the actor may not have it.
        TermsOverlap: another term has some of these days.
    """
    term = _find(session, term_id)
    _refuse_overlap([other for other in list_terms(session) if other.id != term_id], given)
    before = Term(name=term.name, starts_on=term.starts_on, ends_on=term.ends_on)
    term.name, term.starts_on, term.ends_on = given.name, given.starts_on, given.ends_on
    session.flush()
    _record(session, actor, now, before=before, after=term)
    return TermOut.model_validate(term)


def remove_term(session: Session, actor: Actor, term_id: UUID, now: datetime) -> None:
    """Remove a term: its days belong to none from now on.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    term = _find(session, term_id)
    session.delete(term)
    session.flush()
    _record(session, actor, now, before=term, after=None)


def term_of(terms: Iterable[Term], day: date) -> Term | None:
    """The term that a day belongs to."""
    return next((term for term in terms if term.starts_on <= day <= term.ends_on), None)


def kept_until(terms: Sequence[Term], day: date) -> date:
    """The last day on which what is known of a day is kept. terms: oldest first."""
    own = term_of(terms, day)
    if own is None:
        return day + WITHOUT
    following = next((term for term in terms if term.starts_on > own.ends_on), None)
    longest = own.ends_on + WITHOUT
    return longest if following is None else min(following.ends_on, longest)


def outlived(terms: Sequence[Term], today: date) -> list[Days]:
    """The days of which nothing is kept any more. terms: oldest first."""
    before = today - WITHOUT
    gone: list[Days] = []
    first = FIRST_DAY
    for term in terms:
        gone.append(Days(first, min(term.starts_on, before) - DAY))
        if kept_until(terms, term.starts_on) < today:
            gone.append(Days(term.starts_on, term.ends_on))
        first = term.ends_on + DAY
    gone.append(Days(first, before - DAY))
    return [days for days in gone if days.first <= days.last]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time.min, zone)


def _find(session: Session, term_id: UUID) -> Term:
    term = session.get(Term, term_id)
    if term is None:
        raise NotFound(f"There is no term {term_id}.", term_id=str(term_id))
    return term


def _refuse_overlap(others: Iterable[Term], given: TermIn) -> None:
    for other in others:
        if other.starts_on <= given.ends_on and given.starts_on <= other.ends_on:
            raise TermsOverlap(
                f"The term {other.name!r} lasts from {other.starts_on} to {other.ends_on}; terms share no day.",
                name=other.name,
                starts_on=other.starts_on.isoformat(),
                ends_on=other.ends_on.isoformat(),
            )


def _record(session: Session, actor: Actor, now: datetime, *, before: Term | None, after: Term | None) -> None:
    detail = {"before": _describe(before), "after": _describe(after)}
    action = audit.AuditAction.TERMS_CHANGED
    audit.append(session, action, actor_id=actor.id, subject_id=None, at=now, detail=detail)


def _describe(term: Term | None) -> dict[str, Any] | None:
    if term is None:
        return None
    return {"name": term.name, "starts_on": term.starts_on.isoformat(), "ends_on": term.ends_on.isoformat()}
