"""When a student's next frame is wanted: the frames of all students are spread evenly over what the server can read."""

from __future__ import annotations

from collections import deque
from statistics import median_low

REMEMBERED_FRAMES = 31
ENOUGH_FRAMES = 3  # the first one loads the model, which says nothing about those that follow
LONGEST_SECONDS = 5.0  # the shortest window; a queue that long is one that turns frames away


class Pace:
    """Gives out instants `spacing` apart or more: a leaky bucket as a meter (ITU-T I.371, GCRA).

    With few students the instants given are no later than anybody asks for. With more, each of them waits longer for
    the next turn, and a class that turned its cameras on in one moment is spread out instead of queueing each time.
    Beyond LONGEST_SECONDS the instants fall together, and the queue and its refusals take over.
    Not safe to use from several threads at once.
    """

    def __init__(self, places: int, share: float) -> None:
        """places: frames read at the same time.  share: of the time of those places that frames may fill, 0 to 1."""
        self._filled = places * share
        self._seconds: deque[float] = deque(maxlen=REMEMBERED_FRAMES)
        self._next = float("-inf")

    @property
    def spacing(self) -> float:
        """Seconds between two frames, whoever sends them; 0 while too little is known."""
        if len(self._seconds) < ENOUGH_FRAMES:
            return 0.0
        return median_low(self._seconds) / self._filled

    def frame_took(self, seconds: float) -> None:
        """Learn how long a frame held its place."""
        self._seconds.append(seconds)

    def frame_came(self, now: float) -> None:
        """Count a frame for which no instant was given: a camera has just been turned on."""
        self._next = max(self._next, now) + self.spacing

    def reserve(self, now: float, soonest: float) -> float:
        """Give out the next free instant: seconds from `now`, at least `soonest`, at most LONGEST_SECONDS."""
        instant = min(max(self._next, now + soonest), now + LONGEST_SECONDS)
        self._next = instant + self.spacing
        return instant - now
