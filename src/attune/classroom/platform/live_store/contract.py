"""What a live store does, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from pydantic import TypeAdapter

from attune.classroom.platform.errors import ApiError

T = TypeVar("T")

LOCKED_AT_MOST = timedelta(seconds=30)  # whoever holds a lock for longer is taken to be gone
PATIENCE = timedelta(seconds=10)  # before whoever waits for a lock gives up


class LiveStoreAway(ApiError):
    """Redis does not answer, or a value is held by somebody else for too long. Nothing was changed."""

    code, status = "live_state_unavailable", 503

    @classmethod
    def for_now(cls) -> LiveStoreAway:
        """Return the error; clients try again by themselves. Why it is so is for the log: it names addresses."""
        return cls("What is known of this moment cannot be reached; try again in a moment.", retry_after=2)


class Codec(Generic[T]):
    """A value as JSON and back. Only a store that is shared between processes uses it."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter = TypeAdapter(kind)

    def encode(self, value: T) -> bytes:
        """The value as JSON."""
        return self._adapter.dump_json(value)

    def decode(self, text: bytes) -> T:
        """The inverse of `encode`.

        Raises:
            pydantic.ValidationError: the text is no value of this kind.
        """
        return self._adapter.validate_json(text)


class LiveValues(Protocol[T]):
    """Values of one kind, each under a name. Treat what is read as immutable; what has changed is written again."""

    def read(self, name: str) -> T | None:
        """The value under a name, None where there is none or it has run out."""
        ...

    def read_many(self, names: Collection[str]) -> Mapping[str, T]:
        """The values under some names, as far as there are any."""
        ...

    def write(self, name: str, value: T) -> None:
        """Put a value under a name; its time begins again."""
        ...

    def write_missing(self, values: Mapping[str, T]) -> None:
        """Put values under names that have none."""
        ...

    def discard(self, name: str) -> None:
        """Take the value under a name away."""
        ...

    def clear(self) -> None:
        """Take everything away."""
        ...

    def locked(self, name: str) -> AbstractContextManager[None]:
        """Keep everybody else from holding the same name. The thread that holds it may enter again."""
        ...


class LiveStore(Protocol):
    """Makes the values of every kind, and coordinates whoever shares them.

    Attributes:
        shared: Whether other processes may have the same one.
    """

    shared: bool

    def values(self, kind: str, codec: Codec[T], lasts: timedelta) -> LiveValues[T]:
        """The values of a kind. lasts: how long one stays after it was written."""
        ...

    def lease(self, name: str, lasts: timedelta) -> bool:
        """Take a lease, or renew it; False while another process has it. It ends by itself when it is not renewed."""
        ...

    def began_at(self, now: datetime) -> datetime:
        """Since when everything that was written is there, unless it has run out."""
        ...

    def broadcast(self, topic: str, text: str) -> None:
        """Say something to every process that listens to a topic, this one included."""
        ...

    def listen(self, topic: str, handler: Callable[[str], None]) -> None:
        """Call `handler` for whatever is said about a topic from now on; in a thread of its own where it is shared."""
        ...

    def stop(self) -> None:
        """Stop listening."""
        ...
