"""How often support may speak: pauses between messages, caps per hour and day, longer pauses after dismissals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from attune.affect.bounds import bounded, check_bounds, check_order
from attune.affect.evidence import Instant, LearningState

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)  # rolling, so that no time zone decides when a day begins


class OfferResponse(StrEnum):
    """What a learner did with an offer."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    DISMISSED = "dismissed"
    ACCEPTED = "accepted"


def is_helpful(response: OfferResponse | None) -> bool | None:
    """Whether a message helped, by what the learner made of it: the one definition, for every report.

    Returns:
        True: called helpful, or its action was taken.  False: called not helpful.  None: a dismissal may be about the
        moment, and no response says nothing.
    """
    if response in (OfferResponse.HELPFUL, OfferResponse.ACCEPTED):
        return True
    return False if response is OfferResponse.NOT_HELPFUL else None


@dataclass(frozen=True, slots=True)
class PastOffer:
    """An offer made earlier. `state` is its kind; response None: not answered (yet)."""

    offered_at: Instant
    state: LearningState
    response: OfferResponse | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Pauses in seconds and caps as counts. Raises OutOfBounds where they would let a learner be nagged."""

    pause_seconds: float = bounded(300.0, 60, 86_400, "messages less than a minute apart are one interruption")
    pause_of_a_kind_seconds: float = bounded(720.0, 60, 86_400, "the same message again so soon is nagging")
    per_hour: int = bounded(
        4, 0, 12, "more than one message in five minutes leaves no time to study; 0 turns support off"
    )
    per_day: int = bounded(10, 0, 40, "more than forty a day would be noise to everybody; 0 turns support off")
    dismissals_double: int = bounded(2, 1, 5, "who has waved five messages away has answered")
    longest_pause_seconds: float = bounded(3600.0, 60, 86_400, "after a day of silence a learner starts afresh")

    def __post_init__(self) -> None:
        check_bounds(self)
        check_order(self, "pause_seconds", "longest_pause_seconds", "the pause grows towards the longest one")
        check_order(
            self, "pause_seconds", "pause_of_a_kind_seconds", "messages of a kind are no closer than any two messages"
        )


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
