"""The audit log: append-only, each entry sealed with the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Index, String, event, func, select
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column

from attune.classroom.platform.database.engine import Base, insert_if_absent

GENESIS = "0" * 64


class AuditAction(StrEnum):
    """Everything that is written down."""

    VIEWED_SHARED_AFFECT = "viewed_shared_affect"
    READ_SAID_FEELING = "read_said_feeling"
    CONSENT_CHANGED = "consent_changed"
    DATA_DELETED = "data_deleted"
    DATA_EXPORTED = "data_exported"
    USER_CREATED = "user_created"
    USER_CHANGED = "user_changed"
    PASSWORD_RESET_ISSUED = "password_reset_issued"  # noqa: S105 - the name of an action
    SETUP_CHANGED = "setup_changed"
    PEOPLE_ENROLLED = "people_enrolled"
    PEOPLE_REMOVED = "people_removed"
    POLICY_CHANGED = "policy_changed"
    MESSAGE_CHANGED = "message_changed"
    TUTOR_WORDS_CHANGED = "tutor_words_changed"
    TERMS_CHANGED = "terms_changed"
    RESOURCES_CHANGED = "resources_changed"
    RESOURCES_CONFIRMED = "resources_confirmed"
    URGENT_CONTACT_CHANGED = "urgent_contact_changed"
    MODEL_CHANGED = "model_changed"
    EXPERIMENT_PLANNED = "experiment_planned"
    EXPERIMENT_ABANDONED = "experiment_abandoned"
    EXPERIMENT_CONCLUDED = "experiment_concluded"
    AUDIT_EXPORTED = "audit_exported"


class AuditEntry(Base):
    """One line of the log. `seq` counts from 1 without a gap."""

    __tablename__ = "audit_entries"
    # each in the order in which the log is read, so that a page of any filter is a piece of an index
    __table_args__ = (
        Index(None, "at", "seq"),
        Index(None, "action", "at", "seq"),
        Index(None, "actor_id", "at", "seq"),
        Index(None, "actor_id", "action", "at", "seq"),
        Index(None, "subject_id", "at", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[UUID | None]
    subject_id: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def sealed_hash(self) -> str:
        """The SHA-256 over this entry and the hash of the one before it."""
        return _seal((self.seq, self.at, self.action, self.actor_id, self.subject_id, self.detail, self.previous_hash))


SEALED = (
    AuditEntry.seq,
    AuditEntry.at,
    AuditEntry.action,
    AuditEntry.actor_id,
    AuditEntry.subject_id,
    AuditEntry.detail,
    AuditEntry.previous_hash,
)


def _seal(values: Sequence[Any]) -> str:
    """The SHA-256 over the values of SEALED, in their order."""
    seq, at, action, actor_id, subject_id, detail, previous_hash = values
    fields = [seq, at.isoformat(), action, str(actor_id), str(subject_id), detail, previous_hash]
    return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class AuditHead(Base):
    """The last entry's number and hash: entries cannot be cut off the end unnoticed, and appends queue up here."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class AppendOnly(RuntimeError):
    """A caller tried to change or delete an entry of the audit log."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry to append; the log adds its number and its hashes."""

    action: AuditAction
    actor_id: UUID | None
    subject_id: UUID | None
    at: datetime
    detail: dict[str, Any] = field(default_factory=dict)


def append(
    session: Session,
    action: AuditAction,
    *,
    actor_id: UUID | None,
    subject_id: UUID | None,
    at: datetime,
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Append an entry in the caller's transaction: what it describes and the entry are committed together."""
    (entry,) = append_all(session, [Record(action, actor_id, subject_id, at, detail or {})])
    return entry


def append_all(session: Session, records: Sequence[Record]) -> list[AuditEntry]:
    """Add several entries in their order, as `append` does; the head is locked and moved once for all of them."""
    if not records:
        return []
    insert_if_absent(session, AuditHead, [{"id": 1, "seq": 0, "hash": GENESIS}])
    head = session.get_one(AuditHead, 1, with_for_update=True, populate_existing=True)
    entries = []
    for record in records:
        entry = AuditEntry(
            seq=head.seq + 1,
            at=record.at,
            action=record.action.value,
            actor_id=record.actor_id,
            subject_id=record.subject_id,
            detail=record.detail,
            previous_hash=head.hash,
        )
        entry.hash = entry.sealed_hash()
        head.seq, head.hash = entry.seq, entry.hash
        entries.append(entry)
    session.add_all(entries)
    session.flush()
    return entries


class Link(NamedTuple):
    """An entry's number and hash: where a verification goes on from."""

    seq: int
    hash: str


BEGINNING = Link(0, GENESIS)


class Verified(NamedTuple):
    """What a verification found.

    Attributes:
        last: The last entry that holds, and with it every one since where the verification began.
        broken: The number of the first entry that does not hold or is missing; None when all hold.
        complete: Whether it came to the end of the log.
    """

    last: Link
    broken: int | None
    complete: bool


def verify(session: Session) -> bool:
    """Return whether every entry still has the hash it was sealed with, none is missing, and none was added."""
    return verify_after(session, BEGINNING).broken is None


def verify_after(session: Session, known: Link, most: int | None = None) -> Verified:
    """Verify the entries after one that is known to hold, `most` of them or all."""
    head_seq, head_hash, last_seq = _read_end(session)
    last, checked = known, 0
    following = select(*SEALED, AuditEntry.hash).where(AuditEntry.seq > known.seq, AuditEntry.seq <= last_seq)
    following = following.order_by(AuditEntry.seq).limit(most).execution_options(yield_per=500)
    with closing(session.execute(following)) as log:
        for *values, sealed in log:
            checked += 1
            if values[0] != last.seq + 1 or values[-1] != last.hash or sealed != _seal(values):
                return Verified(last, last.seq + 1, complete=False)
            last = Link(values[0], sealed)
    if most is not None and checked == most and last.seq < last_seq:
        return Verified(last, None, complete=False)
    if last.seq == last_seq == head_seq and last.hash == head_hash:
        return Verified(last, None, complete=True)
    return Verified(last, last.seq + 1 if head_seq > last.seq else max(1, last.seq), complete=True)


def verify_link(session: Session, known: Link) -> bool:
    """Return whether an entry that once held is still there with the hash that it had then."""
    if known == BEGINNING:
        return True
    row = session.execute(select(*SEALED, AuditEntry.hash).where(AuditEntry.seq == known.seq)).one_or_none()
    return row is not None and row[-1] == known.hash == _seal(row[:-1])


def _read_end(session: Session) -> tuple[int, str, int]:
    """The head's number and hash and the last entry's number.

    In one statement: an entry that is appended between two would look as if it had been smuggled in.
    """
    last = select(func.coalesce(func.max(AuditEntry.seq), 0)).scalar_subquery()
    row = session.execute(select(AuditHead.seq, AuditHead.hash, last).where(AuditHead.id == 1)).one_or_none()
    if row is not None:
        return row[0], row[1], row[2]
    return 0, GENESIS, session.scalar(select(last)) or 0


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(_mapper: Mapper[Any], _connection: object, entry: AuditEntry) -> None:
    raise AppendOnly(f"audit entry {entry.seq} cannot be changed or deleted")
