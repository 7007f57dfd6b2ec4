"""How long a request may take to arrive, and how many slow ones a process waits for at the same time."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArrivalLimits:
    """What is asked of a request while it arrives, headers and body together.

    patience_seconds: one that takes longer is slow, and needs a place among the slow ones.
    grace_seconds: even the smallest may take this long; a bad line is no reason to lose a student's work.
    bytes_per_second: every second after that has to be paid for with as many bytes.
    """

    patience_seconds: float = 1.0
    grace_seconds: float = 15.0
    bytes_per_second: float = 2048.0


class ArrivedTooSlowly(ConnectionResetError):
    """The request has not arrived in the time it may take. Nobody waits for its rest."""

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "the request arrives too slowly")


class TooManySlow(ConnectionResetError):
    """As many slow requests as this process waits for are arriving already."""

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, "too many slow requests are arriving")


class Arrival:
    """One request on its way in. Not for use by several threads at once; the places are."""

    def __init__(
        self,
        limits: ArrivalLimits,
        places: threading.Semaphore,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits, self._places, self._monotonic = limits, places, monotonic
        self._began = monotonic()
        self._bytes = 0
        self._has_place = False

    def seconds_left(self) -> float:
        """How long to wait for the next bytes before `nothing_came` is called; 0 for not at all."""
        limit = self._allowed() if self._has_place else min(self._limits.patience_seconds, self._allowed())
        return max(0.0, self._began + limit - self._monotonic())

    def came(self, count: int) -> None:
        """Note that `count` bytes have come."""
        self._bytes += count

    def nothing_came(self) -> None:
        """Go on waiting, if that is still allowed. Raises ArrivedTooSlowly or TooManySlow."""
        if self._monotonic() >= self._began + self._allowed():
            raise ArrivedTooSlowly
        if not self._has_place:
            if not self._places.acquire(blocking=False):
                raise TooManySlow
            self._has_place = True

    def end(self) -> None:
        """The request is there, or has been given up: let another slow one have its place."""
        if self._has_place:
            self._has_place = False
            self._places.release()

    def _allowed(self) -> float:
        return self._limits.grace_seconds + self._bytes / self._limits.bytes_per_second


class TimedSocket(socket.socket):
    """A connection on which a request has to arrive in time; between requests it is an ordinary one."""

    arrival: Arrival | None = None

    @classmethod
    def over(cls, connection: socket.socket) -> TimedSocket:
        """Return `connection` as one that can be timed; the one given must not be used again."""
        blocking = connection.getblocking()
        timed = cls(connection.family, connection.type, connection.proto, fileno=connection.detach())
        timed.setblocking(blocking)
        return timed

    def expect(self, arrival: Arrival) -> None:
        """From now on a request arrives."""
        self.arrival = arrival

    def received(self) -> None:
        """The request is there, or has been given up: nothing is timed any more."""
        if self.arrival is not None:
            self.arrival.end()
            self.arrival = None

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """Receive as usual, in the request's time. Raises ArrivedTooSlowly or TooManySlow."""
        arrival, usual = self.arrival, self.gettimeout()
        if arrival is None:
            return super().recv(bufsize, flags)
        try:
            while True:
                self.settimeout(arrival.seconds_left())
                try:
                    received = super().recv(bufsize, flags)
                except (TimeoutError, BlockingIOError):
                    arrival.nothing_came()
                else:
                    arrival.came(len(received))
                    return received
        finally:
            self.settimeout(usual)
