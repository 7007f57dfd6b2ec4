"""A history is divided by the institution's clock, also where clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from attune.classroom.administration.system.history.periods import HistoryPeriod, edges_of

BERLIN, AUCKLAND = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Auckland")


def lengths(edges):
    return [(after - before) / timedelta(hours=1) for before, after in pairwise(edges)]


@pytest.mark.parametrize(
    ("zone", "now", "day", "hours"),
    [
        (BERLIN, datetime(2026, 3, 30, 9, tzinfo=UTC), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),
        (BERLIN, datetime(2026, 10, 26, 9, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),
        (AUCKLAND, datetime(2026, 4, 6, 9, tzinfo=UTC), datetime(2026, 4, 4, 11, tzinfo=UTC), 25),
        (AUCKLAND, datetime(2026, 9, 28, 9, tzinfo=UTC), datetime(2026, 9, 26, 12, tzinfo=UTC), 23),
    ],
)
def test_a_day_on_which_clocks_change_is_as_long_as_it_was(zone, now, day, hours):
    edges = edges_of(HistoryPeriod.YEAR, now, zone)
    assert len(edges) == 366
    assert edges[edges.index(day) + 1] - day == timedelta(hours=hours)
    assert set(lengths(edges)) == {23.0, 24.0, 25.0}
    quarters = edges_of(HistoryPeriod.MONTH, now, zone)
    own = [after - before for before, after in pairwise(quarters) if before >= day][:4]
    assert sum(own, timedelta()) == timedelta(hours=hours)
    assert own.count(timedelta(hours=6)) == 3


@pytest.mark.parametrize("zone", [BERLIN, AUCKLAND, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")])
@pytest.mark.parametrize("period", HistoryPeriod)
def test_parts_follow_each_other_up_to_the_present(period, zone):
    now = datetime(2026, 11, 1, 6, 40, 30, tzinfo=UTC)  # New York's clocks have just been set back
    edges = edges_of(period, now, zone)
    assert edges == sorted(set(edges))
    assert edges[-2] <= now
    if period is HistoryPeriod.HOUR:
        assert edges[-1] == datetime(2026, 11, 1, 6, 40, tzinfo=UTC)
    else:
        assert edges[-1] > now


def test_the_present_part_is_the_last_one():
    now = datetime(2026, 3, 2, 9, 50, tzinfo=UTC)
    assert edges_of(HistoryPeriod.DAY, now, BERLIN)[-2:] == [now.replace(minute=45), now.replace(hour=10, minute=0)]
    assert edges_of(HistoryPeriod.MONTH, now, BERLIN)[-2:] == [
        now.replace(hour=5, minute=0),
        now.replace(hour=11, minute=0),
    ]
