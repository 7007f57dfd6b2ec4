"""Adding up what was measured: over processes in one minute, over minutes in one hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from attune.classroom.administration.system.history.models import MeasuredTime
from attune.classroom.platform.measuring.histogram import counts_of, from_bytes, percentile_of, to_bytes
from attune.classroom.platform.measuring.minutes import DeviceClass, JobTally, Tally

COUNTS = ("requests", "failed", "windows", "frames", "rejected", "job_runs", "jobs_failed")
DURATIONS = ("durations", "lags", "frame_durations", *(each.value for each in DeviceClass))
MOST = ("processes", "connections")
LEVELS = ("database_bytes", "disk_free", "disk_total")

Values = Mapping[str, Any]
"""What was measured in a stretch of time, by the columns of `MeasuredTime`."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What is measured at the end of a minute; None where it could not be."""

    connections: int | None
    database_bytes: int | None
    disk_free: int | None
    disk_total: int | None


def values_of(tally: Tally, levels: Levels | None) -> Values:
    """What one process measured in a minute. levels: only of the last minute that it saves."""
    known = levels or Levels(None, None, None, None)
    jobs = {name: [each.runs, each.failed, each.seconds, each.longest] for name, each in tally.jobs.items()}
    return {
        "processes": 1,
        "requests": tally.requests,
        "failed": tally.failed,
        "durations": to_bytes(counts_of(tally.durations)),
        "windows": tally.lags.total(),
        "lags": to_bytes(counts_of(tally.lags)),
        "frames": tally.frames.total(),
        "rejected": tally.rejected,
        "frame_durations": to_bytes(counts_of(tally.frames)),
        **{each.value: to_bytes(counts_of(tally.inference.get(each, {}))) for each in DeviceClass},
        "connections": known.connections,
        "database_bytes": known.database_bytes,
        "disk_free": known.disk_free,
        "disk_total": known.disk_total,
        "job_runs": sum(each.runs for each in tally.jobs.values()),
        "jobs_failed": sum(each.failed for each in tally.jobs.values()),
        "jobs": jobs,
    }


def beside(first: Values, second: Values) -> Values:
    """What two processes measured in the same minute: everything adds up, but database and disk."""
    together = _added(first, second)
    together |= {name: _sum_of_known(first[name], second[name]) for name in MOST}
    together["database_bytes"] = max(each["database_bytes"] or 0 for each in (first, second)) or None
    fullest = min((each for each in (first, second) if each["disk_free"] is not None), key=_free, default=first)
    return together | {name: fullest[name] for name in ("disk_free", "disk_total")}


def one_after_another(measured: Sequence[Values]) -> Values:
    """What was measured in at least one stretches of time that follow each other, the oldest first."""
    whole: dict[str, Any] = {name: sum(each[name] for each in measured) for name in COUNTS}
    whole |= {name: max((each[name] for each in measured if each[name] is not None), default=None) for name in MOST}
    for name in DURATIONS:
        found = [from_bytes(each[name]) for each in measured if each[name] is not None]
        whole[name] = to_bytes(np.sum(found, axis=0)) if found else None
    for name in LEVELS:
        whole[name] = next((each[name] for each in reversed(measured) if each[name] is not None), None)
    return whole | {"jobs": add_jobs([each["jobs"] for each in measured])}


def add_jobs(measured: Sequence[Mapping[str, Sequence[float]]]) -> dict[str, list[float]]:
    """Runs of jobs by name, from those of several stretches of time or processes."""
    jobs: dict[str, JobTally] = {}
    for each in measured:
        for name, (runs, failed, seconds, longest) in each.items():
            known = jobs.setdefault(name, JobTally())
            known.runs, known.failed = known.runs + int(runs), known.failed + int(failed)
            known.seconds, known.longest = known.seconds + seconds, max(known.longest, longest)
    return {name: [each.runs, each.failed, each.seconds, each.longest] for name, each in sorted(jobs.items())}


def percentiles_of(values: Values) -> Values:
    """The percentiles that an hour is stored with."""
    durations, lags = from_bytes(values["durations"]), from_bytes(values["lags"])
    return {
        "p50_ms": percentile_of(durations, 0.5),
        "p95_ms": percentile_of(durations, 0.95),
        "p99_ms": percentile_of(durations, 0.99),
        "lag_p50_ms": percentile_of(lags, 0.5),
        "lag_p95_ms": percentile_of(lags, 0.95),
    }


def read_values(row: MeasuredTime) -> Values:
    """The values of a row, without the time that they are of."""
    return {name: getattr(row, name) for name in (*COUNTS, *DURATIONS, *MOST, *LEVELS, "jobs")}


def _added(first: Values, second: Values) -> dict[str, Any]:
    whole: dict[str, Any] = {name: first[name] + second[name] for name in COUNTS}
    whole |= {name: to_bytes(from_bytes(first[name]) + from_bytes(second[name])) for name in DURATIONS}
    return whole | {"jobs": add_jobs([first["jobs"], second["jobs"]])}


def _sum_of_known(first: int | None, second: int | None) -> int | None:
    return None if first is None and second is None else (first or 0) + (second or 0)


def _free(values: Values) -> int:
    return int(values["disk_free"])
