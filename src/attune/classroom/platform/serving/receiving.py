"""Receiving a request as a whole, before a thread, a connection of the database or a lock is taken for it."""

from __future__ import annotations

import asyncio
from tempfile import SpooledTemporaryFile
from typing import IO

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.serving.asgi import Headers, Receive, Scope
from attune.classroom.platform.serving.limits import TransferLimits

# A longer body goes on in a temporary file without a name. A frame of somebody's camera is far shorter, and must not
# touch the disk.
IN_MEMORY = 1024 * 1024


class BodyTooLarge(ApiError):
    """The body is larger than the route takes."""

    code, status = "body_too_large", 413


class RequestTooSlow(ApiError):
    """The body did not arrive in the time it may take."""

    code, status = "request_too_slow", 408


class ClientGone(Exception):
    """The client has closed the connection before its request was there."""


async def receive_body(receive: Receive, announced: int | None, largest: int, limits: TransferLimits) -> IO[bytes]:
    """Receive a request's body.

    Args:
        receive: ASGI's.
        announced: The Content-Length, if there is one.
        largest: How many bytes the route takes.
        limits: How long it may take.

    Returns:
        The body, at its beginning; to be closed by the caller.

    Raises:
        BodyTooLarge: It is, or says that it is. It is not read to its end.
        RequestTooSlow: It has not arrived in time.
        ClientGone: It never will.
    """
    if announced is not None and announced > largest:
        raise _too_large(largest)
    body: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - it is handed to the caller
    try:
        await _fill(body, receive, largest, limits)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body


async def _fill(body: IO[bytes], receive: Receive, largest: int, limits: TransferLimits) -> None:
    loop = asyncio.get_running_loop()
    began, received = loop.time(), 0
    try:
        async with asyncio.timeout_at(began + limits.body_seconds(0)) as deadline:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                piece: bytes = message.get("body", b"")
                received += len(piece)
                if received > largest:
                    raise _too_large(largest)
                if received > IN_MEMORY:  # it is written to a disk, for which nobody else should have to wait
                    await loop.run_in_executor(None, body.write, piece)
                else:
                    body.write(piece)
                if not message.get("more_body", False):
                    return
                deadline.reschedule(began + limits.body_seconds(received))
    except TimeoutError:
        raise RequestTooSlow("The request arrived too slowly; try again on a better connection.") from None


def announced_length(scope: Scope) -> int | None:
    """The Content-Length of a request; None where it has none. The parser has checked that it is a number."""
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), None)


def has_body(scope: Scope) -> bool:
    """Whether a body comes with a request."""
    return bool(announced_length(scope)) or any(name == b"transfer-encoding" for name, _ in scope["headers"])


def with_length(headers: Headers, length: int) -> Headers:
    """The headers of a request whose body has been received: its length instead of how it was sent."""
    others = [(name, value) for name, value in headers if name not in {b"content-length", b"transfer-encoding"}]
    return [*others, (b"content-length", str(length).encode())] if length else others


def _too_large(largest: int) -> BodyTooLarge:
    return BodyTooLarge(f"This takes at most {largest} bytes at once; send less at a time.", largest=largest)
