"""What comes in and goes out about the history of the system."""

from __future__ import annotations

from enum import StrEnum

from attune.classroom.administration.system.history.periods import HistoryPeriod, HistoryStep
from attune.classroom.platform.measuring.minutes import DeviceClass
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime


class SystemHistoryQuery(Incoming):
    """How far back."""

    period: HistoryPeriod = HistoryPeriod.DAY


class SystemFiguresOut(Outgoing):
    """What was measured in an interval of the history; durations in milliseconds, to within 9 %.

    Attributes:
        requests_per_minute: Of the minutes that were measured.
        error_rate: The share of answers with a status of 500 or more; None of no answer.
        connections: Open event streams, the most in any minute.
        database_bytes, disk_free, disk_total: The last that was measured.
    """

    requests: int
    requests_per_minute: float
    failed: int
    error_rate: float | None
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    windows: int
    lag_p50_ms: float | None
    lag_p95_ms: float | None
    frames: int
    frame_p50_ms: float | None
    frame_p95_ms: float | None
    rejected: int
    connections: int | None
    job_runs: int
    jobs_failed: int
    database_bytes: int | None
    disk_free: int | None
    disk_total: int | None


class SystemIntervalOut(Outgoing):
    """An interval of the history.

    Attributes:
        minutes: How many of its minutes were measured.
        of_minutes: How many of its minutes are over.
        figures: None where nothing was measured, as while the server stood still.
    """

    began_at: UtcDatetime
    ended_at: UtcDatetime
    minutes: int
    of_minutes: int
    figures: SystemFiguresOut | None


class DeviceInferenceOut(Outgoing):
    """How long devices of a class took to read a frame, over the whole period."""

    device: DeviceClass
    windows: int
    p50_ms: float
    p95_ms: float


class JobHistoryOut(Outgoing):
    """How a job has run in the last 24 hours; seconds."""

    name: str
    runs: int
    failed: int
    seconds: float
    longest: float


class SystemHistoryOut(Outgoing):
    """How the system has done, of all processes together.

    Attributes:
        time_zone: The institution's, whose days and quarters of days these are.
        intervals: Oldest first.
        inference: Of the classes of which enough was measured.
        jobs: By name.
    """

    period: HistoryPeriod
    step: HistoryStep
    time_zone: str
    intervals: list[SystemIntervalOut]
    inference: list[DeviceInferenceOut]
    jobs: list[JobHistoryOut]


class SystemDecisionKind(StrEnum):
    """What about the system needs a decision."""

    DISK_FULL = "disk_full"
    DISK_FILLING = "disk_filling"
    ERRORS = "errors"
    SLOW = "slow"
    JOB_FAILING = "job_failing"


class SystemDecisionOut(Outgoing):
    """Something about the system that needs a decision, with the figures that say so.

    Attributes:
        days: In how many days the disk is full if it goes on like this.
        free_bytes: Of the disk.
        share, before: Of failed answers in the last 24 hours, and in the week before; None where nothing was measured.
        count: Of failed answers; of a job's runs, all of which failed.
        job: Its name.
        p95_ms: Of the last 24 hours.
    """

    kind: SystemDecisionKind
    days: int | None = None
    free_bytes: int | None = None
    share: float | None = None
    before: float | None = None
    count: int | None = None
    job: str | None = None
    p95_ms: float | None = None


class SystemDecisionsOut(Outgoing):
    """What about the system needs a decision, the most pressing first.

    measured: Whether anything has been measured in the last 24 hours; without, nothing can be said.
    """

    measured: bool
    decisions: list[SystemDecisionOut]
