"""Reading the audit log, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from attune.affect.bounds import current_names
from attune.classroom.accounts.models import User
from attune.classroom.administration.audit import filtering
from attune.classroom.administration.audit.schemas import AuditPage, AuditQuery, AuditRow
from attune.classroom.administration.paging import PAGE_SIZE
from attune.classroom.platform.audit import AuditAction, AuditEntry, AuditHead

MOST_COUNTED = 1_000  # entries of a filter; beyond it the page says "more than"
MOST_SCANNED = 10_000  # entries that one search looks at; the next one goes on from there


class Found(NamedTuple):
    """The entries of one page, the newest first.

    Attributes:
        goes_on: `before` of what lies further back; None at the end.
        searched_back_to: Where a search has stopped before the end.
    """

    entries: Sequence[AuditEntry]
    goes_on: int | None
    searched_back_to: datetime | None = None


def read_audit(session: Session, query: AuditQuery) -> AuditPage:
    """One page of the entries that a filter lets through, newest first."""
    newer = None
    if query.after is not None and (found := _read_newer(session, query, query.after)) is not None:
        newer = found.entries[0].seq
    else:
        found = _search(session, query) if filtering.scans(query) else _read(session, query)
        if query.before is not None and found.entries and not filtering.scans(query):
            newer = found.entries[0].seq
    count, more = _count(session, query)
    named = [each for each in (query.who, query.about) if isinstance(each, UUID)]
    names = names_of(session, found.entries, named)
    return AuditPage(
        entries=[_row(entry, names) for entry in found.entries],
        count=count,
        more_than_counted=more,
        older=found.goes_on,
        newer=newer,
        searched_back_to=found.searched_back_to,
        who_name=names.get(query.who) if isinstance(query.who, UUID) else None,
        about_name=names.get(query.about) if query.about else None,
    )


def names_of(session: Session, entries: Iterable[AuditEntry], more: Iterable[UUID] = ()) -> dict[UUID, str]:
    """The names of everybody whom entries name, and of more people."""
    people = {each for entry in entries for each in (entry.actor_id, entry.subject_id)} | set(more)
    return dict(session.execute(select(User.id, User.name).where(User.id.in_(people - {None}))).all())


def describe(entry: AuditEntry) -> dict[str, Any]:
    """What an entry says, with the names that the policy's numbers have now: the log itself is never rewritten."""
    if entry.action != AuditAction.POLICY_CHANGED:
        return entry.detail
    return current_names(entry.detail)[0]


def _read(session: Session, query: AuditQuery) -> Found:
    entries = session.scalars(_newest(_before(session, query), PAGE_SIZE + 1)).all()
    return Found(entries[:PAGE_SIZE], entries[PAGE_SIZE - 1].seq if len(entries) > PAGE_SIZE else None)


def _read_newer(session: Session, query: AuditQuery, after: int) -> Found | None:
    """The page that ends just after an entry; None where the newest page holds all of it."""
    met = [*filtering.conditions(query), filtering.place_of(session, after) < filtering.PLACE]
    oldest_first = select(AuditEntry).where(*met).order_by(AuditEntry.at, AuditEntry.seq).limit(PAGE_SIZE + 1)
    entries = session.scalars(oldest_first).all()
    if filtering.scans(query) or len(entries) <= PAGE_SIZE:
        return None
    return Found(entries[PAGE_SIZE - 1 :: -1], entries[0].seq)


def _search(session: Session, query: AuditQuery) -> Found:
    """What the next MOST_SCANNED entries hold of a text."""
    met = _before(session, query)
    entry = aliased(AuditEntry, _newest(met, MOST_SCANNED).subquery())
    matching = select(entry).where(filtering.says(query.search, entry)).order_by(entry.at.desc(), entry.seq.desc())
    entries = session.scalars(matching.limit(PAGE_SIZE + 1)).all()
    if len(entries) > PAGE_SIZE:
        return Found(entries[:PAGE_SIZE], entries[PAGE_SIZE - 1].seq)
    stopped = session.execute(
        _newest(met, 1).with_only_columns(AuditEntry.seq, AuditEntry.at).offset(MOST_SCANNED - 1)
    ).one_or_none()
    return Found(entries, None) if stopped is None else Found(entries, stopped.seq, stopped.at)


def _before(session: Session, query: AuditQuery) -> list[ColumnElement[bool]]:
    met = filtering.conditions(query)
    return met if query.before is None else [*met, filtering.place_of(session, query.before) > filtering.PLACE]


def _newest(met: Sequence[ColumnElement[bool]], most: int) -> Select[AuditEntry]:
    return select(AuditEntry).where(*met).order_by(AuditEntry.at.desc(), AuditEntry.seq.desc()).limit(most)


def _count(session: Session, query: AuditQuery) -> tuple[int | None, bool]:
    """How many entries a filter lets through, MOST_COUNTED at most; and whether there are more."""
    if filtering.scans(query):
        return None, False
    met = filtering.conditions(query)
    if not met:
        head = session.get(AuditHead, 1)  # entries are numbered without a gap
        return head.seq if head is not None else 0, False
    some = select(AuditEntry.seq).where(*met).limit(MOST_COUNTED + 1).subquery()
    found = session.scalar(select(func.count()).select_from(some)) or 0
    return min(found, MOST_COUNTED), found > MOST_COUNTED


def _row(entry: AuditEntry, names: dict[UUID, str]) -> AuditRow:
    return AuditRow(
        seq=entry.seq,
        at=entry.at,
        actor_name=names.get(entry.actor_id) if entry.actor_id else None,
        action=entry.action,
        subject_name=names.get(entry.subject_id) if entry.subject_id else None,
        detail=describe(entry),
    )
