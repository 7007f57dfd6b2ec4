"""How often support may speak: pauses between messages, caps per hour and day, longer pauses after dismissals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from attune.affect.evidence import Instant, LearningState

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)  # rolling, so that no time zone decides when a day begins


class OfferResponse(StrEnum):
    """What a learner did with an offer."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    DISMISSED = "dismissed"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class PastOffer:
    """An offer made earlier. `state` is its kind; response None: not answered (yet)."""

    offered_at: Instant
    state: LearningState
    response: OfferResponse | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Pauses in seconds and caps as counts. Raises ValueError where they would let a learner be nagged."""

    pause_seconds: float = 300.0
    pause_of_a_kind_seconds: float = 720.0
    per_hour: int = 4
    per_day: int = 10
    dismissals_double: int = 2  # this many in a row double the pause
    longest_pause_seconds: float = 3600.0

    def __post_init__(self) -> None:
        if not 60 <= self.pause_seconds <= self.longest_pause_seconds <= 86_400:
            raise ValueError("The pause between messages lies between 60 s and the longest pause (at most a day).")
        if self.pause_of_a_kind_seconds < self.pause_seconds:
            raise ValueError("The pause between messages of a kind is no shorter than that between any two.")
        if not 0 <= self.per_hour <= 12 or not 0 <= self.per_day <= 40:
            raise ValueError("At most 12 messages an hour and 40 a day; 0 turns support off.")
        if self.dismissals_double < 1:
            raise ValueError("The number of dismissals that double the pause is at least 1.")


class AllowedAt(NamedTuple):
    """The earliest moment each limit allows the next offer; None where a limit does not bind."""

    after_any: Instant | None
    after_a_kind: Instant | None
    by_hour: Instant | None
    by_day: Instant | None


def next_allowed_at(offers: Sequence[PastOffer], kind: LearningState, limits: Limits, now: Instant) -> AllowedAt:
    """When each limit allows the next offer of a kind. offers: oldest first."""
    last = max((offer.offered_at for offer in offers), default=None)
    last_of_kind = max((offer.offered_at for offer in offers if offer.state is kind), default=None)
    kind_pause = timedelta(seconds=limits.pause_of_a_kind_seconds)
    return AllowedAt(
        after_any=None if last is None else last + current_pause(offers, limits),
        after_a_kind=None if last_of_kind is None else last_of_kind + kind_pause,
        by_hour=_cap_ends_at(offers, limits.per_hour, HOUR, now),
        by_day=_cap_ends_at(offers, limits.per_day, DAY, now),
    )


def current_pause(offers: Sequence[PastOffer], limits: Limits) -> timedelta:
    """The pause after the last offer: doubled for every two dismissals in a row, up to the longest pause.

    "Not helpful" counts as a dismissal. An unanswered offer neither counts nor ends the row.
    """
    in_a_row = 0
    for offer in reversed(offers):
        if offer.response in (OfferResponse.DISMISSED, OfferResponse.NOT_HELPFUL):
            in_a_row += 1
        elif offer.response is not None:
            break
    doublings = min(in_a_row // limits.dismissals_double, 16)  # 2^16 pauses are longer than any longest pause
    return timedelta(seconds=min(limits.pause_seconds * 2**doublings, limits.longest_pause_seconds))


def _cap_ends_at(offers: Sequence[PastOffer], cap: int, span: timedelta, now: Instant) -> Instant | None:
    """When the rolling span holds fewer than `cap` offers again; None when it does now."""
    inside = sorted(offer.offered_at for offer in offers if offer.offered_at > now - span)
    if len(inside) < cap:
        return None
    return inside[len(inside) - cap] + span if cap else now + span
