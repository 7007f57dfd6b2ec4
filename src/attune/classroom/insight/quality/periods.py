"""Periods of four weeks, by the institution's days: as long as summaries are usually kept, and no longer.

A week would be too short: students check in a few times a month, and few states would reach enough of them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

FIRST = date(2024, 1, 1)  # a Monday
PERIOD = timedelta(days=28)
SETTLES = timedelta(days=1)  # after the last day: devices that were offline have sent by then, and all is still kept


def last_period(now: datetime, zone: tzinfo) -> date:
    """The first day of the last period that is over and settled.

    Args:
        now: The present instant.
        zone: The institution's.
    """
    settled = now.astimezone(zone).date() - SETTLES
    return FIRST + PERIOD * ((settled - FIRST) // PERIOD - 1)


def decided_on(began_on: date) -> date:
    """The day on which a period is decided on."""
    return began_on + PERIOD + SETTLES


def kept_whole(retention_days: int) -> bool:
    """Whether summaries are kept long enough for a whole period to be there when it is decided on."""
    return timedelta(days=retention_days) >= PERIOD + SETTLES
