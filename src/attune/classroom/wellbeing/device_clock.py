"""A device's clock against the server's: what it says is corrected by when it says that it sends.

Phones and school computers are minutes off, some by hours. A device that adds `sent_at`, its own clock at the moment of
sending, is corrected by the difference to the moment of receipt; the request's own way counts as part of that
difference, which is under a second where the line is good. A device without `sent_at` is taken at its word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from attune.classroom.platform.errors import InvalidInput

MOST_AHEAD = timedelta(seconds=60)  # of the corrected clock: a device stamps what has been, so this is only tolerance


class RefusalReason(StrEnum):
    """Why the server refuses an item for good: the device drops it, because sending it again changes nothing."""

    CLOCK_AHEAD = "clock_ahead"
    TOO_OLD = "too_old"
    UNKNOWN_PLACE = "unknown_place"


@dataclass(frozen=True, slots=True)
class DeviceClock:
    """What a device's clock showed (`device_now`) at the server's `now`."""

    device_now: datetime
    now: datetime

    @classmethod
    def of(cls, sent_at: datetime | None, now: datetime) -> DeviceClock:
        """Return the clock of a device that sent `sent_at`; a device without it is taken to agree with the server."""
        return cls(sent_at or now, now)

    def lead(self, instant: datetime) -> timedelta:
        """Return how far ahead of the corrected clock an instant of the device is; negative for the past."""
        return instant - self.device_now

    def correct(self, instant: datetime) -> datetime:
        """Convert an instant of the device to the server's clock.

        Raises:
            OverflowError: the result is beyond the ends of the calendar.
        """
        return self.now + self.lead(instant)


def refuse(lead: timedelta, kept_for: timedelta) -> RefusalReason | None:
    """Return why an item is refused, or None if it is accepted.

    Args:
        lead: how far ahead of the corrected clock it ended.
        kept_for: how old it may be.
    """
    if lead > MOST_AHEAD:
        return RefusalReason.CLOCK_AHEAD
    return RefusalReason.TOO_OLD if -lead > kept_for else None


class Stamped(Protocol):
    """Something that a device sent with an id."""

    @property
    def id(self) -> UUID:
        """Made by the device."""
        ...


S = TypeVar("S", bound=Stamped)


def split_refused(
    items: Sequence[S], lead_of: Callable[[S], timedelta], kept_for: timedelta
) -> tuple[list[S], dict[UUID, RefusalReason]]:
    """Split items into those accepted and, by id, the reasons of those refused.

    Args:
        items: what a device sent.
        lead_of: how far ahead of the corrected clock an item ended.
        kept_for: how old an item may be.
    """
    reasons = {item.id: refuse(lead_of(item), kept_for) for item in items}
    refused = {item_id: reason for item_id, reason in reasons.items() if reason is not None}
    return [item for item in items if item.id not in refused], refused


def said_at(at: datetime, sent_at: datetime | None, now: datetime, kept_for: timedelta) -> datetime:
    """Return when a user said something, by the server's clock and never in the future.

    A device that does not send `sent_at` may be ahead: what a user says is not lost to their clock.

    Args:
        at: when it was said, by the device's clock.
        sent_at: when the device sent it, by the same clock.
        now: when the server received it.
        kept_for: how old it may be.

    Raises:
        InvalidInput: it was said over a minute later than it was sent, or is too old.
    """
    clock = DeviceClock.of(sent_at, now)
    lead = clock.lead(at)
    if sent_at is not None and lead > MOST_AHEAD:
        raise InvalidInput.at("at", "later than sent_at: the device's clock was changed in between; say it again")
    if -lead > kept_for:
        raise InvalidInput.at("at", f"more than {kept_for.days} days before it was sent; check the device's clock")
    return now if lead > timedelta(0) else clock.correct(at)
