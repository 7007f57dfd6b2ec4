"""The live store of one process."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from attune.classroom.platform.live_store.contract import Codec, LiveValues

T = TypeVar("T")

SWEPT_EVERY = 1000  # writes between two searches for what has run out


class MemoryValues(Generic[T]):
    """Values of one kind in a dictionary. They are kept as they are, not as JSON."""

    def __init__(self, lasts: timedelta, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._lasts, self._monotonic = lasts.total_seconds(), monotonic
        self._lock = threading.RLock()  # one for all names: what is done with it in hand takes moments
        self._found: dict[str, tuple[T, float]] = {}
        self._written = 0

    def read(self, name: str) -> T | None:
        """The value under a name, None where there is none or it has run out."""
        found = self._found.get(name)
        return found[0] if found is not None and found[1] > self._monotonic() else None

    def read_many(self, names: Collection[str]) -> Mapping[str, T]:
        """The values under some names, as far as there are any."""
        found = {name: self.read(name) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def write(self, name: str, value: T) -> None:
        """Put a value under a name; its time begins again."""
        with self._lock:
            self._sweep()
            self._found[name] = (value, self._monotonic() + self._lasts)

    def write_missing(self, values: Mapping[str, T]) -> None:
        """Put values under names that have none."""
        with self._lock:
            for name, value in values.items():
                if self.read(name) is None:
                    self.write(name, value)

    def discard(self, name: str) -> None:
        """Take the value under a name away."""
        with self._lock:
            self._found.pop(name, None)

    def clear(self) -> None:
        """Take everything away."""
        with self._lock:
            self._found.clear()

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Keep everybody else from holding the same name (and any other: see `_lock`)."""
        with self._lock:
            yield

    def _sweep(self) -> None:
        self._written += 1
        if self._written % SWEPT_EVERY == 0:
            now = self._monotonic()
            self._found = {name: found for name, found in self._found.items() if found[1] > now}


class MemoryStore:
    """A LiveStore of this process alone."""

    shared = False

    def __init__(self) -> None:
        self._began_at: datetime | None = None
        self._values: dict[str, MemoryValues[Any]] = {}
        self._handlers: dict[str, list[Callable[[str], None]]] = defaultdict(list)

    def values(self, kind: str, codec: Codec[T], lasts: timedelta) -> LiveValues[T]:
        """The values of a kind."""
        return self._values.setdefault(kind, MemoryValues[Any](lasts))

    def lease(self, name: str, lasts: timedelta) -> bool:
        """There is nobody else."""
        return True

    def began_at(self, now: datetime) -> datetime:
        """When this was asked first: the start of the process."""
        self._began_at = self._began_at or now
        return self._began_at

    def broadcast(self, topic: str, text: str) -> None:
        """Tell the handlers, in the thread that says it."""
        for handler in self._handlers[topic]:
            handler(text)

    def listen(self, topic: str, handler: Callable[[str], None]) -> None:
        """Call `handler` for whatever is said about a topic from now on."""
        self._handlers[topic].append(handler)

    def stop(self) -> None:
        """There is nothing to stop."""
