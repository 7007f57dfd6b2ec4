"""How long somebody studied, as far as learning records tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

LONGEST_PAUSE = timedelta(
    minutes=10
)  # between two records: longer, and somebody was elsewhere, as `my_data.weeks` says


def studied_minutes(records: Iterable[datetime]) -> float | None:
    """Minutes between records that follow each other without a long pause; None without any.

    A lower bound: what comes before the first record of a stretch, and after its last, is not known.
    """
    ordered = sorted(records)
    if not ordered:
        return None
    gaps = (later - earlier for earlier, later in pairwise(ordered))
    return sum((gap for gap in gaps if gap <= LONGEST_PAUSE), timedelta()).total_seconds() / 60
