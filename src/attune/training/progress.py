"""A progress bar for what turns out to take long; short work shows none."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

PATIENCE = 2.0  # seconds without a sign of life after which people wonder

T = TypeVar("T")


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
        bar.stop()
