"""Work through many files: on all cores, and with a progress bar where it turns out to take long."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

PATIENCE = 2.0  # seconds without a sign of life after which people wonder

CHUNK = 512  # items that are in flight at a time, so that large images do not pile up

T = TypeVar("T")
Item = TypeVar("Item")


def map_in_threads(function: Callable[[Item], T], items: Sequence[Item], label: str) -> Iterator[T]:
    """Apply a function to every item, in order, on as many threads as there are cores; `label` names the bar."""

    def results() -> Iterator[T]:
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            for start in range(0, len(items), CHUNK):
                yield from pool.map(function, items[start : start + CHUNK])

    return tracked(results(), label, len(items))


def tracked(
    items: Iterable[T], label: str, total: int | None = None, console: Console | None = None, patience: float = PATIENCE
) -> Iterator[T]:
    """Yield the items as they come; after `patience` seconds a bar appears, on standard error and on terminals only."""
    console = console or Console(stderr=True)
    started, bar = time.monotonic(), Progress(console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(label, total=total)
    try:
        for item in items:
            yield item
            if not bar.live.is_started and time.monotonic() - started >= patience:
                bar.start()
            bar.advance(task)
    finally:
        if bar.live.is_started:
            bar.stop()
