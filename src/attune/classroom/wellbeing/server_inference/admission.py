"""Who may have a frame read, and when: one at a time for each student, a bounded queue, a pace that keeps it short."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from attune.classroom.platform.errors import ApiError
from attune.classroom.wellbeing.server_inference.pacing import LONGEST_SECONDS, Pace

REMEMBERED = 10_000  # students whose last frame is remembered; older ones may send at once anyway
REJECTED_SECONDS = 1.0  # at least, before a frame that found no place is tried again


@dataclass(frozen=True, slots=True)
class AdmissionLimits:
    """places: frames read at the same time.  waiting: frames that may wait for a place.

    patience_seconds: how long one waits before it is turned away.  interval_seconds: between two of one student.
    share: of the time of the places that the pace fills; the rest of a request needs the same processor.
    """

    places: int
    waiting: int = 64
    patience_seconds: float = 1.0
    interval_seconds: float = 0.08
    share: float = 0.5


class FrameTooSoon(ApiError):
    """The student's last frame is not answered yet, or came a moment ago."""

    code, status = "frame_too_soon", 429


class AnalysisBusy(ApiError):
    """More students send frames than this server can read."""

    code, status = "analysis_busy", 503


class Admission:
    """Lets frames in, first come, first served; with one frame in flight each, nobody can crowd out the others.

    Each answer tells the student when the next frame is wanted, so that a crowd of them does not queue.
    """

    def __init__(self, limits: AdmissionLimits, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._monotonic = limits, monotonic
        self._lock = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._reading = 0
        self._in_flight: set[UUID] = set()
        self._refused_before: dict[UUID, float] = {}
        self._pace = Pace(limits.places, limits.share)

    @property
    def waiting(self) -> int:
        """How many frames wait for a place."""
        return len(self._queue)

    @contextmanager
    def admit(self, student_id: UUID) -> Iterator[None]:
        """Hold a place while the block runs.

        Raises:
            FrameTooSoon: the student's last frame is not answered yet, or came a moment ago.
            AnalysisBusy: more students send frames than this server can read, with `retry_after` in seconds.
        """
        with self._lock:
            expected = self._come(student_id)
            self._in_flight.add(student_id)
        try:
            self._wait_for_place(expected)
            entered = self._monotonic()
            try:
                yield
                self._learn(entered)
            finally:
                self._leave()
        finally:
            with self._lock:
                self._in_flight.discard(student_id)

    def next_turn(self, student_id: UUID) -> float:
        """Seconds until the student's next frame is wanted. One that comes in less than half of them is refused."""
        with self._lock:
            now = self._monotonic()
            wait = self._pace.reserve(now, self._limits.interval_seconds)
            if student_id in self._refused_before:
                self._refused_before[student_id] = max(self._refused_before[student_id], now + wait / 2)
            return wait

    def _come(self, student_id: UUID) -> bool:
        """Refuse haste.

        Returns:
            Whether a turn was given to the student that this frame may be for.
        """
        now = self._monotonic()
        if student_id in self._in_flight or now < self._refused_before.get(student_id, now):
            raise FrameTooSoon("One frame at a time, and no sooner than the last answer asked for.", retry_after=1)
        expected = self._refused_before.pop(student_id, float("-inf")) >= now - LONGEST_SECONDS
        self._refused_before[student_id] = now + self._limits.interval_seconds
        if len(self._refused_before) > REMEMBERED:
            del self._refused_before[next(iter(self._refused_before))]
        return expected

    def _wait_for_place(self, expected: bool) -> None:
        turn = threading.Event()
        with self._lock:
            immediately = self._reading < self._limits.places
            if not immediately and len(self._queue) >= self._limits.waiting:
                raise self._busy()
            if not expected:
                self._pace.frame_came(self._monotonic())
            if immediately:
                self._reading += 1
                return
            self._queue.append(turn)
        if turn.wait(self._limits.patience_seconds):
            return
        with self._lock:
            if turn.is_set():  # it came at the last moment
                return
            self._queue.remove(turn)
            raise self._busy()

    def _busy(self) -> AnalysisBusy:
        """What a frame is told for which there is no place; those who hear it come back one after the other."""
        wait = self._pace.reserve(self._monotonic(), REJECTED_SECONDS)
        return AnalysisBusy(
            "The server reads as many faces as it can; your camera waits a moment.", retry_after=round(wait, 2)
        )

    def _learn(self, entered: float) -> None:
        """Only frames that were read count: those that are refused take next to no time."""
        with self._lock:
            self._pace.frame_took(self._monotonic() - entered)

    def _leave(self) -> None:
        """Hand the place to whoever has waited longest; only that one wakes up."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._reading -= 1
