"""Tables: what all processes together measured, by the minute and by the hour."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Float, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base


class MeasuredTime:
    """What was measured in a stretch of time. Durations are counts in buckets (see `measuring.histogram`).

    Attributes:
        processes: That measured; in an hour the most in any of its minutes.
        requests, failed: Answers, and those with a status of 500 or more.
        durations: Of answers.
        windows, lags: Windows that arrived, and how long after their end.
        frames, frame_durations, rejected: Frames read by the server, and frames that found no place.
        computer, tablet, phone: How long devices of the class took for a frame.
        connections: Open event streams; in an hour the most in any of its minutes. None where they were not counted.
        database_bytes, disk_free, disk_total: The last that was measured; the disk is that of the state directory,
            of several the fullest.
        job_runs, jobs_failed: Of all jobs.
        jobs: By name: runs, failed, seconds in all, the longest run.
    """

    processes: Mapped[int]
    requests: Mapped[int]
    failed: Mapped[int]
    durations: Mapped[bytes | None] = mapped_column(LargeBinary)
    windows: Mapped[int]
    lags: Mapped[bytes | None] = mapped_column(LargeBinary)
    frames: Mapped[int]
    rejected: Mapped[int]
    frame_durations: Mapped[bytes | None] = mapped_column(LargeBinary)
    computer: Mapped[bytes | None] = mapped_column(LargeBinary)
    tablet: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    connections: Mapped[int | None]
    database_bytes: Mapped[int | None] = mapped_column(BigInteger)
    disk_free: Mapped[int | None] = mapped_column(BigInteger)
    disk_total: Mapped[int | None] = mapped_column(BigInteger)
    job_runs: Mapped[int]
    jobs_failed: Mapped[int]
    jobs: Mapped[dict[str, Any]]


class SystemMinute(MeasuredTime, Base):
    """A minute in which at least one process measured; one without a row was not measured."""

    __tablename__ = "system_minutes"

    minute: Mapped[datetime] = mapped_column(primary_key=True)


class SystemHour(MeasuredTime, Base):
    """An hour (of UTC) with at least one measured minute, summed up once it is over.

    minutes: How many of its minutes were measured.
    p50_ms to lag_p95_ms: Of its durations and lags, for those who read the table and not the buckets.
    """

    __tablename__ = "system_hours"

    hour: Mapped[datetime] = mapped_column(primary_key=True)
    minutes: Mapped[int]
    p50_ms: Mapped[float | None] = mapped_column(Float)
    p95_ms: Mapped[float | None] = mapped_column(Float)
    p99_ms: Mapped[float | None] = mapped_column(Float)
    lag_p50_ms: Mapped[float | None] = mapped_column(Float)
    lag_p95_ms: Mapped[float | None] = mapped_column(Float)
