"""Who may have a frame read now: one at a time for each student, a bounded queue in the order of arrival, no hurry."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from attune.classroom.errors import ApiError

REMEMBERED = 10_000  # students whose last frame is remembered; older ones may send at once anyway


@dataclass(frozen=True, slots=True)
class AdmissionLimits:
    """places: frames read at the same time.  waiting: frames that may wait for a place.

    patience_seconds: how long one waits before it is turned away.  interval_seconds: between two of one student.
    """

    places: int
    waiting: int = 64
    patience_seconds: float = 1.0
    interval_seconds: float = 0.08


class FrameTooSoon(ApiError):
    """The student's last frame is not answered yet, or came a moment ago."""

    code, status = "frame_too_soon", 429


class AnalysisBusy(ApiError):
    """More students send frames than this server can read."""

    code, status = "analysis_busy", 503


class Admission:
    """Lets frames in, first come, first served; with one frame in flight each, nobody can crowd out the others."""

    def __init__(self, limits: AdmissionLimits, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._monotonic = limits, monotonic
        self._lock = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._reading = 0
        self._in_flight: set[UUID] = set()
        self._last: dict[UUID, float] = {}

    @property
    def waiting(self) -> int:
        """How many frames wait for a place."""
        return len(self._queue)

    @contextmanager
    def admit(self, student_id: UUID) -> Iterator[None]:
        """Hold a place while the block runs. Raises FrameTooSoon or AnalysisBusy, with `retry_after` in seconds."""
        with self._lock:
            self._refuse_haste(student_id)
            self._in_flight.add(student_id)
        try:
            self._wait_for_place()
            try:
                yield
            finally:
                self._leave()
        finally:
            with self._lock:
                self._in_flight.discard(student_id)

    def _refuse_haste(self, student_id: UUID) -> None:
        now = self._monotonic()
        since = now - self._last.get(student_id, float("-inf"))
        if student_id in self._in_flight or since < self._limits.interval_seconds:
            raise FrameTooSoon("One frame at a time: wait for the answer before you send the next.", retry_after=1)
        self._last.pop(student_id, None)
        self._last[student_id] = now
        if len(self._last) > REMEMBERED:
            del self._last[next(iter(self._last))]

    def _wait_for_place(self) -> None:
        turn = threading.Event()
        with self._lock:
            if self._reading < self._limits.places:
                self._reading += 1
                return
            if len(self._queue) >= self._limits.waiting:
                raise _busy()
            self._queue.append(turn)
        if turn.wait(self._limits.patience_seconds):
            return
        with self._lock:
            if turn.is_set():  # it came at the last moment
                return
            self._queue.remove(turn)
        raise _busy()

    def _leave(self) -> None:
        """Hand the place to whoever has waited longest; only that one wakes up."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._reading -= 1


def _busy() -> AnalysisBusy:
    return AnalysisBusy("The server reads as many faces as it can; your camera waits a moment.", retry_after=2)
