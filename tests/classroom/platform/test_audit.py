"""The audit log holds what was written, in order, and shows when somebody has tampered with it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import delete, update

from attune.classroom.platform import audit
from attune.classroom.platform.audit import AppendOnly, AuditAction, AuditEntry, AuditHead


@pytest.fixture
def chain(database, clock):
    """Three entries."""
    with database.transaction() as session:
        for number in range(3):
            audit.append(
                session,
                AuditAction.POLICY_CHANGED,
                actor_id=uuid4(),
                subject_id=None,
                at=clock.advance(minutes=1),
                detail={"number": number, "wörter": "ä"},
            )


def is_valid(database):
    with database.session(writes=False) as session:
        return audit.verify(session)


def test_an_empty_log_is_valid(database):
    assert is_valid(database)


@pytest.mark.usefixtures("chain")
def test_an_untouched_log_is_valid(database):
    assert is_valid(database)


def test_several_entries_at_once_are_chained_like_single_ones(database, chain, clock):
    viewer = uuid4()
    records = [audit.Record(AuditAction.VIEWED_SHARED_AFFECT, viewer, uuid4(), clock.now()) for _ in range(4)]
    with database.transaction() as session:
        assert [entry.seq for entry in audit.append_all(session, records)] == [4, 5, 6, 7]
        assert audit.append_all(session, []) == []
    assert is_valid(database)


TAMPERING = [
    update(AuditEntry).where(AuditEntry.seq == 2).values(detail={"number": 7}),
    update(AuditEntry).where(AuditEntry.seq == 1).values(actor_id=None),
    update(AuditEntry).where(AuditEntry.seq == 2).values(action="user_changed"),
    update(AuditEntry).where(AuditEntry.seq == 2).values(hash="0" * 64),
    update(AuditEntry).where(AuditEntry.seq == 3).values(seq=4),
    delete(AuditEntry).where(AuditEntry.seq == 1),
    delete(AuditEntry).where(AuditEntry.seq == 2),
    delete(AuditEntry).where(AuditEntry.seq == 3),
    delete(AuditHead),
]


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("tampering", TAMPERING, ids=str)
def test_tampering_shows(database, tampering):
    with database.transaction() as session:
        session.execute(tampering)
    assert not is_valid(database)


@pytest.mark.usefixtures("chain")
def test_the_application_itself_cannot_change_an_entry(database):
    with database.session(writes=True) as session:
        session.get_one(AuditEntry, 2).detail = {}
        with pytest.raises(AppendOnly):
            session.flush()
        session.rollback()
        session.delete(session.get_one(AuditEntry, 2))
        with pytest.raises(AppendOnly):
            session.flush()


def test_what_is_rolled_back_is_not_in_the_log(database, clock):
    with database.session(writes=True) as session:
        audit.append(session, AuditAction.USER_CREATED, actor_id=None, subject_id=None, at=clock.now())
        session.rollback()
    assert is_valid(database)
    with database.session(writes=False) as session:
        assert session.get(AuditEntry, 1) is None
