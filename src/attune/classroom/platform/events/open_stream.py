"""One open event stream, in the event loop: Server-Sent Events, resumed by Last-Event-ID, kept open by heartbeats."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Collection, Iterator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.events.bus import EventId, LocalBus, Message, Subscription
from attune.classroom.platform.events.types import EventType, PushedEvent, SessionEnded

HEARTBEAT_SECONDS = 15.0
REGULAR_SECONDS = 2.0
MOST_PER_SESSION = 30  # streams: one for each tab; more is no person
RETRY_MS = 2000  # what a browser waits before it reconnects
# after these a stream ends: with its session, or because it is to listen to other courses
_LAST = frozenset({EventType.SESSION_ENDED, EventType.TEACHING_CHANGED})


class TooManyStreams(ApiError):
    """A session holds more streams open than a person has tabs; another one would cost everybody else."""

    code, status = "too_many_streams", 429


@dataclass(frozen=True, slots=True)
class Listener:
    """Whose stream it is.

    Attributes:
        channels: Whose events they get.
        last_id: Of the last event that they have had; None for whoever begins.
        session_id: Of the session by which they are signed in.
        expires_at: When that session ends by itself.
        regular: Measured and sent every REGULAR_SECONDS; None for nothing.
    """

    channels: Collection[str]
    last_id: EventId | None
    session_id: UUID
    expires_at: datetime
    regular: Callable[[], PushedEvent] | None = None


class OpenStreams:
    """The streams of this process, so that they can be ended: with their session, and with the process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: set[EventStream] = set()
        self._per_session: Counter[UUID] = Counter()
        self._stopping = False

    def check_room(self, session_id: UUID) -> None:
        """Raise TooManyStreams where a session holds as many streams as it may."""
        with self._lock:
            self._check_room(session_id)

    def add(self, stream: EventStream) -> None:
        """Note a stream; while the process stops it ends at once.

        Raises:
            TooManyStreams: a session holds more streams open than a person has tabs; another one would cost everybody
                else.
        """
        with self._lock:
            self._check_room(stream.listener.session_id)
            self._open.add(stream)
            self._per_session[stream.listener.session_id] += 1
            stopping = self._stopping
        if stopping:
            stream.close()

    def _check_room(self, session_id: UUID) -> None:
        if self._per_session[session_id] >= MOST_PER_SESSION:
            raise TooManyStreams(
                f"This session holds {MOST_PER_SESSION} event streams open; close some of its tabs, then load again.",
                most=MOST_PER_SESSION,
                retry_after=60,
            )

    def discard(self, stream: EventStream) -> None:
        """Forget a stream."""
        session_id = stream.listener.session_id
        with self._lock:
            if stream not in self._open:
                return
            self._open.discard(stream)
            self._per_session[session_id] -= 1
            if not self._per_session[session_id]:
                del self._per_session[session_id]

    def session_ids(self) -> set[UUID]:
        """The sessions that hold a stream open."""
        return {stream.listener.session_id for stream in self._all()}

    def end_sessions(self, ended: Collection[UUID], now: datetime) -> None:
        """End the streams of some sessions, and of those that have expired; each is told so."""
        for stream in self._all():
            if stream.listener.session_id in ended or stream.listener.expires_at <= now:
                stream.end_session()

    def stop(self) -> None:
        """End every stream, now and from now on. Browsers reconnect to whoever answers next."""
        with self._lock:
            self._stopping = True
        for stream in self._all():
            stream.close()

    def _all(self) -> list[EventStream]:
        with self._lock:
            return list(self._open)


@dataclass(slots=True, eq=False)
class EventStream:
    """The body of an answer that stays open (a `LoopBody`). It listens from the moment in which it is written."""

    bus: LocalBus
    listener: Listener
    streams: OpenStreams
    _subscription: Subscription | None = None
    _wake: Callable[[], None] = field(default=lambda: None)
    _closed: bool = False
    _session_ended: bool = False

    def close(self) -> None:
        """End quietly. From any thread."""
        self._closed = True
        self._leave()
        self._wake()

    def end_session(self) -> None:
        """Tell the browser that its session is over, and end. From any thread."""
        self._session_ended = True
        self._wake()

    async def pieces(self) -> AsyncGenerator[bytes]:
        """The text of the stream, until the session ends, the reader falls behind, or it is closed."""
        loop, arrived = asyncio.get_running_loop(), asyncio.Event()
        self._wake = lambda: _set_from_any_thread(loop, arrived)
        try:
            self.streams.add(self)
        except TooManyStreams:
            return  # others of the session came between; the browser asks again, and that request is told why
        try:
            self._subscription = self.bus.subscribe(self.listener.channels, self.listener.last_id, wake=self._wake)
            # the id before any event: also who has got none yet resumes from here
            yield f"retry: {RETRY_MS}\nid: {self._subscription.start_id}\n\n".encode()
            async with aclosing(self._write(self._subscription, arrived)) as written:
                async for text in written:
                    yield text.encode()
        finally:
            self._leave()

    def __iter__(self) -> Iterator[bytes]:
        """The same for a server without an event loop: in the thread that asks, with a loop of its own."""
        pieces = self.pieces()

        async def following() -> bytes | None:
            return await anext(pieces, None)

        with asyncio.Runner() as runner:
            try:
                while (piece := runner.run(following())) is not None:
                    yield piece
            finally:
                runner.run(pieces.aclose())

    def _leave(self) -> None:
        self.streams.discard(self)
        if self._subscription is not None:
            self.bus.close(self._subscription)

    async def _write(self, subscription: Subscription, arrived: asyncio.Event) -> AsyncGenerator[str]:
        regular = self.listener.regular
        pause = HEARTBEAT_SECONDS if regular is None else REGULAR_SECONDS
        due = time.monotonic() + (pause if regular is None else 0.0)
        while not self._closed and not subscription.overrun:
            arrived.clear()
            for message in subscription.take():
                if _is_for_another_session(message, self.listener.session_id):
                    continue
                yield f"id: {message.id}\ndata: {message.data}\n\n"
                if message.type in _LAST:
                    return
            if self._session_ended:
                yield _as_data(SessionEnded(session_id=self.listener.session_id))
                return
            if time.monotonic() >= due:
                yield ": heartbeat\n\n" if regular is None else _as_data(await asyncio.to_thread(regular))
                due = time.monotonic() + pause
            await _wait(arrived, due - time.monotonic())


def _as_data(event: PushedEvent) -> str:
    """An event without an id: who reconnects does not resume from it."""
    return f"data: {event.model_dump_json()}\n\n"


def _is_for_another_session(message: Message, session_id: UUID) -> bool:
    """One person may be signed in twice; signing out here does not concern the other browser."""
    if message.type is not EventType.SESSION_ENDED:
        return False
    return SessionEnded.model_validate_json(message.data).session_id not in (None, session_id)


def _set_from_any_thread(loop: asyncio.AbstractEventLoop, arrived: asyncio.Event) -> None:
    with suppress(RuntimeError):  # the loop has ended since, and the stream with it
        loop.call_soon_threadsafe(arrived.set)


async def _wait(arrived: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(max(0.0, seconds)):
            await arrived.wait()
