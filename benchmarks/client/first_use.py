"""What a student's first visit with the camera on transfers, compressed, as Chromium counts it on the line.

    python -m benchmarks.client.first_use

Signs in, opens a lesson, turns the camera on and waits for the first reading; the cache is empty. Prints bytes by kind
and the largest files.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import click
from benchmarks.client.student_visit import open_visit, study
from playwright.sync_api import CDPSession

MOST = 6_000_000


class Meter:
    """Adds up what comes over the line, by address."""

    def __init__(self) -> None:
        self.bytes: Counter[str] = Counter()
        self._addresses: dict[str, str] = {}

    def watch(self, session: CDPSession) -> None:
        """Count the requests of a page or a worker."""
        session.on("Network.requestWillBeSent", lambda event: self._named(event["requestId"], event["request"]["url"]))
        session.on(
            "Network.loadingFinished", lambda event: self._finished(event["requestId"], event["encodedDataLength"])
        )
        session.send("Network.enable")

    def _named(self, request: str, url: str) -> None:
        self._addresses[request] = urlsplit(url).path

    def _finished(self, request: str, size: float) -> None:
        self.bytes[self._addresses.get(request, "?")] += int(size)


def kind_of(path: str) -> str:
    """What a file is for."""
    if path.startswith("/models/"):
        return "models"
    if path.startswith("/api/"):
        return "answers"
    return {"wasm": "runtime", "woff2": "fonts", "js": "code", "mjs": "code", "css": "code"}.get(
        Path(path).suffix[1:], "other"
    )


@click.command()
def main() -> None:
    """Print what a first visit transfers."""
    meter = Meter()
    with open_visit() as visit:
        meter.watch(visit.context.new_cdp_session(visit.page))
        visit.context.on("requestfinished", lambda request: _add_of_workers(meter, request))
        study(visit.page)
        visit.page.wait_for_timeout(2_000)
    kinds: Counter[str] = Counter()
    for path, size in meter.bytes.items():
        kinds[kind_of(path)] += size
    total = sum(kinds.values())
    for kind, size in kinds.most_common():
        click.echo(f"{kind:>8} {size / 1e6:7.2f} MB")
    click.echo(f"   total {total / 1e6:7.2f} MB; wanted: at most {MOST / 1e6:g}")
    for path, size in meter.bytes.most_common(6):
        click.echo(f"         {size / 1e6:7.2f} MB {path}")


def _add_of_workers(meter: Meter, request: object) -> None:
    """Count what a worker fetched: the page's session does not see it."""
    path = urlsplit(request.url).path  # type: ignore[attr-defined]
    if path not in meter.bytes:
        sizes = request.sizes()  # type: ignore[attr-defined]
        meter.bytes[path] += sizes["responseBodySize"] + sizes["responseHeadersSize"]


if __name__ == "__main__":
    main()
