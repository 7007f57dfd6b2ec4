"""A request's body is there in full before a transaction begins, a connection is taken or anybody is asked for.

Where the platform is served (`platform.serving`) it is received before a thread is taken, and there is nothing to do.
"""

from __future__ import annotations

import io
from typing import Any

from flask import current_app, request

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.permissions import DEFAULT_BODY_BYTES, body_limit_of
from attune.classroom.platform.serving.receiving import BodyTooLarge
from attune.classroom.platform.serving.threads import RECEIVED

PIECE = 64 * 1024  # bytes asked for at once


class BodyIncomplete(ApiError):
    """The body ended before the length that was announced."""

    code, status = "body_incomplete", 400


def receive_body() -> None:
    """Replace the body by a copy in memory, so that whoever reads it later waits for nobody.

    Raises:
        BodyTooLarge, BodyIncomplete: the body is not there as a whole.
    """
    environ = request.environ
    largest = DEFAULT_BODY_BYTES if request.endpoint is None else body_limit_of(_view(request.endpoint))
    request.max_content_length = largest
    if environ.get(RECEIVED):
        return
    body = _read(environ, largest)
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
    except OSError:
        raise BodyIncomplete("The connection broke while the request's body arrived; send it again.") from None


def _too_large(largest: int) -> BodyTooLarge:
    return BodyTooLarge(f"This takes at most {largest} bytes at once; send less at a time.", largest=largest)
