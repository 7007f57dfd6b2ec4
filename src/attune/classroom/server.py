"""Serving the application with gunicorn: one process, many threads, because an open event stream holds a thread."""

from __future__ import annotations

import socket
from typing import Any

from gunicorn.app.base import BaseApplication

from attune.classroom.app import create_app
from attune.classroom.context import Parts
from attune.classroom.settings import Settings


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
            "worker_class": "gthread",
            "threads": self._settings.threads,
            "keepalive": 5,
            "graceful_timeout": 2,  # open event streams would otherwise hold a restart up; browsers reconnect
            "loglevel": "warning",
            "post_worker_init": _start_jobs,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Build the application, in the worker."""
        return create_app(self._settings)


def _start_jobs(worker: Any) -> None:  # noqa: ANN401 - gunicorn's worker
    parts: Parts = worker.wsgi.extensions["attune"]
    parts.jobs.start()
