"""When a learner has time for a message: learnt for each interruption point and hour of their day.

Messages that come where nobody answers cost attention and help no one (just-in-time adaptive interventions call this
receptivity; Künzler et al. 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant, Probability
from attune.affect.limits import MessageResponse
from attune.affect.policy import InterruptionPoint

ENOUGH_SHOWN = 10  # of fewer, none answered may be accident
LEAST_ANSWERED: Probability = 0.10
EXPLORED: Probability = 0.10  # habits change: one in ten is shown all the same


def is_receptive(
    moments: Sequence[PastSupport], point: InterruptionPoint | None, utc_offset: timedelta, key: str, now: Instant
) -> bool:
    """Whether a message may be shown here and now.

    Args:
        moments: earlier ones.
        point: the interruption point.
        utc_offset: of the learner's clock.
        key: of the moment; the same key always gets the same answer.
        now: the present.
    """
    hour = (now + utc_offset).hour
    shown = [
        each.response
        for each in moments
        if each.delivered and each.interruption_point is point and (each.at + utc_offset).hour == hour
    ]
    if len(shown) < ENOUGH_SHOWN:
        return True
    answered = sum(response not in (None, MessageResponse.IGNORED) for response in shown)
    return answered >= LEAST_ANSWERED * len(shown) or _draw(key) < EXPLORED


def _draw(key: str) -> Probability:
    """A number in [0, 1) that follows from a key, and not from the draw of the key's arm."""
    return int.from_bytes(sha256(f"receptivity:{key}".encode()).digest()[:8], "big") / 2**64
