"""Deleting what is older than the institution keeps it, every day, without holding anybody up."""

from __future__ import annotations

from datetime import datetime, timedelta

from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.sqlite_file import give_space_back
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.models import CheckIn, OpenedHint, StoredBehaviour, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.schemas import DeletedCounts


def purge(database: Database, now: datetime) -> DeletedCounts:
    """Delete what is past the policy's retention of everybody: windows, behaviour, words, hints, messages, decisions.

    Only its writer ends a note. On SQLite the file becomes smaller afterwards.

    Args:
        database: Deleted from in batches; the thread must hold no write transaction.
        now: The present instant.

    Returns:
        How many rows were deleted.
    """
    with database.session(writes=False) as session:
        before = now - timedelta(days=read_policy(session).retention_days)
    counts = DeletedCounts(
        checkins=delete_in_batches(database, CheckIn, CheckIn.at < before),
        behaviour=delete_in_batches(database, StoredBehaviour, StoredBehaviour.at < before),
        support_messages=delete_in_batches(database, SupportMessage, SupportMessage.sent_at < before),
        support_decisions=delete_in_batches(database, SupportDecision, SupportDecision.at < before),
        windows=delete_in_batches(database, StoredWindow, StoredWindow.started_at < before),
        notes=0,
        opened_hints=delete_in_batches(database, OpenedHint, OpenedHint.at < before),
    )
    give_space_back(database)
    return counts
