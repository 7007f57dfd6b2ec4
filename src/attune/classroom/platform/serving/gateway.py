"""The ASGI application: receives a request whole, has a thread answer it, and writes what is long in the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO

import structlog
from a2wsgi.wsgi_typing import WSGIApp

from attune.classroom.platform.errors import ApiError, describe_error
from attune.classroom.platform.serving.asgi import Headers, Receive, Scope, Send
from attune.classroom.platform.serving.bodies import LoopBody
from attune.classroom.platform.serving.limits import TransferLimits
from attune.classroom.platform.serving.receiving import (
    ClientGone,
    announced_length,
    has_body,
    receive_body,
    with_length,
)
from attune.classroom.platform.serving.threads import BODY, ThreadedAnswer

log = structlog.get_logger("attune.requests")

LimitOf = Callable[[str, str], int]
"""The largest body that the route of a method and a path takes, in bytes."""
Observe = Callable[[str, str, int, float], None]
"""Count an answer: method, route, status, seconds."""

UNROUTED = "(none)"  # the route of a request that was refused before it came to one


class Stopping(ApiError):
    """The process stops before it has the whole request."""

    code, status = "server_stopping", 503

    @classmethod
    def now(cls) -> Stopping:
        """Return the error; whoever answers next takes the request."""
        return cls("The server is being restarted; nothing was changed. Send it again in a moment.", retry_after=2)


@dataclass(slots=True)
class Gateway:
    """ASGI in front of a WSGI application.

    Attributes:
        app: The application, as a WSGI server calls it.
        limit_of: How large a body may be.
        limits: How long a body may take.
        threads: For the views.
        headers: On every answer that the application does not make itself.
        observe: Told of those answers.
    """

    app: WSGIApp
    limit_of: LimitOf
    limits: TransferLimits
    threads: ThreadPoolExecutor
    headers: Headers
    observe: Observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began = time.perf_counter()
        try:
            body = await self._receive(scope, receive)
        except ApiError as refusal:
            await self._refuse(scope, send, refusal, time.perf_counter() - began)
        except ClientGone:
            return
        except asyncio.CancelledError:  # the process stops, and nothing of the request has been done yet
            await self._refuse(scope, send, Stopping.now(), time.perf_counter() - began)
        else:
            with body:
                await self._answer(scope, body, receive, send)

    async def _receive(self, scope: Scope, receive: Receive) -> IO[bytes]:
        largest = self.limit_of(scope["method"], scope["path"]) if has_body(scope) else 0
        body = await receive_body(receive, announced_length(scope), largest, self.limits)
        length = body.seek(0, 2)
        body.seek(0)
        # A name with an underscore would be read as another header's: nobody may say X_Forwarded_For past a proxy.
        named = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        scope["headers"] = with_length(named, length)
        # what a browser would send percent-encoded; WSGI knows ASCII only
        scope["query_string"] = b"".join(bytes([c]) if c < 128 else b"%%%02X" % c for c in scope["query_string"])
        scope[BODY] = body
        return body

    async def _answer(self, scope: Scope, body: IO[bytes], receive: Receive, send: Send) -> None:
        answer = ThreadedAnswer(self.app, self.threads)
        try:
            await answer(scope, receive, send)  # type: ignore[arg-type]  # a2wsgi has types of its own for ASGI
            if answer.rest is not None:
                await _write(answer.rest, receive, send)
        finally:
            if answer.rest is not None:
                await asyncio.get_running_loop().run_in_executor(None, answer.close)

    async def _refuse(self, scope: Scope, send: Send, refusal: ApiError, seconds: float) -> None:
        text = json.dumps(describe_error(refusal.code, refusal.message, refusal.data)).encode()
        headers = [
            *self.headers,
            (b"content-type", b"application/json"),
            (b"content-length", str(len(text)).encode()),
            (b"cache-control", b"no-store"),
        ]
        if "retry_after" in refusal.data:
            headers.append((b"retry-after", str(math.ceil(refusal.data["retry_after"])).encode()))
        await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
        await send({"type": "http.response.body", "body": text})
        self.observe(scope["method"], UNROUTED, refusal.status, seconds)
        log.info("request", method=scope["method"], route=UNROUTED, status=refusal.status, ms=round(seconds * 1000, 1))


async def _write(rest: LoopBody, receive: Receive, send: Send) -> None:
    """Write the rest of an answer, until it is complete or the client has gone."""
    watching = asyncio.create_task(_close_when_gone(rest, receive))
    try:
        async with contextlib.aclosing(rest.pieces()) as pieces:
            async for piece in pieces:
                if watching.done():
                    return
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        watching.cancel()


async def _close_when_gone(rest: LoopBody, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    rest.close()
