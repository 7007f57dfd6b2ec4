"""The institution's weeks: they begin on its Mondays, and are decided on once they are over."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

WEEK = timedelta(days=7)
SETTLES_DAYS = 2  # after Sunday: what devices sent late, having been offline over the weekend, is in by then
MOST_WEEKS = 26  # that can be asked for without naming a period
DECIDED_WEEKS = 24  # of older ones some study days are deleted by age: what is shown of those stays as it is


def monday_of(day: date) -> date:
    """The Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def last_settled_week(now: datetime, zone: tzinfo) -> date:
    """The Monday of the last week that is over, late summaries included.

    Days are counted, not hours: a week in which clocks change has 167 or 169 of them.

    Args:
        now: The present instant.
        zone: The institution's.
    """
    today = now.astimezone(zone).date()
    return monday_of(today - timedelta(days=SETTLES_DAYS)) - WEEK


def weeks_until(last: date, count: int) -> list[date]:
    """The Mondays of a number of weeks, oldest first.

    Args:
        last: The Monday of the last of them.
        count: How many.
    """
    return [last - WEEK * back for back in reversed(range(count))]
