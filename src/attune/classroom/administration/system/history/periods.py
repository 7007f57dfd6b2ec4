"""What a history is divided into: minutes, quarters of an hour, hours, quarters of a day, days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class HistoryPeriod(StrEnum):
    """How far a history reaches back."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class HistoryStep(StrEnum):
    """How long an interval of a history is."""

    MINUTE = "minute"
    QUARTER_HOUR = "quarter_hour"
    HOUR = "hour"
    SIX_HOURS = "six_hours"
    DAY = "day"


STEPS = {
    HistoryPeriod.HOUR: HistoryStep.MINUTE,
    HistoryPeriod.DAY: HistoryStep.QUARTER_HOUR,
    HistoryPeriod.WEEK: HistoryStep.HOUR,
    HistoryPeriod.MONTH: HistoryStep.SIX_HOURS,
    HistoryPeriod.YEAR: HistoryStep.DAY,
}
EVEN = {
    HistoryPeriod.HOUR: (timedelta(minutes=1), 60),
    HistoryPeriod.DAY: (timedelta(minutes=15), 96),
    HistoryPeriod.WEEK: (timedelta(hours=1), 168),
}
DAYS = {HistoryPeriod.MONTH: (30, (0, 6, 12, 18)), HistoryPeriod.YEAR: (365, (0,))}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def edges_of(period: HistoryPeriod, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Where the intervals of a history begin, oldest first, and where the last one ends; in UTC.

    Intervals of an hour or less are equally long. Longer ones follow the institution's clock: on a day on which clocks
    change, one of its quarters is an hour longer or shorter, and so is the day. The last interval is the one that has
    the present in it; of an hour's minutes it is the last one that is over.

    Args:
        period: How far back.
        now: The present instant.
        zone: The institution's.
    """
    if period in EVEN:
        length, count = EVEN[period]
        begun = EPOCH + (now - EPOCH) // length * length
        end = begun if period is HistoryPeriod.HOUR else begun + length
        return [end - length * place for place in range(count, -1, -1)]
    days, hours = DAYS[period]
    today = now.astimezone(zone).date()
    edges = [_at(today - timedelta(days=back), hour, zone) for back in range(days - 1, -1, -1) for hour in hours]
    following = [*edges, _at(today + timedelta(days=1), 0, zone)]
    return [edge for edge in following if edge <= now] + [next(edge for edge in following if edge > now)]


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
