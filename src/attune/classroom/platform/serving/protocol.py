"""HTTP/1.1 on one connection, with deadlines: uvicorn has none for a request's head, nor for slow readers."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from attune.classroom.platform.serving.limits import TransferLimits


class DeadlineConfig(Config):
    """uvicorn's configuration, with the limits that `DeadlineProtocol` keeps."""

    def __init__(self, app: Any, *, limits: TransferLimits, **options: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(app, http=DeadlineProtocol, **options)
        self.limits = limits


class DeadlineProtocol(HttpToolsProtocol):
    """One connection. A body's deadline is kept by whoever reads it (`receiving`); everything else is kept here."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, and wait for the first byte for a while."""
        super().connection_made(transport)
        self._limits = cast(DeadlineConfig, self.config).limits
        self._head_bytes = 0
        self._in_body = False
        self._unread = 0
        self._took_much = False
        self._reader_check: asyncio.TimerHandle | None = None
        self._linger: asyncio.TimerHandle | None = None
        self._head_due: asyncio.TimerHandle | None = self.loop.call_later(self._limits.silent_seconds, self._give_up)
        self._silent = True
        self._refusal = b""  # of what came after requests that are still being answered

    def connection_lost(self, exc: Exception | None) -> None:
        """End every deadline with the connection."""
        super().connection_lost(exc)
        for timer in (self._head_due, self._reader_check, self._linger):
            if timer is not None:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take bytes in. Also what begins no request, such as empty lines, has to become one in time."""
        if self._refusal:
            return
        if not self._in_body:
            self._expect_head()
            self._head_bytes += len(data)
        super().data_received(data)
        if self._head_due is not None and self._head_bytes > self._limits.head_bytes:
            self._refuse_head(b"431 Request Header Fields Too Large")

    def send_400_response(self, msg: str) -> None:
        """Say that these bytes are no request, after the answers to those that came before."""
        if self._in_body and self.pipeline and self.pipeline[0][0] is self.cycle:
            self.pipeline.popleft()  # its head was one, its body is none
            self.cycle = self.pipeline[0][0] if self.pipeline else self._answered
            self._in_body = False
        length = str(len(msg)).encode()
        head = b"400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: " + length
        self._refuse(head, msg.encode("ascii"))

    def on_message_begin(self) -> None:
        """The first byte of a request: its head is due."""
        super().on_message_begin()
        self._expect_head()

    def on_headers_complete(self) -> None:
        """The head is there; what comes next belongs to the body."""
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None
        self._head_bytes, self._in_body = 0, True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is there as a whole."""
        self._in_body = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is written: see that it is taken, and that a request it has refused comes to an end."""
        super().on_response_complete()
        if self.transport.get_write_buffer_size() > 0:
            self._watch_reader()
        if self._refusal and not self._is_answering():
            self._refuse_now()
        elif self._in_body and self._linger is None:
            self._linger = self.loop.call_later(self._limits.linger_seconds, self.transport.close)

    def pause_writing(self) -> None:
        """The client takes less than is written: watch how it goes on."""
        super().pause_writing()
        self._took_much = False
        self._watch_reader()

    def resume_writing(self) -> None:
        """The client has taken most of what waited for it."""
        super().resume_writing()
        self._took_much = True

    def _expect_head(self) -> None:
        if self._head_due is not None and not self._silent:
            return
        if self._head_due is not None:
            self._head_due.cancel()
        self._silent = False
        self._head_due = self.loop.call_later(self._limits.head_seconds, self._refuse_head, b"408 Request Timeout")

    def _give_up(self) -> None:
        self._head_due = None
        self.transport.close()

    def _refuse_head(self, status: bytes) -> None:
        self._head_due = None
        self._refuse(status + b"\r\ncontent-length: 0")

    def _refuse(self, head: bytes, body: bytes = b"") -> None:
        """Say what was wrong and close the connection, once the requests that came before are answered."""
        self._refusal = b"HTTP/1.1 " + head + b"\r\nconnection: close\r\n\r\n" + body
        if self._in_body or not self._is_answering():  # in a body: the request that is answered is the one refused
            self._refuse_now()

    def _refuse_now(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(self._refusal)
        self.transport.close()

    def _is_answering(self) -> bool:
        """Whether the last request whose head is there has no whole answer yet."""
        return self.cycle is not None and not self.cycle.response_complete

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answered = cycle
        super()._start_asgi_task(cycle, app)

    def _watch_reader(self) -> None:
        if self._reader_check is None:
            self._unread = self.transport.get_write_buffer_size()
            self._reader_check = self.loop.call_later(self._limits.reader_seconds, self._check_reader)

    def _check_reader(self) -> None:
        """Drop the connection where the client has taken too little of its answer since the last look."""
        self._reader_check = None
        left = self.transport.get_write_buffer_size()
        if left == 0 or not (self.flow.write_paused or self.cycle.response_complete):
            return
        enough = self._limits.reader_seconds * self._limits.bytes_per_second
        if not self._took_much and self._unread - left < enough:
            self.transport.abort()
            return
        self._took_much = False
        self._watch_reader()
