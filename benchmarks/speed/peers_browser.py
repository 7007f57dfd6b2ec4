"""Side by side in Chromium with libraries that a user would pick instead, on the same frames, also where we lose.

    npm install --prefix /somewhere/peers @vladmandic/human@3.3.6 @vladmandic/face-api@1.7.15 \
        @tensorflow/tfjs-backend-wasm@4.22.0
    python -m benchmarks.speed.peers_browser --data FOLDER --peers /somewhere/peers [--limit 800]

Every library runs on one thread of WebAssembly, the way that needs no graphics card, in a Chromium of its own. All read
PublicTest images on a camera's frame of 640 x 480, from a canvas, with their own detectors and preprocessing, and are
scored by the FER+ majority on the images whose label all know (contempt is ours alone). A face that is not found is
an answer that is wrong. `human` is measured with its mesh of the face, as it comes, and without it; what it reads
beside expressions (age, gender, iris, body, hands) is off. Megabytes are those of the files as they lie on the disk.
"""

from __future__ import annotations

import functools
import http.server
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import cv2
from benchmarks.accuracy.path_accuracy import as_camera
from benchmarks.client.soak import renderer_of, resident_mb
from benchmarks.speed.frame_to_reading_browser import FLAGS, ROOT, build
from playwright.sync_api import Browser, sync_playwright
from tests.e2e.conftest import chromium_path

from attune.expressions import EXPRESSIONS
from attune.statistics import wilson_interval
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import load_scored
from attune.training.evaluation.hardware import hardware

PAGE = ROOT / "benchmarks" / "speed" / "peers_browser"
BUILT = ROOT / "var" / "benchmark-peers"
FRAMES_A_CALL = 50


class Handler(http.server.SimpleHTTPRequestHandler):
    """The page at /, our models at /models, the other libraries at /peers, the frames at /frames."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

    def __init__(self, *arguments: Any, folders: dict[str, Path], **options: Any) -> None:  # noqa: ANN401 - as its base
        self._folders = folders
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        """The first part of a path says in which folder the rest is looked up."""
        first, _, rest = path.lstrip("/").partition("/")
        folder = self._folders.get(first)
        self.directory = str(folder or BUILT)
        return super().translate_path(f"/{rest}" if folder else path)

    def log_message(self, *_: object) -> None:
        """Keep the output to the table."""


@contextmanager
def served(peers: Path, frames: Path) -> Iterator[str]:
    """Serve everything on a free port; yields the address."""
    handler = functools.partial(Handler, folders={"models": ROOT / "models", "peers": peers, "frames": frames})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def write_frames(data: Path, limit: int | None, folder: Path) -> list[str]:
    """Write the frames as PNG, by number.

    Returns:
        Their labels.
    """
    faces = load_scored(DataConfig(root=str(data), protocol="majority", limit=limit), "PublicTest", 48)
    known = [place for place, label in enumerate(faces.labels) if EXPRESSIONS[label] != "contempt"]
    for number, place in enumerate(known):
        cv2.imwrite(str(folder / f"{number}.png"), as_camera(faces.pixels[place]))
    return [str(EXPRESSIONS[faces.labels[place]]) for place in known]


def measure(browser: Browser, address: str, library: str, labels: list[str]) -> str:
    """Load a library in a fresh page and have it read every frame.

    Returns:
        Its line of the table.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("window.load !== undefined")
    loaded = page.evaluate("(library) => load(library)", library)
    found: list[dict[str, Any]] = []
    for start in range(0, len(labels), FRAMES_A_CALL):
        end = min(start + FRAMES_A_CALL, len(labels))
        found += page.evaluate("([from, to]) => readFrames(from, to)", [start, end])
    memory = resident_mb(renderer_of(browser.new_browser_cdp_session()))
    context.close()
    times = sorted(each["milliseconds"] for each in found)
    hits = sum(each["answer"] == label for each, label in zip(found, labels, strict=True))
    hit_rate = hits / len(labels)
    low, high = wilson_interval(hits, len(labels))
    seen = sum(each["answer"] is not None for each in found) / len(labels)
    return (
        f"{library:>19}: p50 {times[len(times) // 2]:6.1f} ms, p95 {times[int(0.95 * len(times))]:6.1f}; "
        f"found {seen:.1%}, right {hit_rate:.1%} ({low:.1%} to {high:.1%}); first reading after "
        f"{loaded['milliseconds'] / 1000:.1f} s, {loaded['megabytes']:.1f} MB fetched, {memory:.0f} MB of memory"
    )


@click.command()
@click.option("--data", type=click.Path(path_type=Path), required=True, help="Folder of FER2013 with FER+ votes.")
@click.option("--peers", type=click.Path(path_type=Path, exists=True), required=True, help="Where npm installed them.")
@click.option("--limit", type=int, help="Take so many images; all of PublicTest otherwise.")
def main(data: Path, peers: Path, limit: int | None) -> None:
    """Print a line for each library."""
    build(PAGE)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(peers.resolve(), Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        labels = write_frames(data, limit, Path(folder))
        click.echo(f"{hardware()}; PublicTest on 640 x 480, n = {len(labels)}")
        for library in ("attune-base", "attune-tiny", "human", "human-without-mesh", "face-api"):
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            click.echo(measure(browser, address, library, labels))
            browser.close()


if __name__ == "__main__":
    main()
