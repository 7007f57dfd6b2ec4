"""Serving the application with gunicorn: one process, many threads, because an open event stream holds a thread."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterable
from typing import Any

import structlog
from gunicorn.app.base import BaseApplication
from gunicorn.util import close_graceful
from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

from attune.classroom.app import create_app
from attune.classroom.platform.context import Parts
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.sqlite_file import checkpoint
from attune.classroom.platform.inbound.arrival import Arrival, ArrivalLimits, TimedSocket
from attune.classroom.platform.settings import Settings

log = structlog.get_logger("attune.server")

SLOW_SHARE = 4  # one thread in so many may wait for a slow request; the others are for those that come in time
SILENT_SECONDS = 0.05  # for the first byte of a new connection; browsers open some that they may never need
LINGER_SECONDS = 0.5  # for a client to take its answer, when it has not sent all and the connection closes


class PortTaken(OSError):
    """Something else listens on the port already."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raise PortTaken when nothing can listen on `host`:`port`."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} is in use ({error.strerror}). Choose another: attune serve --port {port + 1}"
            ) from None


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threads, in which a request has to arrive in time: they are few, and a slow one holds one of them."""

    arrival_limits = ArrivalLimits()

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - gunicorn's own
        super().__init__(*args, **options)
        self._places = threading.BoundedSemaphore(max(1, self.cfg.threads // SLOW_SHARE))

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection on which something arrives to a thread."""
        if not isinstance(conn.sock, TimedSocket):
            conn.sock = TimedSocket.over(conn.sock)
        super().enqueue_req(conn)

    def handle(self, conn: TConn) -> object:
        """Receive and answer one request, in a thread; returns what keeps the connection open, or something false.

        Gunicorn would close it in the one thread that accepts connections, and wait there for a client that goes on
        sending: everybody else would wait, too.
        """
        connection: TimedSocket = conn.sock
        if not conn.initialized and not conn.wait_for_data(SILENT_SECONDS):
            return _DEFER  # whoever says nothing is waited for without a thread
        connection.expect(Arrival(self.arrival_limits, self._places))
        goes_on: object = False
        try:
            goes_on = super().handle(conn)
        finally:
            connection.received()
            if not goes_on:
                close_graceful(connection, timeout=LINGER_SECONDS)
        return goes_on


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with everything set from our settings, none from files or its command line."""

    def __init__(self, settings: Settings, host: str, port: int) -> None:
        self._settings, self._address = settings, f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        options: dict[str, Any] = {
            "bind": [self._address],
            "workers": 1,  # more would need Redis, and the figures of one process would no longer be all
            "worker_class": Worker,
            "threads": self._settings.threads,
            "keepalive": 5,
            "limit_request_line": 8190,  # longer ones than we take ourselves, so that the answer is one of ours
            "graceful_timeout": 2,  # open event streams would otherwise hold a restart up; browsers reconnect
            "loglevel": "warning",
            "post_worker_init": _start_jobs,
            "on_exit": self._on_exit,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _on_exit(self, arbiter: Any) -> None:  # noqa: ANN401 - gunicorn's arbiter
        """Leave a whole file. In the main process: the worker may have been killed over an open stream."""
        _wait_for(arbiter.WORKERS)
        database = Database(self._settings.database_address)
        try:
            if not checkpoint(database):
                log.warning("database_in_use", copy="VACUUM INTO, not the file alone: another process has it open")
        finally:
            database.dispose()

    def load(self) -> object:
        """Build the application, in the worker."""
        return create_app(self._settings)


def _wait_for(workers: Iterable[int]) -> None:
    """Return once these processes are gone: gunicorn kills the last of them and does not wait.

    A dying one still has the database open, and on a busy machine it takes a while to die.
    """
    for process in workers:
        os.waitpid(process, 0)


def _start_jobs(worker: Any) -> None:  # noqa: ANN401 - gunicorn's worker
    parts: Parts = worker.wsgi.extensions["attune"]
    parts.jobs.start()
