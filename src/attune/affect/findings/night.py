"""Late at night there is one thing to say: where to go on tomorrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant
from attune.affect.reasons import Reason, ReasonCode

NIGHT_BEGINS, NIGHT_ENDS = 23, 5  # o'clock, by the learner's own clock


def is_night(local_time: datetime) -> bool:
    """Whether a learner's clock says that it is late."""
    return local_time.hour >= NIGHT_BEGINS or local_time.hour < NIGHT_ENDS


def find_night(
    moments: Sequence[PastSupport], local_time: datetime, block_id: str | None, now: Instant
) -> Finding | None:
    """That it is late, once a night."""
    began_ago = timedelta(hours=(local_time.hour - NIGHT_BEGINS) % 24, minutes=local_time.minute)
    since = now - began_ago - timedelta(seconds=local_time.second, microseconds=local_time.microsecond)
    if any(each.cause is Cause.NIGHT and each.at >= since for each in moments):
        return None
    return Finding(Cause.NIGHT, EvidenceKind.DID, since, (Reason(ReasonCode.LATE, local_time.hour),), block_id)
