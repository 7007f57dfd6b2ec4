"""Work that repeats: each job in a thread of its own, started by `serve` and by nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog

log = structlog.get_logger("attune.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and how long to wait between two runs."""

    name: str
    seconds: float
    work: Callable[[], object]


@dataclass(slots=True)
class Jobs:
    """The jobs of the application. Features add theirs in `init_app`."""

    _jobs: list[Job] = field(default_factory=list)
    _stopping: threading.Event = field(default_factory=threading.Event)

    def every(self, seconds: float, name: str, work: Callable[[], object]) -> None:
        """Run `work` when the server starts and then every `seconds`. A run that fails is logged and tried again."""
        self._jobs.append(Job(name, seconds, work))

    def start(self) -> None:
        """Start a thread for each job."""
        for job in self._jobs:
            threading.Thread(target=self._repeat, args=(job,), name=f"job-{job.name}", daemon=True).start()

    def stop(self) -> None:
        """Let every job end after its present run."""
        self._stopping.set()

    def run_once(self) -> None:
        """Run every job once, here and now; what fails is raised."""
        for job in self._jobs:
            job.work()

    def _repeat(self, job: Job) -> None:
        while True:
            try:
                job.work()
            except Exception:
                # A job that failed once is needed the next time, too: the failure is told, and it is tried again.
                log.exception("job_failed", job=job.name)
            if self._stopping.wait(job.seconds):
                return
