"""How the application is doing: figures over a sliding window, Prometheus counters, a log without personal data."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from attune.classroom.platform.clock import Clock, SystemClock
from attune.classroom.platform.measuring.minutes import Minutes

WINDOW_SECONDS = 60.0
NO_PLACE = "analysis_busy"  # the code of a frame that is turned away because the server has enough to read
KEPT = 20_000  # observations kept for the window: 333 requests a second before the oldest are dropped early

log = structlog.get_logger("attune.requests")


@dataclass(frozen=True, slots=True)
class RequestFigures:
    """Requests over the last `window_seconds`; durations in milliseconds."""

    per_second: float
    total: int
    error_rate: float
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    window_seconds: float


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """Windows received from students' devices; lag is from a window's end to its arrival, in milliseconds."""

    received_total: int
    per_minute: int
    lag_ms_p50: float | None
    lag_ms_p95: float | None


@dataclass(frozen=True, slots=True)
class FrameFigures:
    """Frames in server mode over the last WINDOW_SECONDS; from arrival to reading in milliseconds, waiting included."""

    read_total: int
    per_second: float
    p50_ms: float | None
    p95_ms: float | None
    rejected: float | None
    """The share of frames that came and found no place, 0 to 1; None when none came."""


class Sliding:
    """Values of the last WINDOW_SECONDS, by a monotonic clock; safe to use from several threads."""

    def __init__(self) -> None:
        self._values: deque[tuple[float, float, bool]] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def add(self, value: float, *, failed: bool = False) -> None:
        """Add one value observed now."""
        with self._lock:
            self._values.append((time.monotonic(), value, failed))

    def recent(self) -> list[tuple[float, bool]]:
        """The (value, failed) pairs still within the window."""
        horizon = time.monotonic() - WINDOW_SECONDS
        with self._lock:
            while self._values and self._values[0][0] < horizon:
                self._values.popleft()
            return [(value, failed) for _, value, failed in self._values]


def percentile(values: list[float], share: float) -> float | None:
    """The nearest-rank percentile of `values` (share 0..1); None when there are none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Observations:
    """The figures of one process.

    Attributes:
        processes: How many serve, this one included.
        registry: The figures for Prometheus.
        started: When the process began, by a monotonic clock.
        minutes: The same by the minute, until they are saved for the history.
    """

    def __init__(self, processes: int = 1, clock: Clock | None = None) -> None:
        self.processes = processes
        self.minutes = Minutes(clock or SystemClock())
        self.registry = CollectorRegistry()
        self.started = time.monotonic()
        self._total = 0
        self._windows_total = 0
        self._frames_total = 0
        self._requests, self._ingest, self._frames_seen = Sliding(), Sliding(), Sliding()
        self._seconds = Histogram(
            "attune_request_seconds", "Time to answer", ["method", "route"], registry=self.registry
        )
        self._answers = Counter("attune_requests", "Answers", ["method", "route", "status"], registry=self.registry)
        self._windows = Counter("attune_windows_received", "Windows received", registry=self.registry)
        self._lag = Histogram("attune_window_lag_seconds", "From a window's end to its arrival", registry=self.registry)
        self._frames = Counter("attune_frames", "Frames in server mode", ["outcome"], registry=self.registry)
        self._frame_seconds = Histogram(
            "attune_frame_seconds", "From a frame's arrival to its reading, waiting included", registry=self.registry
        )
        Gauge(
            "attune_process",
            "The one process whose figures these are, and how many serve",
            ["pid", "processes"],
            registry=self.registry,
        ).labels(str(os.getpid()), str(processes)).set(1)
        self.streams = Gauge("attune_event_streams", "Open event streams", registry=self.registry)

    def request_answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request.

        Args:
            method: of the request.
            route: the rule, never the path: paths hold ids.
            status: of the answer.
            seconds: from the request's arrival to its answer.
        """
        self._total += 1
        self._requests.add(seconds * 1000, failed=status >= 500)
        self.minutes.request(seconds * 1000, failed=status >= 500)
        self._seconds.labels(method, route).observe(seconds)
        self._answers.labels(method, route, str(status)).inc()

    def window_received(self, lag_seconds: float) -> None:
        """Count one window that arrived `lag_seconds` after it ended."""
        self._windows_total += 1
        self._windows.inc()
        self._ingest.add(lag_seconds * 1000)
        self.minutes.window(lag_seconds * 1000)
        self._lag.observe(lag_seconds)

    @contextmanager
    def reading_frame(self) -> Iterator[None]:
        """Count the frame that the block reads and time it; one that is refused is counted by the error's code."""
        started = time.perf_counter()
        try:
            yield
        except Exception as refused:
            code = str(getattr(refused, "code", "failed"))
            self._frames.labels(code).inc()
            if code == NO_PLACE:
                self._frames_seen.add(0.0, failed=True)
                self.minutes.frame_rejected()
            raise
        seconds = time.perf_counter() - started
        self._frames_total += 1
        self._frames_seen.add(seconds * 1000)
        self.minutes.frame(seconds * 1000)
        self._frames.labels("read").inc()
        self._frame_seconds.observe(seconds)

    def requests(self) -> RequestFigures:
        """Requests over the sliding window."""
        recent = self._requests.recent()
        durations = [duration for duration, _ in recent]
        return RequestFigures(
            per_second=len(recent) / self._span(),
            total=self._total,
            error_rate=sum(failed for _, failed in recent) / len(recent) if recent else 0.0,
            p50_ms=percentile(durations, 0.50),
            p95_ms=percentile(durations, 0.95),
            p99_ms=percentile(durations, 0.99),
            window_seconds=WINDOW_SECONDS,
        )

    def ingest(self) -> IngestFigures:
        """Windows received over the sliding window."""
        lags = [lag for lag, _ in self._ingest.recent()]
        return IngestFigures(
            received_total=self._windows_total,
            per_minute=round(len(lags) * 60 / WINDOW_SECONDS),
            lag_ms_p50=percentile(lags, 0.50),
            lag_ms_p95=percentile(lags, 0.95),
        )

    def frames(self) -> FrameFigures:
        """Frames over the sliding window."""
        recent = self._frames_seen.recent()
        read = [milliseconds for milliseconds, rejected in recent if not rejected]
        return FrameFigures(
            read_total=self._frames_total,
            per_second=len(read) / self._span(),
            p50_ms=percentile(read, 0.50),
            p95_ms=percentile(read, 0.95),
            rejected=1 - len(read) / len(recent) if recent else None,
        )

    def _span(self) -> float:
        """How many seconds the sliding window covers by now."""
        return min(WINDOW_SECONDS, max(time.monotonic() - self.started, 1.0))

    def uptime_seconds(self) -> float:
        """Seconds since the process started to serve."""
        return time.monotonic() - self.started

    def exposition(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)


def configure_logging(*, as_json: bool) -> None:
    """Send structlog to standard output, readable or as JSON lines."""
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=False,
    )


View = TypeVar("View", bound=Callable[..., object])


def unlogged(view: View) -> View:
    """Declare that a route's successes are counted but not logged: there are several a second from one person."""
    view.__dict__["unlogged"] = True
    return view


def _is_unlogged(app: Flask, endpoint: str | None) -> bool:
    return endpoint is not None and getattr(app.view_functions[endpoint], "unlogged", False)


def _start() -> None:
    g.started = time.perf_counter()


def init_app(app: Flask, observations: Observations) -> None:
    """Time and log every request: method, route, status, milliseconds. No path, address, user or body."""

    def finish(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        route = request.url_rule.rule if request.url_rule else "(none)"
        if response.mimetype != "text/event-stream":
            observations.request_answered(request.method, route, response.status_code, seconds)
        if response.status_code < 400 and _is_unlogged(app, request.endpoint):
            return response
        milliseconds = round(seconds * 1000, 1)
        log.info("request", method=request.method, route=route, status=response.status_code, ms=milliseconds)
        return response

    app.before_request(_start)
    app.after_request(finish)
