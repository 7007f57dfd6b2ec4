"""Several processes on one port: kept running by a parent that serves nothing itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.context import SpawnProcess

import structlog

log = structlog.get_logger("attune.server")

Work = Callable[[str, str, int], None]
"""What a process does: given the settings as JSON, host and port, it returns when it is told to stop."""

LOOKED_AFTER_SECONDS = 0.2
STARTED_AGAIN_AFTER = 1.0  # seconds, where one ended right after its start
STOPPED_WITHIN = 30.0


class Supervisor:
    """Starts processes, starts another one where one has ended, and stops them all by SIGTERM or SIGINT."""

    def __init__(self, work: Work, settings: str, host: str, port: int, count: int) -> None:
        self._arguments, self._count = (work, settings, host, port), count
        self._context = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
        self._processes: list[tuple[SpawnProcess, float]] = []
        self._stopping = threading.Event()

    def run(self) -> None:
        """Keep the processes running until told to stop."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda _signal, _frame: self._stopping.set())
        self._processes = [self._start() for _ in range(self._count)]
        while not self._stopping.wait(LOOKED_AFTER_SECONDS):
            self._processes = [self._replace_if_ended(*each) for each in self._processes]
        self._stop()

    def _start(self) -> tuple[SpawnProcess, float]:
        process = self._context.Process(target=_run, args=self._arguments)
        process.start()
        return process, time.monotonic()

    def _replace_if_ended(self, process: SpawnProcess, started: float) -> tuple[SpawnProcess, float]:
        if process.is_alive():
            return process, started
        log.warning("server_process_ended", status=process.exitcode)
        process.close()
        if time.monotonic() - started < STARTED_AGAIN_AFTER:
            self._stopping.wait(STARTED_AGAIN_AFTER)
        return self._start()

    def _stop(self) -> None:
        for process, _ in self._processes:
            process.terminate()
        deadline = time.monotonic() + STOPPED_WITHIN
        for process, _ in self._processes:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()


def _run(work: Work, settings: str, host: str, port: int) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(settings, host, port)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
