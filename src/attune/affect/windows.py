"""Readings -> window: the only thing about a face that ever leaves the student's device.

Pure values: no input/output and no clock. The TypeScript twin is web/src/vision/readings/windows.ts; the golden
sequences in tests/contract hold the two together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, Protocol

from attune.expressions import EXPRESSIONS, Expression, entropy_share

SELF_PACED_SECONDS = 10.0
LIVE_SECONDS = 5.0

LEVELS = 255  # probabilities travel as integers that sum to this
MIN_COVERAGE = 0.5  # a window seen less than half of the time says nothing about the rest of it
MIN_READINGS = 3  # fewer than this is a glimpse, not a mean
MIN_CONFIDENCE = 0.40  # of the dominant mean probability
MAX_ENTROPY = 0.85  # of the mean probabilities, as a share of ln 8

Source = Literal["on_device", "server"]
WindowState = Expression | Literal["unknown"]


class WindowReading(Protocol):
    """What a window needs of a reading; attune.vision.Reading has it."""

    @property
    def p(self) -> Sequence[float]:
        """The eight probabilities, in the order of EXPRESSIONS."""

    @property
    def quality(self) -> float:
        """How good the picture of the face was, in [0, 1]."""

    @property
    def abstain(self) -> str | None:
        """Why the reading is not used, or None when it is usable."""


@dataclass(frozen=True, slots=True)
class Window:
    """A few seconds of readings, summarised.

    seconds: length of the window.  p: eight integers in 0..255 that sum to 255, in the order of EXPRESSIONS.
    coverage: share of the readings that were usable.  quality: mean quality of those, 0 when there are none.
    state: the dominant expression, or "unknown" when the window abstains; unknown is never counted as neutral.
    """

    id: str
    started_at: datetime
    seconds: float
    lesson_id: str | None
    block_id: str | None
    p: tuple[int, ...]
    coverage: float
    quality: float
    state: WindowState
    model: str
    source: Source

    @property
    def probabilities(self) -> tuple[float, ...]:
        """The eight probabilities as floats that sum to 1."""
        return tuple(level / LEVELS for level in self.p)


class WindowDoubt(StrEnum):
    """Why a window abstains."""

    LITTLE_READABLE = "little_readable"
    LOW_CONFIDENCE = "low_confidence"
    HIGH_ENTROPY = "high_entropy"
    FEW_READINGS = "few_readings"


def why_unknown(window: Window) -> WindowDoubt | None:
    """Why a window abstains, in the order in which `window_state` asks, or None when it does not.

    The number of readings does not travel with a window, so it is the reason where none of the others holds.
    """
    if window.state != "unknown":
        return None
    if window.coverage < MIN_COVERAGE:
        return WindowDoubt.LITTLE_READABLE
    if max(window.probabilities) < MIN_CONFIDENCE:
        return WindowDoubt.LOW_CONFIDENCE
    return WindowDoubt.HIGH_ENTROPY if entropy_share(window.probabilities) > MAX_ENTROPY else WindowDoubt.FEW_READINGS


def quantise(probabilities: Sequence[float]) -> tuple[int, ...]:
    """Round probabilities to 1/255 by the largest remainder, so that the integers sum to exactly 255.

    probabilities: non-negative, not all zero; they are normalised first.  Ties go to the earlier expression.

    Raises:
        ValueError: negative, non-finite or all-zero input.
    """
    total = math.fsum(probabilities)
    if not math.isfinite(total) or total <= 0 or min(probabilities) < 0:
        raise ValueError(f"not a distribution: {list(probabilities)}; give finite, non-negative values, not all zero")
    exact = [value / total * LEVELS for value in probabilities]
    levels = [math.floor(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (levels[i] - exact[i], i))
    for i in by_remainder[: LEVELS - sum(levels)]:
        levels[i] += 1
    return tuple(levels)


def window_state(probabilities: Sequence[float], coverage: float, readings: int) -> WindowState:
    """Name the dominant expression, or "unknown" when too little was seen or the mean is too uncertain.

    probabilities: the eight means.  coverage: usable share of the readings.  readings: number of usable readings.
    """
    if readings < MIN_READINGS or coverage < MIN_COVERAGE:
        return "unknown"
    best = max(range(len(EXPRESSIONS)), key=lambda i: probabilities[i])
    if probabilities[best] < MIN_CONFIDENCE or entropy_share(probabilities) > MAX_ENTROPY:
        return "unknown"
    return EXPRESSIONS[best]


def close_window(
    readings: Sequence[WindowReading],
    *,
    id: str,
    started_at: datetime,
    seconds: float,
    lesson_id: str | None,
    block_id: str | None,
    model: str,
    source: Source,
) -> Window:
    """Summarise the readings of one window.

    Readings that abstained lower the coverage and touch nothing else. Without a single usable reading p is uniform (the
    integers must sum to 255), coverage and quality are 0 and the state is "unknown".
    """
    usable = [reading for reading in readings if reading.abstain is None]
    count = len(usable)
    if count:
        mean = [math.fsum(reading.p[i] for reading in usable) / count for i in range(len(EXPRESSIONS))]
        quality = math.fsum(reading.quality for reading in usable) / count
    else:
        mean, quality = [1.0 / len(EXPRESSIONS)] * len(EXPRESSIONS), 0.0
    coverage = count / len(readings) if readings else 0.0
    return Window(
        id=id,
        started_at=started_at,
        seconds=seconds,
        lesson_id=lesson_id,
        block_id=block_id,
        p=quantise(mean),
        coverage=coverage,
        quality=quality,
        state=window_state(mean, coverage, count),
        model=model,
        source=source,
    )


class WindowBuilder:
    """Cuts a stream of readings into windows of equal length, one after the other. Twin of the browser's."""

    def __init__(self, seconds: float, model: str, source: Source, new_id: Callable[[], str]) -> None:
        self._seconds, self._model, self._source, self._new_id = seconds, model, source, new_id
        self._started_at: datetime | None = None
        self._readings: list[WindowReading] = []

    def add(
        self, reading: WindowReading, at: datetime, lesson_id: str | None = None, block_id: str | None = None
    ) -> Window | None:
        """Take the next reading.

        A window that was left midway (a gap of more than its length) is dropped.

        Returns:
            The window that it closes, if any, with the place where it closed.
        """
        length = timedelta(seconds=self._seconds)
        if self._started_at is not None and at - self._started_at < length:
            self._readings.append(reading)
            return None
        begun = self._started_at
        gone = begun is None or at - begun >= 2 * length
        closed = None if begun is None or gone else self._close(begun, lesson_id, block_id)
        self._started_at = at if begun is None or gone else begun + length
        self._readings = [reading]
        return closed

    def _close(self, started_at: datetime, lesson_id: str | None, block_id: str | None) -> Window:
        return close_window(
            self._readings,
            id=self._new_id(),
            started_at=started_at,
            seconds=self._seconds,
            lesson_id=lesson_id,
            block_id=block_id,
            model=self._model,
            source=self._source,
        )
