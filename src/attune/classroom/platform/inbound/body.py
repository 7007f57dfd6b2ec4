"""Receiving a request's body in full, before a transaction begins, a connection is taken or anybody is asked for."""

from __future__ import annotations

import io
from typing import Any

from flask import current_app, request

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.inbound.arrival import ArrivedTooSlowly, TimedSocket, TooManySlow
from attune.classroom.platform.permissions import DEFAULT_BODY_BYTES, body_limit_of

PIECE = 64 * 1024  # bytes asked for at once
CONNECTION = "gunicorn.socket"  # where the server keeps the connection; a test has none


class BodyTooLarge(ApiError):
    """The body is larger than the route takes."""

    code, status = "body_too_large", 413


class BodyIncomplete(ApiError):
    """The body ended before the length that was announced."""

    code, status = "body_incomplete", 400


class RequestTooSlow(ApiError):
    """The body did not arrive in the time it may take."""

    code, status = "request_too_slow", 408


class SlowRequests(ApiError):
    """Too many slow requests are arriving already."""

    code, status = "too_many_slow_requests", 503


def receive_body() -> None:
    """Replace the body by a copy in memory, so that whoever reads it later waits for nobody.

    In memory only: a frame of somebody's camera must not touch the disk, and no route takes more than a few megabytes.

    Raises:
        BodyTooLarge, BodyIncomplete, RequestTooSlow, SlowRequests: the body is not there as a whole.
    """
    environ = request.environ
    largest = DEFAULT_BODY_BYTES if request.endpoint is None else body_limit_of(_view(request.endpoint))
    request.max_content_length = largest
    body = _read(environ, largest)
    connection = environ.get(CONNECTION)
    if isinstance(connection, TimedSocket):
        connection.received()
    environ["wsgi.input"] = io.BytesIO(body)
    environ["wsgi.input_terminated"] = True
    if environ.pop("HTTP_TRANSFER_ENCODING", None) is not None or body:
        environ["CONTENT_LENGTH"] = str(len(body))


def _view(endpoint: str) -> Any:  # noqa: ANN401 - any view
    return current_app.view_functions[endpoint]


def _read(environ: dict[str, Any], largest: int) -> bytes:
    announced = request.content_length
    if announced is None and not environ.get("wsgi.input_terminated"):
        return b""
    if announced is not None and announced > largest:
        raise _too_large(largest)
    received = bytearray()
    while announced is None or len(received) < announced:
        piece = _receive(environ, PIECE if announced is None else min(PIECE, announced - len(received)))
        if not piece:
            break
        received += piece
        if len(received) > largest:
            raise _too_large(largest)
    if announced is not None and len(received) < announced:
        raise BodyIncomplete("The request's body ended too early; send it again.")
    return bytes(received)


def _receive(environ: dict[str, Any], size: int) -> bytes:
    try:
        return bytes(environ["wsgi.input"].read(size))
    except ArrivedTooSlowly:
        raise RequestTooSlow("The request arrived too slowly; try again on a better connection.") from None
    except TooManySlow:
        raise SlowRequests(
            "Too many requests on slow connections are arriving; try again in a moment.", retry_after=2
        ) from None
    except OSError:
        raise BodyIncomplete("The connection broke while the request's body arrived; send it again.") from None


def _too_large(largest: int) -> BodyTooLarge:
    return BodyTooLarge(f"This takes at most {largest} bytes at once; send less at a time.", largest=largest)
