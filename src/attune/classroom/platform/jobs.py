"""Work that repeats: each job in a thread of its own, started by `serve` and by nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger("attune.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and how long to wait between two runs. wake: set to begin the next run at once."""

    name: str
    seconds: float
    work: Callable[[], object]
    wake: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True)
class Jobs:
    """The jobs of the application. Features add theirs in `init_app`."""

    _jobs: list[Job] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def every(self, seconds: float, name: str, work: Callable[[], object], wake: threading.Event | None = None) -> None:
        """Run `work` when the server starts, then every `seconds` and whenever `wake` is set.

        A run that fails is logged and tried again.
        """
        self._jobs.append(Job(name, seconds, work, wake or threading.Event()))

    def start(self) -> None:
        """Start a thread for each job."""
        for job in self._jobs:
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

    def run_once(self) -> None:
        """Run every job once, here and now; what fails is raised."""
        for job in self._jobs:
            job.work()

    def _repeat(self, job: Job) -> None:
        while True:
            job.wake.clear()  # what is signalled from here on has not been seen by the run that begins now
            if self._stopping.is_set():
                return
            try:
                job.work()
            except Exception:
                # A job that failed once is needed the next time, too: the failure is told, and it is tried again.
                log.exception("job_failed", job=job.name)
            job.wake.wait(job.seconds)
