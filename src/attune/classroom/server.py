"""Serving the application: in each process uvicorn's event loop carries the connections, and threads the views."""

from __future__ import annotations

import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import cast

import structlog
from apiflask import APIFlask
from flask import Flask
from werkzeug.exceptions import HTTPException

from attune.classroom.app import create_app
from attune.classroom.event_stream import OPEN_STREAMS
from attune.classroom.platform.clock import Clock
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.sqlite_file import checkpoint
from attune.classroom.platform.events.open_stream import OpenStreams
from attune.classroom.platform.inbound.security import protective_headers
from attune.classroom.platform.permissions import DEFAULT_BODY_BYTES, body_limit_of
from attune.classroom.platform.serving.gateway import Gateway
from attune.classroom.platform.serving.limits import TransferLimits
from attune.classroom.platform.serving.process import (
    SERVING,
    Server,
    allow_many_files,
    bind_beside,
    freeze_what_is_loaded,
)
from attune.classroom.platform.serving.protocol import DeadlineConfig
from attune.classroom.platform.serving.supervisor import Supervisor
from attune.classroom.platform.settings import Settings, refuse_unsafe

log = structlog.get_logger("attune.server")


def serve(settings: Settings, listener: socket.socket, limits: TransferLimits | None = None) -> None:
    """Serve until SIGTERM or SIGINT, and leave a whole database file.

    Args:
        settings: Of the application; they say how many processes serve.
        listener: A socket that is bound.
        limits: How long clients may take; as they are by default if not given.
    """
    allow_many_files()
    if settings.workers == 1:
        serve_in_this_process(settings, listener, limits or TransferLimits())
        return
    host, port = listener.getsockname()[:2]
    listener.close()  # it has shown that the port is free
    with bind_beside(host, port):  # nobody listens on this one: the port stays ours while a process is replaced
        Supervisor(serve_as_one_of_several, settings.model_dump_json(), host, port, settings.workers).run()


def serve_as_one_of_several(settings: str, host: str, port: int) -> None:
    """Serve in a process that a supervisor has started. settings: as JSON."""
    own = Settings.model_validate_json(settings).for_one_worker()
    serve_in_this_process(own, bind_beside(host, port), TransferLimits())


def serve_in_this_process(settings: Settings, listener: socket.socket, limits: TransferLimits) -> None:
    """Serve until SIGTERM or SIGINT."""
    app = create_app(settings, clock_of_test(settings))
    services: Services = app.extensions["attune"]
    streams: OpenStreams = app.extensions[OPEN_STREAMS]
    with ThreadPoolExecutor(settings.threads, thread_name_prefix="request") as threads:
        config = DeadlineConfig(make_gateway(app, threads, limits), limits=limits, **SERVING)
        services.jobs.start()
        freeze_what_is_loaded()
        Server(config, before_stop=streams.stop).run([listener])
    _stop(services)


def run_jobs(settings: Settings) -> None:
    """Do what one process does for all (purges, for instance) until SIGTERM or SIGINT, and serve nothing."""
    services: Services = create_app(settings, clock_of_test(settings)).extensions["attune"]
    stopping = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _signal, _frame: stopping.set())
    services.jobs.start(only_once=True)
    stopping.wait()
    _stop(services)


def clock_of_test(settings: Settings) -> Clock | None:
    """The clock of a test that serves in a process of its own; None, the machine's, where there is no test."""
    if not settings.test_support:
        return None
    refuse_unsafe(settings)
    module, _, name = settings.test_support.partition(":")
    return cast(Clock, getattr(import_module(module), name)(settings))


def make_gateway(app: APIFlask, threads: ThreadPoolExecutor, limits: TransferLimits) -> Gateway:
    """Put the ASGI application in front of ours."""
    services: Services = app.extensions["attune"]
    return Gateway(
        app=app.wsgi_app,  # type: ignore[arg-type]  # the types of WSGI that a2wsgi and werkzeug each have of their own
        limit_of=lambda method, path: find_body_limit(app, method, path),
        limits=limits,
        threads=threads,
        headers=[
            (name.lower().encode(), value.encode()) for name, value in protective_headers(services.settings).items()
        ],
        observe=services.observations.request_answered,
    )


def find_body_limit(app: Flask, method: str, path: str) -> int:
    """The largest body of the route that answers a method and a path, in bytes; the usual one where there is none."""
    try:
        endpoint, _ = app.url_map.bind("").match(path, method)
    except HTTPException:
        return DEFAULT_BODY_BYTES
    return body_limit_of(app.view_functions[endpoint])


def _stop(services: Services) -> None:
    services.jobs.stop()
    services.bus.stop()
    services.live.stop()
    services.database.dispose()
    if not checkpoint(services.database):
        log.warning("database_in_use", copy="VACUUM INTO, not the file alone: another process has it open")
    services.database.dispose()
