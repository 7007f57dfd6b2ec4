"""Does the camera's page stay light? Memory and long tasks while a face is read, for minutes or for an hour.

    python -m benchmarks.client.soak --minutes 10

A student's lesson in Chromium with a video of a face as its camera. Every ten seconds: the page's heap after a garbage
collection, and the resident memory of the renderer, in which the worker runs. Printed are both at the start and at the
end, their slope in MB an hour (least squares over all samples after the first two minutes), and the main thread's tasks
of more than 50 ms in that time.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import click
import numpy as np
from benchmarks.client.student_visit import open_visit, study
from playwright.sync_api import CDPSession

EVERY_SECONDS = 10.0
SETTLED_SECONDS = 120.0  # until Chromium has its pool of camera buffers
WATCH_LONG_TASKS = """() => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: 'longtask' });
}"""


def renderer_of(session: CDPSession) -> int:
    """The process of the busiest renderer: the lesson's."""
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return int(max((each for each in processes if each["type"] == "renderer"), key=lambda each: each["cpuTime"])["id"])


def resident_mb(process_id: int) -> float:
    """Resident memory of a process, in MB."""
    fields = Path(f"/proc/{process_id}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", fields)[1]) / 1024  # type: ignore[index]


def heap_mb(session: CDPSession) -> float:
    """The page's own heap after a garbage collection, in MB."""
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def slope_per_hour(seconds: list[float], values: list[float]) -> float:
    """Least squares, in units an hour."""
    return float(np.polyfit(np.array(seconds) / 3600, values, 1)[0])


@click.command()
@click.option("--minutes", default=10.0, show_default=True)
def main(minutes: float) -> None:
    """Print memory at the start and the end, its slope, and how many long tasks there were."""
    seconds, heaps, residents = [], [], []
    with open_visit() as visit:
        page = visit.page
        study(page)
        session, whole = visit.context.new_cdp_session(page), visit.browser.new_browser_cdp_session()
        renderer = renderer_of(whole)
        page.wait_for_timeout(SETTLED_SECONDS * 1000)
        page.evaluate(WATCH_LONG_TASKS)
        begun = time.monotonic()
        while time.monotonic() - begun < minutes * 60:
            seconds.append(time.monotonic() - begun)
            heaps.append(heap_mb(session))
            residents.append(resident_mb(renderer))
            page.wait_for_timeout(EVERY_SECONDS * 1000)
        tasks = page.evaluate("() => window.longTasks")
    click.echo(f"{minutes:g} minutes after the first two, {len(seconds)} samples")
    for name, values in (("page's heap", heaps), ("renderer, resident", residents)):
        slope = slope_per_hour(seconds, values)
        ends = f"{values[0]:.1f} MB at first, {values[-1]:.1f} at last, largest {max(values):.1f}"
        click.echo(f"{name}: {ends}, {slope:+.1f} MB/h")
    worst = f", longest {max(tasks):.0f} ms" if tasks else ""
    click.echo(f"tasks over 50 ms on the main thread: {len(tasks)}{worst}")


if __name__ == "__main__":
    main()
