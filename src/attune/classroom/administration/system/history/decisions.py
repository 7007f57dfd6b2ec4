"""What about the system needs a decision: a disk that will be full, errors that rise, answers that are slow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.administration.system.history.models import SystemHour
from attune.classroom.administration.system.history.reading import Interval, load_intervals, load_jobs
from attune.classroom.administration.system.history.recording import hour_of
from attune.classroom.administration.system.history.schemas import (
    SystemDecisionKind,
    SystemDecisionOut,
    SystemDecisionsOut,
)
from attune.classroom.administration.system.history.summing import add_jobs
from attune.classroom.platform.measuring.histogram import percentile_of
from attune.statistics import newcombe_difference

DAY, WEEK = timedelta(days=1), timedelta(days=7)
TREND_OF, TREND_NEEDS = timedelta(days=14), timedelta(days=3)  # a weekend alone is no trend
EVERY = 6  # hours between the points of the trend
FULL_WITHIN_DAYS = 60
LEAST_FREE = 0.05  # of the disk, whatever the trend
FEWEST_ERRORS, TIMES_AS_MANY = 10, 2.0
ERRORS_WITHOUT_BEFORE = 0.01
SLOW_MS, FEWEST_REQUESTS = 1_000.0, 1_000  # p95 over which a page feels broken (Nielsen 1993), and of how many answers

Point = tuple[datetime, int]
"""When, and how many bytes of the disk were free."""


def read_decisions(session: Session, now: datetime) -> SystemDecisionsOut:
    """What needs a decision, the most pressing first.

    Args:
        session: One that reads.
        now: The present instant.
    """
    before, lately = load_intervals(session, [now - WEEK - DAY, now - DAY, now], by_minute=False)
    found = list(_disk(session, now))
    if lately is not None:
        found += _errors(lately, before)
        found += _jobs(add_jobs(load_jobs(session, hour_of(now - DAY))))
        found += _slow(lately)
    return SystemDecisionsOut(measured=lately is not None, decisions=found)


def days_left(points: Sequence[Point]) -> float | None:
    """In how many days no byte is free, by the trend of the points; None where it does not fall, or is too short.

    The trend is the median of the slopes between each two points (Theil 1950, Sen 1968): one clearing up, or one large
    import, does not turn it.

    Args:
        points: Oldest first.
    """
    if len(points) < 2 or points[-1][0] - points[0][0] < TREND_NEEDS:
        return None
    a_day = median(
        (later[1] - earlier[1]) / ((later[0] - earlier[0]) / DAY) for earlier, later in combinations(points, 2)
    )
    return points[-1][1] / -a_day if a_day < 0 else None


def _disk(session: Session, now: datetime) -> Iterator[SystemDecisionOut]:
    query = select(SystemHour.hour, SystemHour.disk_free, SystemHour.disk_total)
    query = query.where(SystemHour.hour >= now - TREND_OF, SystemHour.disk_free.is_not(None)).order_by(SystemHour.hour)
    rows = [(hour, free or 0, total or 0) for hour, free, total in session.execute(query)]
    if not rows:
        return
    _, free, total = rows[-1]
    days = days_left([(hour, each) for hour, each, _ in rows[(len(rows) - 1) % EVERY :: EVERY]])
    if free < LEAST_FREE * total:
        kind = SystemDecisionKind.DISK_FULL
        yield SystemDecisionOut(kind=kind, free_bytes=free, days=None if days is None else int(days))
    elif days is not None and days < FULL_WITHIN_DAYS:
        yield SystemDecisionOut(kind=SystemDecisionKind.DISK_FILLING, free_bytes=free, days=int(days))


def _errors(lately: Interval, before: Interval | None) -> Iterator[SystemDecisionOut]:
    failed, requests = lately.counts["failed"], lately.counts["requests"]
    if failed < FEWEST_ERRORS:
        return
    share, earlier = failed / requests, None
    if before is not None and before.counts["requests"]:
        earlier_failed, earlier_requests = before.counts["failed"], before.counts["requests"]
        earlier = earlier_failed / earlier_requests
        difference = newcombe_difference((failed, requests), (earlier_failed, earlier_requests))
        rises = difference.low > 0 and share >= TIMES_AS_MANY * earlier
    else:
        rises = share >= ERRORS_WITHOUT_BEFORE
    if rises:
        yield SystemDecisionOut(kind=SystemDecisionKind.ERRORS, share=share, before=earlier, count=failed)


def _jobs(jobs: Mapping[str, Sequence[float]]) -> Iterator[SystemDecisionOut]:
    for name, (runs, failed, _seconds, _longest) in jobs.items():
        if failed == runs:
            yield SystemDecisionOut(kind=SystemDecisionKind.JOB_FAILING, job=name, count=int(runs))


def _slow(lately: Interval) -> Iterator[SystemDecisionOut]:
    p95 = percentile_of(lately.durations["durations"], 0.95)
    if p95 is not None and p95 > SLOW_MS and lately.counts["requests"] >= FEWEST_REQUESTS:
        yield SystemDecisionOut(kind=SystemDecisionKind.SLOW, p95_ms=p95)
