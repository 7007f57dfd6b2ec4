"""Reading the history of the system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from attune.classroom.administration.system.history.periods import STEPS, HistoryPeriod, edges_of
from attune.classroom.administration.system.history.reading import (
    Interval,
    load_intervals,
    load_jobs,
    load_totals,
    minutes_over,
)
from attune.classroom.administration.system.history.recording import hour_of
from attune.classroom.administration.system.history.schemas import (
    DeviceInferenceOut,
    JobHistoryOut,
    SystemFiguresOut,
    SystemHistoryOut,
    SystemHistoryQuery,
    SystemIntervalOut,
)
from attune.classroom.administration.system.history.summing import add_jobs
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.platform.measuring.histogram import percentile_of
from attune.classroom.platform.measuring.minutes import DeviceClass

JOBS_OF = timedelta(hours=24)
BY_MINUTE = {HistoryPeriod.HOUR, HistoryPeriod.DAY}
# Of the only phone in a school at night, speed would say that it was there: a class is shown for many windows, over
# the whole period, never by the minute.
FEWEST_WINDOWS = 200


def read_history(session: Session, query: SystemHistoryQuery, now: datetime) -> SystemHistoryOut:
    """What was measured over a period, of all processes together.

    Args:
        session: One that reads.
        query: How far back.
        now: The present instant.
    """
    zone, by_minute = institution_zone(session), query.period in BY_MINUTE
    edges = edges_of(query.period, now, zone)
    intervals = load_intervals(session, edges, by_minute=by_minute)
    return SystemHistoryOut(
        period=query.period,
        step=STEPS[query.period],
        time_zone=zone.key,
        intervals=[
            _interval(began, ended, interval, now)
            for began, ended, interval in zip(edges, edges[1:], intervals, strict=False)
        ],
        inference=_inference(session, edges, by_minute=by_minute),
        jobs=[
            JobHistoryOut(name=name, runs=int(runs), failed=int(failed), seconds=round(seconds, 3), longest=longest)
            for name, (runs, failed, seconds, longest) in add_jobs(load_jobs(session, hour_of(now - JOBS_OF))).items()
        ],
    )


def _interval(began: datetime, ended: datetime, interval: Interval | None, now: datetime) -> SystemIntervalOut:
    return SystemIntervalOut(
        began_at=began,
        ended_at=ended,
        minutes=0 if interval is None else interval.minutes,
        of_minutes=minutes_over(began, ended, now),
        figures=None if interval is None else _figures(interval),
    )


def _figures(interval: Interval) -> SystemFiguresOut:
    counts, answers = interval.counts, interval.durations["durations"]
    lags, frames = interval.durations["lags"], interval.durations["frame_durations"]
    return SystemFiguresOut.model_validate(
        {
            **counts,
            **interval.levels,
            "requests_per_minute": round(counts["requests"] / interval.minutes, 2),
            "error_rate": counts["failed"] / counts["requests"] if counts["requests"] else None,
            "p50_ms": percentile_of(answers, 0.5),
            "p95_ms": percentile_of(answers, 0.95),
            "p99_ms": percentile_of(answers, 0.99),
            "lag_p50_ms": percentile_of(lags, 0.5),
            "lag_p95_ms": percentile_of(lags, 0.95),
            "frame_p50_ms": percentile_of(frames, 0.5),
            "frame_p95_ms": percentile_of(frames, 0.95),
        }
    )


def _inference(session: Session, edges: Sequence[datetime], *, by_minute: bool) -> list[DeviceInferenceOut]:
    found = []
    totals = load_totals(session, edges[0], edges[-1], by_minute=by_minute, names=list(DeviceClass))
    for device in DeviceClass:
        counts = totals[device]
        p50, p95, windows = percentile_of(counts, 0.5), percentile_of(counts, 0.95), int(counts.sum())
        if windows >= FEWEST_WINDOWS and p50 is not None and p95 is not None:
            found.append(DeviceInferenceOut(device=device, windows=windows, p50_ms=p50, p95_ms=p95))
    return found
