"""Pauses between moments, caps per hour and day, and longer pauses after dismissals.

The first are counted over the moments of either arm of an experiment. What depends on responses, which only those have
who were shown a message, stops a delivery and no moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from attune.affect.causes import Cause
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant
from attune.affect.limits import Limits, MessageResponse

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)  # rolling, so that no time zone decides when a day begins
IGNORED_IN_A_ROW = 4  # count as one dismissal: who lets them fade has answered, too
_WAVED_AWAY = (MessageResponse.DISMISSED, MessageResponse.NOT_HELPFUL)


class AllowedAt(NamedTuple):
    """The earliest moment that each limit allows; None where a limit does not bind."""

    after_any: Instant | None
    after_a_kind: Instant | None
    by_hour: Instant | None
    by_day: Instant | None


def next_allowed_at(moments: Sequence[PastSupport], cause: Cause, limits: Limits, now: Instant) -> AllowedAt:
    """When each limit allows the next moment of a cause. moments: oldest first."""
    last = moments[-1].at if moments else None
    last_of_kind = next((each.at for each in reversed(moments) if each.cause is cause), None)
    return AllowedAt(
        after_any=_after(last, limits.pause_seconds),
        after_a_kind=_after(last_of_kind, limits.pause_of_a_kind_seconds),
        by_hour=_cap_ends_at(moments, limits.per_hour, HOUR, now),
        by_day=_cap_ends_at(moments, limits.per_day, DAY, now),
    )


def dismissed_until(moments: Sequence[PastSupport], limits: Limits) -> Instant | None:
    """The end of the longer pause after dismissals; None where there were too few of them in a row."""
    delivered = next((each.at for each in reversed(moments) if each.delivered), None)
    pause = current_pause(moments, limits)
    if delivered is None or pause.total_seconds() <= limits.pause_seconds:
        return None
    return delivered + pause


def current_pause(moments: Sequence[PastSupport], limits: Limits) -> timedelta:
    """The pause after the last message: doubled for every two dismissals in a row, up to the longest pause.

    "Not helpful" counts as a dismissal, and so do four messages in a row that were ignored. What has no response yet
    neither counts nor ends the row.
    """
    dismissals = ignored = 0
    for each in reversed(moments):
        if each.response in _WAVED_AWAY:
            dismissals, ignored = dismissals + 1, 0
        elif each.response is MessageResponse.IGNORED:
            ignored += 1
            dismissals += ignored % IGNORED_IN_A_ROW == 0
        elif each.response is not None:
            break
    doublings = min(dismissals // limits.dismissals_double, 16)  # 2^16 pauses are longer than any longest pause
    return timedelta(seconds=min(limits.pause_seconds * 2**doublings, limits.longest_pause_seconds))


def _after(at: Instant | None, seconds: float) -> Instant | None:
    return None if at is None else at + timedelta(seconds=seconds)


def _cap_ends_at(moments: Sequence[PastSupport], cap: int, span: timedelta, now: Instant) -> Instant | None:
    """When the rolling span holds fewer than `cap` moments again; None when it does now."""
    inside = [each.at for each in moments if each.at > now - span]
    if len(inside) < cap:
        return None
    return inside[len(inside) - cap] + span if cap else now + span
