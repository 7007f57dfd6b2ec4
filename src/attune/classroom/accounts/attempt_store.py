"""Where tries are counted: in this process, or in Redis for several; while Redis is away, in this process again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar, cast

import redis
import structlog

log = structlog.get_logger("attune.accounts")

T = TypeVar("T")

PREFIX = "attune:attempts:"
SWEPT_EVERY = 1000  # counts between two searches for what has run out, so that memory does not grow with guesses


class AttemptStore(Protocol):
    """Counts and waits by key, each of which runs out by itself."""

    def count(self, key: str, now: datetime, lasts: timedelta) -> int:
        """Add one and return how many there are since the first that has not run out."""
        ...

    def hold(self, key: str, until: datetime, now: datetime) -> bool:
        """Let the key wait until an instant, unless it waits already; of several at once, one is told True."""
        ...

    def held_until(self, key: str, now: datetime) -> datetime | None:
        """The instant until which the key waits, or None where it need not."""
        ...

    def clear(self, key: str) -> None:
        """Clear a key's count and its wait."""
        ...


class MemoryAttempts:
    """An AttemptStore of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[int, datetime]] = {}
        self._holds: dict[str, datetime] = {}
        self._counted = 0

    def count(self, key: str, now: datetime, lasts: timedelta) -> int:
        """Add one and return how many there are since the first that has not run out."""
        with self._lock:
            self._sweep(now)
            number, ends = self._counts.get(key, (0, now + lasts))
            if ends <= now:
                number, ends = 0, now + lasts
            self._counts[key] = (number + 1, ends)
            return number + 1

    def hold(self, key: str, until: datetime, now: datetime) -> bool:
        """Let the key wait until an instant, unless it waits already; of several at once, one is told True."""
        with self._lock:
            if self._holds.get(key, now) > now:
                return False
            self._holds[key] = until
            return True

    def held_until(self, key: str, now: datetime) -> datetime | None:
        """The instant until which the key waits, or None where it need not."""
        with self._lock:
            until = self._holds.get(key)
            return until if until is not None and until > now else None

    def clear(self, key: str) -> None:
        """Clear a key's count and its wait."""
        with self._lock:
            self._counts.pop(key, None)
            self._holds.pop(key, None)

    def _sweep(self, now: datetime) -> None:
        self._counted += 1
        if self._counted % SWEPT_EVERY == 0:
            self._counts = {key: found for key, found in self._counts.items() if found[1] > now}
            self._holds = {key: until for key, until in self._holds.items() if until > now}


class RedisAttempts:
    """An AttemptStore that several processes share.

    Raises:
        redis.RedisError: while the server is away.
    """

    def __init__(self, client: redis.Redis) -> None:
        self._client = client

    def count(self, key: str, now: datetime, lasts: timedelta) -> int:
        """Add one and return how many there are since the first that has not run out."""
        name = f"{PREFIX}count:{key}"
        with self._client.pipeline(transaction=True) as pipe:
            pipe.incr(name)
            pipe.expire(name, lasts, nx=True)
            number, _ = pipe.execute()
        return int(number)

    def hold(self, key: str, until: datetime, now: datetime) -> bool:
        """Let the key wait until an instant, unless it waits already; of several at once, one is told True."""
        lasts = max(timedelta(milliseconds=1), until - now)
        return bool(self._client.set(f"{PREFIX}hold:{key}", until.timestamp(), px=lasts, nx=True))

    def held_until(self, key: str, now: datetime) -> datetime | None:
        """The instant until which the key waits, or None where it need not."""
        found = cast("bytes | None", self._client.get(f"{PREFIX}hold:{key}"))
        until = None if found is None else datetime.fromtimestamp(float(found), UTC)
        return until if until is not None and until > now else None

    def clear(self, key: str) -> None:
        """Clear a key's count and its wait."""
        self._client.delete(f"{PREFIX}count:{key}", f"{PREFIX}hold:{key}")


class FallbackAttempts:
    """Redis while it answers, this process's memory while it does not: nobody is kept out by a restart of Redis."""

    def __init__(self, shared: AttemptStore) -> None:
        self._shared, self._own = shared, MemoryAttempts()

    def count(self, key: str, now: datetime, lasts: timedelta) -> int:
        """Add one and return how many there are since the first that has not run out."""
        return self._first(lambda store: store.count(key, now, lasts))

    def hold(self, key: str, until: datetime, now: datetime) -> bool:
        """Let the key wait until an instant, unless it waits already; of several at once, one is told True."""
        return self._first(lambda store: store.hold(key, until, now))

    def held_until(self, key: str, now: datetime) -> datetime | None:
        """The instant until which the key waits, or None where it need not."""
        return self._first(lambda store: store.held_until(key, now))

    def clear(self, key: str) -> None:
        """Clear a key's count and its wait."""
        self._own.clear(key)
        self._first(lambda store: store.clear(key))

    def _first(self, ask: Callable[[AttemptStore], T]) -> T:
        try:
            return ask(self._shared)
        except redis.RedisError as error:
            log.warning("attempts_counted_in_memory", reason=str(error))
            return ask(self._own)


def open_attempts(redis_url: str) -> AttemptStore:
    """Return the store for the given settings; an empty address counts in this process."""
    if not redis_url:
        return MemoryAttempts()
    client = redis.Redis.from_url(redis_url, socket_timeout=1.0, socket_connect_timeout=1.0)
    return FallbackAttempts(RedisAttempts(client))
