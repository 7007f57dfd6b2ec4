"""How durations are distributed, in buckets that can be added up.

Percentiles cannot be averaged: that of an hour does not follow from those of its minutes. Counts in fixed buckets can
be added over processes, minutes and hours, and percentiles are read from the sum. The buckets are those of an
exponential histogram (OpenTelemetry's scale 2): each ends 2^(1/4) times as far as the one before.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

BUCKETS = 100
PER_DOUBLING = 4
FIRST_MS = 0.25  # where the first bucket ends; the last one begins at 6,000 s, longer than anything waits here
ACCURACY = 2 ** (1 / (2 * PER_DOUBLING)) - 1  # how far a percentile may be off, relatively: 9.05 %

Counts: TypeAlias = NDArray[np.uint32]
"""How many durations fell into each of BUCKETS buckets, shape (BUCKETS,)."""

STORED = np.dtype("<u4")


def bucket_of(milliseconds: float) -> int:
    """The bucket that a duration falls into; what is shorter or longer than all of them falls into the outermost."""
    if milliseconds <= FIRST_MS:
        return 0
    return min(BUCKETS - 1, math.ceil(math.log2(milliseconds / FIRST_MS) * PER_DOUBLING))


def counts_of(buckets: Mapping[int, int]) -> Counts:
    """Counts from those of the buckets that hold any."""
    counts = np.zeros(BUCKETS, np.uint32)
    for bucket, count in buckets.items():
        counts[bucket] = count
    return counts


def percentile_of(counts: Counts, share: float) -> float | None:
    """The nearest-rank percentile, to within ACCURACY of the value itself.

    Args:
        counts: of buckets, shape (BUCKETS,).
        share: between 0 and 1.

    Returns:
        Milliseconds; None where nothing was counted.
    """
    total = int(counts.sum())
    if total == 0:
        return None
    rank = max(1, math.ceil(share * total))
    bucket = int(np.searchsorted(np.cumsum(counts, dtype=np.int64), rank))
    return round(FIRST_MS * 2 ** ((bucket - 0.5) / PER_DOUBLING), 3)


def to_bytes(counts: Counts) -> bytes | None:
    """Counts as they are stored; None of nothing."""
    return counts.astype(STORED).tobytes() if counts.any() else None


def from_bytes(stored: bytes | None) -> Counts:
    """Counts from what was stored."""
    return np.zeros(BUCKETS, np.uint32) if stored is None else np.frombuffer(stored, STORED).astype(np.uint32)
