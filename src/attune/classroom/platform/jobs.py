"""Work that repeats: each job in a thread of its own, started by `serve` or `worker` and by nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from attune.classroom.platform.database.failures import STORAGE_ERRORS, failure_of

log = structlog.get_logger("attune.jobs")

LEADER_SOUGHT_SECONDS = 15.0  # how long nobody does what only one may, after that one is gone


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and how long to wait between two runs.

    Attributes:
        wake: Set to begin the next run immediately.
        once: One process does it for all of them; else every process that serves does it for itself.
        everywhere: Every process does it for itself, one that serves nothing included.
    """

    name: str
    seconds: float
    work: Callable[[], object]
    wake: threading.Event = field(default_factory=threading.Event)
    once: bool = False
    everywhere: bool = False


class Measure(Protocol):
    """Learns how long a run took, and whether it failed."""

    def __call__(self, name: str, seconds: float, *, failed: bool) -> None:
        """A job of that name has run."""


def unmeasured(name: str, seconds: float, *, failed: bool) -> None:
    """Where nobody asks how long runs take."""


class Leader(Protocol):
    """Says whether this process is the one that does what only one may do."""

    def leads(self) -> bool:
        """Become the leader where there is none, and say whether this process is it."""
        ...

    def resign(self) -> None:
        """Let another process lead."""
        ...


class OnlyProcess:
    """The leader of an installation that has one process."""

    def leads(self) -> bool:
        """There is nobody else."""
        return True

    def resign(self) -> None:
        """There is nobody else."""


@dataclass(slots=True)
class Jobs:
    """The jobs of the application. Features add theirs in `init_app`."""

    leader: Leader = field(default_factory=OnlyProcess)
    measure: Measure = unmeasured
    _jobs: list[Job] = field(default_factory=list, init=False)
    _threads: list[threading.Thread] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def every(self, seconds: float, name: str, work: Callable[[], object], wake: threading.Event | None = None) -> None:
        """Run `work` when the server starts, then every `seconds` and whenever `wake` is set.

        A run that fails is logged and tried again.
        """
        self._jobs.append(Job(name, seconds, work, wake or threading.Event()))

    def once_every(self, seconds: float, name: str, work: Callable[[], object]) -> None:
        """The same in one process only, however many there are. Another goes on when that one is gone."""
        self._jobs.append(Job(name, seconds, work, once=True))

    def everywhere_every(self, seconds: float, name: str, work: Callable[[], object]) -> None:
        """The same in every process for itself, `attune worker` included."""
        self._jobs.append(Job(name, seconds, work, everywhere=True))

    def start(self, *, only_once: bool = False) -> None:
        """Start a thread for each job. only_once: not those that only a process that serves does for itself."""
        for job in self._jobs:
            if only_once and not (job.once or job.everywhere):
                continue
            thread = threading.Thread(target=self._repeat, args=(job,), name=f"job-{job.name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self, patience_seconds: float = 10.0) -> None:
        """Let every job end after its present run, and wait for that; one that takes longer is left to itself."""
        self._stopping.set()
        for job in self._jobs:
            job.wake.set()
        for thread in self._threads:
            thread.join(patience_seconds)
        self.leader.resign()

    def run_once(self) -> None:
        """Run every job once, here and now; what fails is raised."""
        for job in self._jobs:
            self._run(job)

    def _run(self, job: Job) -> None:
        began, failed = time.perf_counter(), True
        try:
            job.work()
            failed = False
        finally:
            self.measure(job.name, time.perf_counter() - began, failed=failed)

    def _repeat(self, job: Job) -> None:
        while True:
            job.wake.clear()  # what is signalled from here on has not been seen by the run that begins now
            if self._stopping.is_set():
                return
            try:
                if job.once and not self.leader.leads():
                    job.wake.wait(min(job.seconds, LEADER_SOUGHT_SECONDS))
                    continue
                self._run(job)
            except Exception as error:
                # A job that failed once is needed the next time, too: the failure is told, and it is tried again.
                failure = failure_of(error) if isinstance(error, STORAGE_ERRORS) else None
                if failure is None:
                    log.exception("job_failed", job=job.name)
                else:  # every job meets a database that is away, again and again: a line each
                    log.error("job_failed", job=job.name, database=failure.value)
            job.wake.wait(job.seconds)
