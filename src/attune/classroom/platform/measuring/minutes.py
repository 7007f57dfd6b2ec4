"""What one process has measured in each minute, kept until it has been saved."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from attune.classroom.platform.clock import Clock
from attune.classroom.platform.measuring.histogram import bucket_of

MINUTE = timedelta(minutes=1)
MOST_WAITING = 24 * 60  # minutes that wait for a database that does not answer; the oldest go
LONGEST_SILENCE = 3 * MINUTE  # without a sign of life for longer, the machine slept: nothing was measured meanwhile


class DeviceClass(StrEnum):
    """What kind of device reads: coarse on purpose, so that it describes machines and no person."""

    COMPUTER = "computer"
    TABLET = "tablet"
    PHONE = "phone"


@dataclass(slots=True)
class JobTally:
    """How often a job has run, how often it failed, and how long it took in seconds."""

    runs: int = 0
    failed: int = 0
    seconds: float = 0.0
    longest: float = 0.0


@dataclass(slots=True)
class Tally:
    """What a process has measured in a minute: counts, and durations by bucket.

    Attributes:
        requests, failed: Answers, and those of them with a status of 500 or more.
        durations: Of answers.
        lags: Of windows, from their end to their arrival.
        frames, rejected: Frames read by the server, and frames that found no place.
        inference: By class of device, of frames read on it.
        jobs: By name.
    """

    requests: int = 0
    failed: int = 0
    rejected: int = 0
    durations: Counter[int] = field(default_factory=Counter)
    lags: Counter[int] = field(default_factory=Counter)
    frames: Counter[int] = field(default_factory=Counter)
    inference: dict[DeviceClass, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    jobs: dict[str, JobTally] = field(default_factory=lambda: defaultdict(JobTally))


def minute_of(instant: datetime) -> datetime:
    """The minute that an instant is in, by its beginning."""
    return instant.replace(second=0, microsecond=0)


class Minutes:
    """The minutes of this process that have not been saved yet; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._tallies: dict[datetime, Tally] = {}
        self._seen = clock.now()

    def request(self, milliseconds: float, *, failed: bool) -> None:
        """Count an answer."""
        with self._lock:
            tally = self._now()
            tally.requests += 1
            tally.failed += failed
            tally.durations[bucket_of(milliseconds)] += 1

    def window(self, lag_milliseconds: float) -> None:
        """Count a window that arrived."""
        with self._lock:
            self._now().lags[bucket_of(lag_milliseconds)] += 1

    def frame(self, milliseconds: float) -> None:
        """Count a frame that the server has read."""
        with self._lock:
            self._now().frames[bucket_of(milliseconds)] += 1

    def frame_rejected(self) -> None:
        """Count a frame that found no place."""
        with self._lock:
            self._now().rejected += 1

    def inference(self, device: DeviceClass, milliseconds: float) -> None:
        """Count a frame that a device has read."""
        with self._lock:
            self._now().inference[device][bucket_of(milliseconds)] += 1

    def job(self, name: str, seconds: float, *, failed: bool) -> None:
        """Count a run of a job."""
        with self._lock:
            tally = self._now().jobs[name]
            tally.runs += 1
            tally.failed += failed
            tally.seconds += seconds
            tally.longest = max(tally.longest, seconds)

    def over(self) -> list[tuple[datetime, Tally]]:
        """The minutes that are over, oldest first; one in which nothing happened is among them, empty.

        Call it about once a minute: that is how a minute in which nothing happened is told from one in which the
        machine slept.
        """
        now = self._clock.now()
        present = minute_of(now)
        with self._lock:
            each = minute_of(self._seen) if now - self._seen <= LONGEST_SILENCE else present
            self._seen = now
            while each < present:
                self._tallies.setdefault(each, Tally())
                each += MINUTE
            for oldest in sorted(self._tallies)[:-MOST_WAITING]:
                del self._tallies[oldest]
            return [(minute, tally) for minute, tally in sorted(self._tallies.items()) if minute < present]

    def discard(self, saved: Iterable[datetime]) -> None:
        """Forget minutes that have been saved."""
        with self._lock:
            for minute in saved:
                self._tallies.pop(minute, None)

    def _now(self) -> Tally:
        return self._tallies.setdefault(minute_of(self._clock.now()), Tally())
