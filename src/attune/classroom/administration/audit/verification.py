"""Verifying the audit log: what came since a checkpoint at every view, all of it every day and when somebody asks."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import sleep

from sqlalchemy.orm import Session

from attune.classroom.administration.audit.models import THE_VERIFICATION, AuditVerification
from attune.classroom.administration.audit.schemas import AuditVerificationOut
from attune.classroom.platform.audit import (
    BEGINNING,
    AuditHead,
    Link,
    Verified,
    verify_after,
    verify_link,
)
from attune.classroom.platform.clock import Clock
from attune.classroom.platform.database.engine import Database, insert_if_absent

MOST_AT_A_VIEW = 500  # entries: about 10 ms; the job takes the rest
BATCH = 2_000
PAUSE_SECONDS = 0.02  # between two batches, in which requests are answered
FULL_EVERY = timedelta(days=1)


def read_verification(session: Session) -> AuditVerificationOut:
    """Verify what came since the checkpoint, a few hundred entries at most, and say how the log stands."""
    row = session.get(AuditVerification, THE_VERIFICATION)
    checkpoint = _checkpoint(row)
    found = _verify_since(session, checkpoint, MOST_AT_A_VIEW)
    broken = row.broken_seq if row is not None and row.broken_seq is not None else found.broken
    head = session.get(AuditHead, 1)
    total = head.seq if head is not None else 0
    return AuditVerificationOut(
        state="broken" if broken is not None else "intact" if found.complete else "pending",
        verified_through=found.last.seq,
        total=total,
        broken_entry=broken,
        full_running=row is not None and row.full_requested_at is not None,
        full_checked=row.full_seq if row is not None else 0,
        full_finished_at=row.full_finished_at if row is not None else None,
        full_through=row.full_through if row is not None else None,
    )


def request_full(session: Session, now: datetime) -> AuditVerificationOut:
    """Have everything verified; one that is under way goes on."""
    insert_if_absent(session, AuditVerification, [_new_row()])
    row = session.get_one(AuditVerification, THE_VERIFICATION, with_for_update=True, populate_existing=True)
    if row.full_requested_at is None:
        row.full_requested_at = now
        row.full_seq, row.full_hash = BEGINNING
        session.flush()
    return read_verification(session)


def work(database: Database, clock: Clock) -> None:
    """What the job does every few seconds: begin or go on with what verifies everything, then move the checkpoint."""
    with database.session(writes=False) as session:
        row = session.get(AuditVerification, THE_VERIFICATION)
    ended = row.full_finished_at if row is not None else None
    if row is None or (row.full_requested_at is None and (ended is None or ended + FULL_EVERY <= clock.now())):
        with database.transaction() as session:
            request_full(session, clock.now())
    while not _verify_batch_of_all(database, clock):
        sleep(PAUSE_SECONDS)
    while not _move_checkpoint(database, clock):
        sleep(PAUSE_SECONDS)


def _verify_batch_of_all(database: Database, clock: Clock) -> bool:
    """One batch of a verification of everything.

    Returns:
        Whether there is nothing left to do.
    """
    with database.session(writes=False) as session:
        row = session.get_one(AuditVerification, THE_VERIFICATION)
        if row.full_requested_at is None:
            return True
        found = verify_after(session, Link(row.full_seq, row.full_hash), BATCH)
        ends = found.complete or found.broken is not None
        rewritten = ends and not verify_link(session, _checkpoint(row))
    with database.transaction() as session:
        row = session.get_one(AuditVerification, THE_VERIFICATION)
        row.full_seq, row.full_hash = found.last
        if ends:
            broken = found.broken if found.broken is not None else row.checkpoint_seq if rewritten else None
            row.broken_seq, row.full_through = broken, found.last.seq
            row.full_requested_at, row.full_finished_at = None, clock.now()
        if ends and row.broken_seq is None:
            row.checkpoint_seq, row.checkpoint_hash = found.last
            row.checkpoint_at = clock.now()
    return ends


def _move_checkpoint(database: Database, clock: Clock) -> bool:
    """Verify one batch of what came since the checkpoint.

    Returns:
        Whether there is nothing left to do.
    """
    with database.session(writes=False) as session:
        row = session.get_one(AuditVerification, THE_VERIFICATION)
        if row.broken_seq is not None:
            return True
        found = _verify_since(session, _checkpoint(row), BATCH)
        if found.last.seq == row.checkpoint_seq and found.broken is None:
            return True
    with database.transaction() as session:
        row = session.get_one(AuditVerification, THE_VERIFICATION)
        row.broken_seq = found.broken
        row.checkpoint_seq, row.checkpoint_hash = found.last
        row.checkpoint_at = clock.now()
    return found.complete or found.broken is not None


def _verify_since(session: Session, checkpoint: Link, most: int) -> Verified:
    if not verify_link(session, checkpoint):
        return Verified(checkpoint, checkpoint.seq, complete=False)
    return verify_after(session, checkpoint, most)


def _checkpoint(row: AuditVerification | None) -> Link:
    return BEGINNING if row is None else Link(row.checkpoint_seq, row.checkpoint_hash)


def _new_row() -> dict[str, object]:
    return {
        "id": THE_VERIFICATION,
        "checkpoint_seq": BEGINNING.seq,
        "checkpoint_hash": BEGINNING.hash,
        "full_seq": BEGINNING.seq,
        "full_hash": BEGINNING.hash,
    }
