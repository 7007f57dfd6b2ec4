"""The live store that several processes share, in Redis. Everything in it runs out by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar, cast
from uuid import uuid4

import redis
import structlog
from redis.exceptions import LockError
from redis.lock import Lock

from attune.classroom.platform.live_store.contract import LOCKED_AT_MOST, PATIENCE, Codec, LiveStoreAway, LiveValues

log = structlog.get_logger("attune.live_store")

T = TypeVar("T")

PREFIX = "attune:live:"
TIMEOUT = 2.0  # seconds that a request waits for Redis
ASKED_AGAIN_AFTER = 1.0  # seconds after one has waited in vain; until then nobody waits
TRIED_EVERY = 0.01  # seconds between two tries to get a lock
BEGAN_LASTS = timedelta(days=2)  # far longer than any value; renewed whenever it is asked for
TOPIC_ENTRIES, TOPIC_LASTS = 5000, timedelta(minutes=1)
BLOCK_MS = 500
RETRY_SECONDS = 0.5

# In one step: take the lease if it is free or one's own. Returns 1 where it is one's own now.
LEASE = """
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""


class Reach:
    """Whether Redis answers. Who has just waited for it in vain saves the next requests the same wait."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._away, self._asked_again_at = False, float("-inf")

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Raise LiveStoreAway where Redis does not answer, at once if it did not a moment ago."""
        if self._monotonic() < self._asked_again_at:
            raise LiveStoreAway.for_now()
        try:
            yield
        except redis.RedisError as error:
            if isinstance(error, redis.ConnectionError | redis.TimeoutError):
                self._asked_again_at = self._monotonic() + ASKED_AGAIN_AFTER
            if not self._away:  # said once for each time it is away: every request would say it again
                log.warning("live_store_away", error=str(error))
            self._away = True
            raise LiveStoreAway.for_now() from error
        if self._away:
            self._away = False
            log.info("live_store_answers_again")


class RedisValues(Generic[T]):
    """Values of one kind as JSON. What another version of this program has written is taken to be absent."""

    def __init__(self, client: redis.Redis, reach: Reach, kind: str, codec: Codec[T], lasts: timedelta) -> None:
        self._client, self._reach, self._codec, self._lasts = client, reach, codec, lasts
        self._prefix = f"{PREFIX}{kind}:"
        self._held = threading.local()

    def read(self, name: str) -> T | None:
        """The value under a name, None where there is none or it has run out."""
        with self._reach():
            return self._decode(name, cast("bytes | None", self._client.get(self._prefix + name)))

    def read_many(self, names: Collection[str]) -> Mapping[str, T]:
        """The values under some names, as far as there are any."""
        ordered = list(names)
        if not ordered:
            return {}
        with self._reach():
            found = cast("list[bytes | None]", self._client.mget([self._prefix + name for name in ordered]))
        values = {name: self._decode(name, text) for name, text in zip(ordered, found, strict=True)}
        return {name: value for name, value in values.items() if value is not None}

    def write(self, name: str, value: T) -> None:
        """Put a value under a name; its time begins again."""
        with self._reach():
            self._client.set(self._prefix + name, self._codec.encode(value), px=self._lasts)

    def write_missing(self, values: Mapping[str, T]) -> None:
        """Put values under names that have none."""
        with self._reach(), self._client.pipeline(transaction=False) as pipe:
            for name, value in values.items():
                pipe.set(self._prefix + name, self._codec.encode(value), px=self._lasts, nx=True)
            pipe.execute()

    def discard(self, name: str) -> None:
        """Take the value under a name away."""
        with self._reach():
            self._client.delete(self._prefix + name)

    def clear(self) -> None:
        """Take everything away."""
        with self._reach():
            for key in self._client.scan_iter(f"{self._prefix}*", count=1000):
                self._client.delete(key)

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Keep everybody else, in any process, from holding the same name.

        Raises:
            LiveStoreAway: that takes long.
        """
        held: set[str] = self._held.__dict__.setdefault("names", set())
        if name in held:
            yield
            return
        lock = self._lock_of(name)
        held.add(name)
        try:
            yield
        finally:
            held.discard(name)
            with suppress(LockError, redis.RedisError):  # it has run out, and with it what it kept others from
                lock.release()

    def _lock_of(self, name: str) -> Lock:
        lock: Lock = self._client.lock(
            f"{self._prefix}{name}:lock",
            timeout=LOCKED_AT_MOST.total_seconds(),
            sleep=TRIED_EVERY,
            blocking_timeout=PATIENCE.total_seconds(),
        )
        with self._reach():
            if not lock.acquire():
                log.warning("live_value_held", kind=self._prefix)
                raise LiveStoreAway.for_now()
        return lock

    def _decode(self, name: str, text: bytes | None) -> T | None:
        if text is None:
            return None
        try:
            return self._codec.decode(text)
        except ValueError:
            log.warning("live_value_not_understood", kind=self._prefix.removeprefix(PREFIX).rstrip(":"))
            return None


@dataclass(slots=True)
class _Listener:
    """A handler of a topic. last_id: the id of the last entry that it has had."""

    topic: str
    handler: Callable[[str], None]
    last_id: bytes | None = None


class RedisStore:
    """A LiveStore that several processes share."""

    shared = True

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._reach = Reach()
        self._owner = uuid4().hex
        self._lease = self._client.register_script(LEASE)
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listeners: list[_Listener] = []

    def values(self, kind: str, codec: Codec[T], lasts: timedelta) -> LiveValues[T]:
        """The values of a kind."""
        return RedisValues(self._client, self._reach, kind, codec, lasts)

    def lease(self, name: str, lasts: timedelta) -> bool:
        """Take a lease, or renew it; False while another process has it."""
        with self._reach():
            milliseconds = int(lasts.total_seconds() * 1000)
            return bool(self._lease(keys=[f"{PREFIX}lease:{name}"], args=[self._owner, milliseconds]))

    def began_at(self, now: datetime) -> datetime:
        """When Redis began to remember: at the first start, or after it lost everything by a restart of its own."""
        with self._reach(), self._client.pipeline(transaction=True) as pipe:
            pipe.set(f"{PREFIX}began", now.isoformat(), nx=True)
            pipe.get(f"{PREFIX}began")
            pipe.pexpire(f"{PREFIX}began", BEGAN_LASTS)
            _, began, _ = pipe.execute()
        return datetime.fromisoformat(began.decode())

    def broadcast(self, topic: str, text: str) -> None:
        """Say something to every process that listens to a topic, this one included."""
        stream = f"{PREFIX}topic:{topic}"
        with self._reach(), self._client.pipeline(transaction=False) as pipe:
            pipe.xadd(stream, {"text": text}, maxlen=TOPIC_ENTRIES, approximate=True)
            pipe.pexpire(stream, TOPIC_LASTS)
            pipe.execute()

    def listen(self, topic: str, handler: Callable[[str], None]) -> None:
        """Call `handler` in a thread of its own for whatever is said about a topic from now on."""
        listener = _Listener(topic, handler)
        with suppress(redis.RedisError):  # the thread tries again, and says why
            listener.last_id = self._newest_id(topic)
        self._listeners.append(listener)
        thread = threading.Thread(target=self._follow, args=(listener,), name=f"live-{topic}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()
        self._client.close()

    def _follow(self, listener: _Listener) -> None:
        stream = f"{PREFIX}topic:{listener.topic}"
        while not self._stopping.is_set():
            try:
                if listener.last_id is None:
                    listener.last_id = self._newest_id(listener.topic)
                found = cast(Any, self._client.xread({stream: listener.last_id}, block=BLOCK_MS))
            except redis.RedisError as error:
                log.warning("live_topic_interrupted", topic=listener.topic, reason=str(error))
                self._stopping.wait(RETRY_SECONDS)
                continue
            for entry_id, fields in found[0][1] if found else ():
                listener.handler(fields[b"text"].decode())
                listener.last_id = entry_id

    def _newest_id(self, topic: str) -> bytes:
        """Where to read on from. With `$` in each XREAD, what is said between two of them would be lost."""
        newest = cast(Any, self._client.xrevrange(f"{PREFIX}topic:{topic}", count=1))
        return cast(bytes, newest[0][0]) if newest else b"0-0"
