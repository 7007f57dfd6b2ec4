"""Frame -> reading in the browser: the client's own camera, worker and models, in headless Chromium.

    python -m benchmarks.speed.frame_to_reading_browser [--model NAME] [--seconds 30] [--chromium PATH]

Builds a page around web/src/vision, serves it with the models under the product's content security policy, feeds a
video of a face to Chromium's camera and presses the button. A latency runs from the moment a frame is taken to the
reading's arrival in the page. Prints one line: p50 and p95 in milliseconds, and the machine.
"""

import argparse
import functools
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from benchmarks.speed.portrait import camera_frame
from playwright.sync_api import Page, sync_playwright

from attune import DEFAULT_MODEL
from attune.training.evaluation.hardware import hardware

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "benchmarks" / "speed" / "frame_to_reading_browser"
BUILT = ROOT / "var" / "benchmark-page"
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'"
)
FLAGS = [
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"),
]


class Handler(http.server.SimpleHTTPRequestHandler):
    """The built page at /, the repository's models at /models, both as the product serves them."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012 - typeshed declares it so

    def translate_path(self, path: str) -> str:
        """Models come from the repository, everything else from the build."""
        built = self.directory
        self.directory = str(ROOT) if path.startswith("/models/") else built
        try:
            return super().translate_path(path)
        finally:
            self.directory = built

    def end_headers(self) -> None:
        """Send the content security policy with every answer."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the output to one line."""


@contextmanager
def served(built: Path = BUILT) -> Iterator[str]:
    """Serve a built page on a free port; yields the address."""
    handler = functools.partial(Handler, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def build(page: Path = PAGE) -> None:
    """Build a page with the client's own tools."""
    command = ["npx", "vite", "build", "--logLevel", "error", "--config", str(page / "vite.config.mjs")]
    subprocess.run(command, cwd=ROOT / "web", check=True)


def write_camera(file: Path) -> None:
    """Write a video of a face that sways, 640x480 at 30 frames a second, as concatenated JPEG images."""
    image = camera_frame()
    with file.open("wb") as video:
        for i in range(90):
            shifted = np.roll(image, round(20 * np.sin(i / 90 * 2 * np.pi)), axis=1)
            video.write(cv2.imencode(".jpg", shifted, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes())


def measure(page: Page, address: str, seconds: float) -> dict[str, Any]:
    """Press the button, wait for the first reading, measure for a while."""
    page.goto(address)
    page.click("button")
    page.wait_for_selector("output:not(:empty)", timeout=60_000)
    page.evaluate("measured.latencies.length = 0")
    page.wait_for_timeout(seconds * 1000)
    measured: dict[str, Any] = page.evaluate("measured")
    return measured


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description="Frame -> reading in the browser")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--chromium", default=os.environ.get("ATTUNE_CHROMIUM") or shutil.which("chromium"))
    arguments = parser.parse_args()
    build()
    with tempfile.TemporaryDirectory() as folder, served() as address, sync_playwright() as playwright:
        camera = Path(folder) / "camera.mjpeg"
        write_camera(camera)
        flags = [*FLAGS, f"--use-file-for-fake-video-capture={camera}"]
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=flags)
        measured = measure(browser.new_page(), f"{address}/?model={arguments.model}", arguments.seconds)
        version = browser.version
        browser.close()
    if not measured["latencies"]:
        raise SystemExit(f"no face was read: {measured['states']}, {measured['labels']}")
    p50, p95 = np.percentile(measured["latencies"], [50, 95])
    print(
        f"frame -> reading, browser, 640x480, one thread: p50 {p50:.1f} ms, p95 {p95:.1f} ms "
        f"(n = {len(measured['latencies'])}, {len(measured['latencies']) / arguments.seconds:.1f} a second, "
        f"{arguments.model}, Chromium {version} headless, {hardware()})"
    )


if __name__ == "__main__":
    main()
