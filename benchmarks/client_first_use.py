"""What a student's first visit with the camera on transfers, compressed, as Chromium counts it on the line.

    python -m benchmarks.client_first_use

Signs in, opens a lesson, turns the camera on and waits for the first reading; the cache is empty. Prints bytes by kind
and the largest files.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import click
from playwright.sync_api import CDPSession, sync_playwright
from tests.e2e.conftest import FLAGS, PASSWORD, STUDENT, chromium_path, serve
from tests.e2e.faces import portrait_face, scene, write_mjpeg
from tests.e2e.test_whole_way import open_lesson, opt_in

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
    with ExitStack() as stack, sync_playwright() as playwright:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        video = folder / "face.mjpeg"
        write_mjpeg(scene([portrait_face()], seconds=6), video)
        platform = serve(folder, stack)
        camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*FLAGS, *camera, f"--use-file-for-fake-video-capture={video}"]
        )
        context = browser.new_context(base_url=platform.url, locale="en-GB")
        page, meter = context.new_page(), Meter()
        meter.watch(context.new_cdp_session(page))
        context.on("requestfinished", lambda request: _add_of_workers(meter, request))
        page.goto("/sign-in")
        page.get_by_label("Email").fill(STUDENT)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        opt_in(page)
        open_lesson(page)
        page.get_by_role("button", name=re.compile("Camera on: ")).wait_for(timeout=60_000)
        page.wait_for_timeout(2_000)
        browser.close()
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
