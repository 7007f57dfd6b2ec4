"""Serving the application: one process in which uvicorn's event loop carries the connections and threads the views."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor

import structlog
from apiflask import APIFlask
from flask import Flask
from werkzeug.exceptions import HTTPException

from attune.classroom.app import create_app
from attune.classroom.event_stream import OPEN_STREAMS
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.sqlite_file import checkpoint
from attune.classroom.platform.events.open_stream import OpenStreams
from attune.classroom.platform.permissions import DEFAULT_BODY_BYTES, body_limit_of
from attune.classroom.platform.security import protective_headers
from attune.classroom.platform.serving.gateway import Gateway
from attune.classroom.platform.serving.limits import TransferLimits
from attune.classroom.platform.serving.process import SERVING, Server, allow_many_files
from attune.classroom.platform.serving.protocol import DeadlineConfig
from attune.classroom.platform.settings import Settings

log = structlog.get_logger("attune.server")


def serve(settings: Settings, listener: socket.socket, limits: TransferLimits | None = None) -> None:
    """Serve until SIGTERM or SIGINT, and leave a whole database file.

    Args:
        settings: Of the application.
        listener: A socket that is bound.
        limits: How long clients may take; as they are by default if not given.
    """
    allow_many_files()
    limits = limits or TransferLimits()
    app = create_app(settings)
    services: Services = app.extensions["attune"]
    streams: OpenStreams = app.extensions[OPEN_STREAMS]
    with ThreadPoolExecutor(settings.threads, thread_name_prefix="request") as threads:
        config = DeadlineConfig(make_gateway(app, threads, limits), limits=limits, **SERVING)
        services.jobs.start()
        Server(config, before_stop=streams.stop).run([listener])
    services.jobs.stop()
    services.bus.stop()
    _leave_whole_file(services)


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


def _leave_whole_file(services: Services) -> None:
    services.database.dispose()
    if not checkpoint(services.database):
        log.warning("database_in_use", copy="VACUUM INTO, not the file alone: another process has it open")
    services.database.dispose()
