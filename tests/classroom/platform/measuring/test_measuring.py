"""What a process measures by the minute can be added up, and is kept until it is saved."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.measuring.histogram import (
    ACCURACY,
    BUCKETS,
    bucket_of,
    counts_of,
    from_bytes,
    percentile_of,
    to_bytes,
)
from attune.classroom.platform.measuring.minutes import MOST_WAITING, DeviceClass, Minutes

NINE = datetime(2026, 3, 2, 9, 0, 20, tzinfo=UTC)
DURATIONS = st.lists(st.floats(0.3, 1_000_000), min_size=1, max_size=200)


def counted(durations):
    buckets = [bucket_of(each) for each in durations]
    return counts_of({bucket: buckets.count(bucket) for bucket in buckets})


@given(DURATIONS, DURATIONS, st.sampled_from([0.5, 0.95, 0.99]))
def test_a_percentile_of_added_counts_is_that_of_all_durations_together(some, others, share):
    found = percentile_of(counted(some) + counted(others), share)
    together = sorted(some + others)
    exact = together[max(1, math.ceil(share * len(together))) - 1]
    assert found == pytest.approx(exact, rel=ACCURACY + 0.001)


@given(DURATIONS)
def test_counts_survive_being_stored(durations):
    counts = counted(durations)
    assert np.array_equal(from_bytes(to_bytes(counts)), counts)


def test_nothing_has_no_percentile_and_takes_no_room():
    assert percentile_of(counts_of({}), 0.5) is None
    assert to_bytes(counts_of({})) is None


@pytest.mark.parametrize(("milliseconds", "bucket"), [(0.0, 0), (0.25, 0), (0.26, 1), (1e12, BUCKETS - 1)])
def test_what_is_shorter_or_longer_than_all_buckets_falls_into_the_outermost(milliseconds, bucket):
    assert bucket_of(milliseconds) == bucket


def test_only_minutes_that_are_over_are_given_and_they_stay_until_they_are_discarded():
    clock = FakeClock(NINE)
    minutes = Minutes(clock)
    minutes.request(12.0, failed=False)
    minutes.request(900.0, failed=True)
    assert minutes.over() == []
    clock.advance(minutes=1)
    minutes.request(5.0, failed=False)
    ((minute, tally),) = minutes.over()
    assert (minute, tally.requests, tally.failed) == (NINE.replace(second=0), 2, 1)
    assert [each for each, _ in minutes.over()] == [minute]
    minutes.discard([minute])
    assert minutes.over() == []


def test_a_quiet_minute_was_measured_but_not_one_in_which_the_machine_slept():
    clock = FakeClock(NINE)
    minutes = Minutes(clock)
    clock.advance(minutes=2)
    assert [tally.requests for _, tally in minutes.over()] == [0, 0]
    minutes.discard([minute for minute, _ in minutes.over()])
    clock.advance(hours=8)
    assert minutes.over() == []


def test_minutes_that_nobody_can_save_are_bounded():
    clock = FakeClock(NINE)
    minutes = Minutes(clock)
    for _ in range(MOST_WAITING + 30):
        clock.advance(minutes=1)
        minutes.over()
    assert len(minutes.over()) == MOST_WAITING
    assert minutes.over()[-1][0] == clock.now().replace(second=0) - timedelta(minutes=1)


def test_jobs_and_devices_are_counted_by_name_and_class():
    clock = FakeClock(NINE)
    minutes = Minutes(clock)
    minutes.job("purge", 2.0, failed=False)
    minutes.job("purge", 3.0, failed=True)
    minutes.inference(DeviceClass.PHONE, 40.0)
    clock.advance(minutes=1)
    ((_, tally),) = minutes.over()
    purge = tally.jobs["purge"]
    assert (purge.runs, purge.failed, purge.seconds, purge.longest) == (2, 1, 5.0, 3.0)
    assert tally.inference == {DeviceClass.PHONE: {bucket_of(40.0): 1}}
