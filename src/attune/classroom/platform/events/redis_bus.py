"""Pushed events between several processes: a stream in Redis, whose ids are those that browsers resume from.

Unlike a channel of Redis, a stream can be read again: a process that starts, or whose connection was lost for a moment,
reads on where it was, and so does a browser that reconnects to another process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any, cast

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

from attune.classroom.platform.clock import Clock, SystemClock
from attune.classroom.platform.events.bus import BEFORE_ALL, REMEMBERED, BusStatus, EventId, LocalBus, Message
from attune.classroom.platform.events.redis_persistence import PersistentRedis, refuse_persistent
from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.platform.settings import Settings

log = structlog.get_logger("attune.bus")

STREAM = "attune:events"
GAP = b"gap"  # the field of an entry before which events are missing
LASTS_MS = 300_000  # what is older is thrown away; who was away for longer fetches again
ENTRIES_PER_READ = 500  # entries read with one request
BLOCK_MS = 1000  # how long Redis waits for something new; less than REDIS_TIMEOUT
REDIS_TIMEOUT = 2.0  # seconds that a request waits for Redis before its event goes to this process's streams alone
FIRST_RETRY, LONGEST_RETRY = 0.2, 5.0  # seconds between two attempts to reach Redis again
FARTHEST_AHEAD_MS = 60_000  # a reader's id may be later than ours by what is on its way and by how clocks differ

Fields = Mapping[bytes, bytes]
Entry = tuple[EventId, Fields]


class RedisBus(LocalBus):
    """Carries events between processes: what one sends, every one delivers to its own streams, in one order.

    A thread follows the stream. While Redis does not answer, events reach the streams of the process that sends them.
    When it answers again and nothing is missing, streams go on; otherwise every open stream is told to fetch again.
    """

    def __init__(self, url: str, clock: Clock | None = None, *, may_persist: bool = False) -> None:
        super().__init__()
        self._clock, self._may_persist = clock or SystemClock(), may_persist
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=REDIS_TIMEOUT,
            socket_connect_timeout=REDIS_TIMEOUT,
            retry=Retry(NoBackoff(), 0),  # a reconnection inside the client would hide that events were lost
        )
        self._connected, self._since = threading.Event(), self._clock.now()
        self._followed: EventId | None = None  # the last entry that was read
        self._sent_alone = False  # since the connection was lost, to this process's streams
        self._was_lost = False
        self._stopping, self._pause = threading.Event(), FIRST_RETRY
        self._thread = threading.Thread(target=self._listen, name="events-from-redis", daemon=True)
        self._thread.start()
        self._connected.wait(REDIS_TIMEOUT)

    @property
    def status(self) -> BusStatus:
        """Whether Redis carries events at the moment."""
        return BusStatus("redis", connected=self._connected.is_set(), since=self._since)

    def send(self, channel: str, event: PushedEvent) -> None:
        """Hand `event` to Redis, which gives it to every process; to this process's streams while Redis is away."""
        if self._connected.is_set():
            try:
                self._add({"channel": channel, "type": event.type.value, "data": event.model_dump_json()})
                return
            except redis.RedisError as error:
                self._on_lost(error)
        self._sent_alone = True
        super().send(channel, event)

    def stop(self) -> None:
        """Stop listening."""
        self._stopping.set()
        self._thread.join()
        self._redis.close()

    def _next_id(self) -> EventId:
        return EventId(self._last_id.milliseconds, self._last_id.number + 1)  # Redis gives the ids, by its own clock

    def _is_ahead(self, last_id: EventId) -> bool:
        return self._last_id < last_id < EventId(time.time_ns() // 1_000_000 + FARTHEST_AHEAD_MS)

    def _add(self, fields: Mapping[str, str]) -> None:
        with self._redis.pipeline(transaction=False) as pipe:
            pipe.xadd(STREAM, cast(Any, fields), maxlen=REMEMBERED, approximate=True)
            pipe.pexpire(STREAM, LASTS_MS)
            pipe.execute()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._begin()
                self._follow()
            except PersistentRedis as error:
                log.error("redis_refused", reason=str(error))
                self._stopping.wait(LONGEST_RETRY)
            except redis.RedisError as error:
                self._on_lost(error)
                self._stopping.wait(self._pause)
                self._pause = min(2 * self._pause, LONGEST_RETRY)

    def _begin(self) -> None:
        """Read what is in the stream; go on where this process was, if nothing since is missing."""
        if not self._may_persist:
            refuse_persistent(self._redis)
        if self._sent_alone:  # other processes' streams did not get it
            self._add({"gap": "1"})
            self._sent_alone = False
        before = EventId(self._redis_ms() - 1)
        entries = self._newest()
        with self._lock:
            if self._followed is None or not entries or entries[0][0] > self._followed:
                gaps = [entry_id for entry_id, fields in entries if GAP in fields]
                self._followed = max(gaps, default=entries[0][0] if entries else before)
                self._start_again(self._followed)
            for entry_id, fields in entries:
                if entry_id > self._followed:
                    self._take(entry_id, fields)
        self._on_connected()

    def _follow(self) -> None:
        """Deliver what comes until the bus is stopped.

        Raises:
            RedisError: Redis failed, or answers no more.
        """
        trimmed_at = 0.0
        while not self._stopping.is_set():
            found = self._read_on()
            with self._lock:
                for entry_id, fields in found:
                    self._take(entry_id, fields)
            if time.monotonic() - trimmed_at > LASTS_MS / 10_000:
                self._redis.xtrim(STREAM, minid=f"{time.time_ns() // 1_000_000 - LASTS_MS}-0", approximate=False)
                trimmed_at = time.monotonic()

    def _read_on(self) -> list[Entry]:
        found = cast(Any, self._redis.xread({STREAM: str(self._followed)}, count=ENTRIES_PER_READ, block=BLOCK_MS))
        entries = _parse(found[0][1]) if found else []
        if len(entries) == ENTRIES_PER_READ:  # this process is behind, perhaps by more than the stream holds
            oldest = _parse(cast(Any, self._redis.xrange(STREAM, count=1)))
            if oldest and self._followed is not None and oldest[0][0] > self._followed:
                self._followed = None
                raise redis.RedisError("this process is so far behind that events are missing")
        return entries

    def _redis_ms(self) -> int:
        seconds, microseconds = self._redis.time()
        return seconds * 1000 + microseconds // 1000

    def _newest(self) -> list[Entry]:
        return _parse(reversed(cast(Any, self._redis.xrevrange(STREAM, count=REMEMBERED))))

    def _take(self, entry_id: EventId, fields: Fields) -> None:
        """Deliver one entry; what another version of this program has written is passed over."""
        self._followed = entry_id
        if GAP in fields:
            self._start_again(entry_id)
            return
        try:
            kind = EventType(fields[b"type"].decode())
            message = Message(entry_id, fields[b"channel"].decode(), kind, fields[b"data"].decode())
        except (ValueError, KeyError):
            log.warning("event_not_understood")
            return
        self._deliver(message)

    def _start_again(self, since: EventId) -> None:
        """Nothing before `since` is known to be complete: every open stream is told that it missed something."""
        self._past.clear()
        self._last_id = self._complete_since = since
        for subscription in self._open:
            subscription.start_id = BEFORE_ALL
            subscription.put(self._missed())

    def _on_connected(self) -> None:
        if self._connected.is_set():
            return
        self._pause, self._since = FIRST_RETRY, self._clock.now()
        self._connected.set()
        if self._was_lost:  # a start is no news: a command prints what it was asked for and nothing else
            log.info("redis_connected_again")

    def _on_lost(self, error: redis.RedisError) -> None:
        if not self._connected.is_set():
            return
        self._connected.clear()
        self._was_lost, self._since = True, self._clock.now()
        log.error("redis_lost", reason=str(error))


def open_bus(settings: Settings, clock: Clock) -> LocalBus:
    """Return the bus between processes when there is a Redis, else the one within this process."""
    if not settings.redis_url:
        return LocalBus()
    return RedisBus(settings.redis_url, clock, may_persist=settings.redis_may_persist)


def _parse(entries: Any) -> list[Entry]:  # noqa: ANN401 - what redis-py returns
    return [(EventId.parse(entry_id.decode()), fields) for entry_id, fields in entries]
