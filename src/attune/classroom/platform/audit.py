"""The audit log: append-only, each entry sealed with the hash of the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import String, event, select
from sqlalchemy.orm import Mapped, Mapper, Session, mapped_column

from attune.classroom.platform.database.engine import Base, insert_if_absent

GENESIS = "0" * 64


class AuditAction(StrEnum):
    """Everything that is written down."""

    VIEWED_SHARED_AFFECT = "viewed_shared_affect"
    CONSENT_CHANGED = "consent_changed"
    DATA_DELETED = "data_deleted"
    DATA_EXPORTED = "data_exported"
    USER_CREATED = "user_created"
    USER_CHANGED = "user_changed"
    PASSWORD_RESET_ISSUED = "password_reset_issued"  # noqa: S105 - the name of an action
    POLICY_CHANGED = "policy_changed"
    MESSAGE_CHANGED = "message_changed"
    RESOURCES_CHANGED = "resources_changed"
    MODEL_CHANGED = "model_changed"


class AuditEntry(Base):
    """One line of the log. `seq` counts from 1 without a gap."""

    __tablename__ = "audit_entries"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(40), index=True)
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def sealed_hash(self) -> str:
        """The SHA-256 over this entry and the hash of the one before it."""
        fields = [
            self.seq,
            self.at.isoformat(),
            self.action,
            str(self.actor_id),
            str(self.subject_id),
            self.detail,
            self.previous_hash,
        ]
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


def verify(session: Session) -> bool:
    """Return whether every entry still has the hash it was sealed with, none is missing, and none was added."""
    expected, seq = GENESIS, 0
    with closing(session.scalars(select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=500))) as log:
        for entry in log:
            seq += 1
            if entry.seq != seq or entry.previous_hash != expected or entry.hash != entry.sealed_hash():
                return False
            expected = entry.hash
    head = session.get(AuditHead, 1)
    return (head.seq, head.hash) == (seq, expected) if head else seq == 0


@event.listens_for(AuditEntry, "before_update")
@event.listens_for(AuditEntry, "before_delete")
def _refuse(_mapper: Mapper[Any], _connection: object, entry: AuditEntry) -> None:
    raise AppendOnly(f"audit entry {entry.seq} cannot be changed or deleted")
