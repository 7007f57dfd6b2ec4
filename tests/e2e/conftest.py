"""A running platform with demo data, and browsers to use it: one with a camera that shows faces, others without."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.e2e.faces import fer_faces, portrait_face, scene, write_mjpeg
from tests.e2e.newcomers import add_student
from tests.e2e.recording_proxy import recording_proxy
from tests.e2e.traffic import Traffic
from tests.ports import reserved_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "attune-demo"
STUDENT, TUTOR, ADMINISTRATOR = "student@demo.attune", "tutor@demo.attune", "admin@demo.attune"
PATIENCE = 120_000  # milliseconds for whatever a page is waited for: a shared machine under load is slow, not wrong
STARTED_WITHIN = 240  # seconds
expect.set_options(timeout=PATIENCE)

FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Platform:
    """A served platform: its address and the folder of its database and log."""

    url: str
    folder: Path


def wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the platform answers; raises RuntimeError with its log when it stops, or takes too long."""
    until = time.monotonic() + STARTED_WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{url}/readyz", timeout=10):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the platform did not start:\n{log.read_text(errors='replace')[-4000:]}")


def serve(
    folder: Path, stack: ExitStack, *, under: Sequence[str] = (), demo: bool = True, at: Path = ROOT, **environment: str
) -> Platform:
    """Start a platform with a database of its own; `stack` stops it.

    folder: its state; what is missing of the demo data is loaded, which takes a while.
    under: a command that starts and watches it, strace for example.
    demo: whether demo data is to be there; without, the institution is empty (as with `make run DEMO=0`).
    at: the directory it is started in.
    """
    port = stack.enter_context(reserved_port())
    url = f"http://127.0.0.1:{port}"
    log = folder / "server.log"
    attune = [sys.executable, "-m", "attune"]
    if not demo:
        subprocess.run([*attune, "migrate"], cwd=at, env=state_in(folder), check=True)
    process = subprocess.Popen(
        [*under, *attune, "serve", *(["--demo"] if demo else []), "--port", str(port)],
        cwd=at,
        env=state_in(folder) | environment,
        stdout=stack.enter_context(log.open("wb")),
        stderr=subprocess.STDOUT,
    )
    stack.callback(stop_watched if under else stop, process)
    wait_until_ready(url, process, log)
    return Platform(url, folder)


def state_in(folder: Path) -> dict[str, str]:
    """The environment of a platform whose state and database lie in a folder."""
    # the platform refuses settings it does not know, and this one is the tests' own
    inherited = {name: value for name, value in os.environ.items() if name != "ATTUNE_CHROMIUM"}
    return inherited | {"ATTUNE_STATE_DIR": str(folder), "ATTUNE_DATABASE_URL": f"sqlite:///{folder / 'attune.sqlite'}"}


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and its workers, by force when it does not go by itself."""
    process.terminate()
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stop_watched(watcher: subprocess.Popen[bytes]) -> None:
    """End the server that a watcher has started, and with it the watcher; to end the watcher would set it free."""
    for child in Path(f"/proc/{watcher.pid}/task/{watcher.pid}/children").read_text().split():
        os.kill(int(child), signal.SIGTERM)
    try:
        watcher.wait(timeout=60)
    except subprocess.TimeoutExpired:
        watcher.kill()
        raise


@pytest.fixture(scope="session")
def demo_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A platform's state with the demo data in it, to copy; made once for all processes of a run."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    state = folder / "demo-state"
    with (folder / "demo-state.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not state.exists():
            being_made = folder / "demo-state-being-made"
            for command in ("migrate", "demo"):
                subprocess.run(
                    [sys.executable, "-m", "attune", command], cwd=ROOT, env=state_in(being_made), check=True
                )
            being_made.rename(state)
    return state


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory, demo_state: Path) -> Iterator[Platform]:
    folder = tmp_path_factory.mktemp("platform")
    shutil.copytree(demo_state, folder, dirs_exist_ok=True)
    with ExitStack() as stack:
        yield serve(folder, stack)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def chromium_path() -> str:
    """Return the Chromium to drive, as `scripts/find-chromium` finds it."""
    path = os.environ.get("ATTUNE_CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("no Chromium: run 'make test-browser', or set ATTUNE_CHROMIUM to its path")
    return path


def launch(playwright: Playwright, flags: Sequence[str] = FLAGS, **options: Any) -> Browser:
    """Start Chromium; what its pages are told to do may take as long as what they are waited for."""
    browser = playwright.chromium.launch(
        executable_path=chromium_path(), args=[*flags], timeout=STARTED_WITHIN * 1000, **options
    )
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
    return browser


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser without a camera: tutors and administrators."""
    running = launch(playwright)
    yield running
    running.close()


@pytest.fixture(scope="session")
def data_folder() -> Path | None:
    """FER2013 with the FER+ votes, where it is at hand."""
    folder = Path(os.environ.get("ATTUNE_DATA", ROOT.parent / "shared" / "data" / "fer2013"))
    return folder if (folder / "images.zip").exists() and (folder / "fer2013new.csv").exists() else None


@pytest.fixture(scope="session")
def camera_video(tmp_path_factory: pytest.TempPathFactory, data_folder: Path | None) -> Path:
    """Ten seconds of happy faces, then fifty of angry ones; one smiling portrait where there is no data."""
    path = tmp_path_factory.mktemp("camera") / "faces.mjpeg"
    if data_folder is None:
        write_mjpeg(scene([portrait_face()], seconds=6), path)
        return path
    happy, angry = (fer_faces(data_folder, expression, 8) for expression in ("happiness", "anger"))
    write_mjpeg(chain(scene(happy, seconds=10), scene(angry, seconds=50)), path)
    return path


@pytest.fixture(scope="session")
def traffic(platform: Platform) -> Traffic:
    """Everything that the browser with the camera sends."""
    return Traffic(platform.url)


def noon() -> str:
    """Return the time zone in which it is about noon: late in the evening support speaks only of the hour."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"  # these zones count westwards


@contextmanager
def open_camera_browser(playwright: Playwright, video: Path, traffic: Traffic) -> Iterator[Browser]:
    """A browser at noon whose camera shows a video, and whose every request goes through a recording proxy."""
    camera = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={video}",
    ]
    with recording_proxy(traffic.sent.append) as proxy:
        running = launch(
            playwright,
            [*FLAGS, *camera],
            proxy={"server": proxy, "bypass": "<-loopback>"},
            env={**os.environ, "TZ": noon()},
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def camera_browser(playwright: Playwright, camera_video: Path, traffic: Traffic) -> Iterator[Browser]:
    """The browser of a student whose camera shows the video of faces."""
    with open_camera_browser(playwright, camera_video, traffic) as browser:
        yield browser


Newcomer = Callable[..., str]


@pytest.fixture
def newcomer(platform: Platform) -> Newcomer:
    """Add a student whom no other test has met to the demo's course, and return their address.

    Whoever answers, hands in or agrees to something in a test is one: what they leave would meet the next test.
    """

    def add(name: str = "Noor Visser", course: str = "Statistics for everyone") -> str:
        return add_student(platform.folder, name, course, STUDENT)

    return add


SignIn = Callable[..., Page]


def enter(page: Page, url: str, email: str) -> None:
    """Fill in the page that asks who one is, and wait until it has let one in."""
    page.goto(f"{url}/sign-in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: "/sign-in" not in address)


@pytest.fixture
def sign_in(platform: Platform) -> Iterator[SignIn]:
    """Sign somebody in through the page, as they would, in a context of their own."""
    with ExitStack() as stack:

        def sign_in_as(browser: Browser, email: str, context: BrowserContext | None = None, **options: object) -> Page:
            context = context or browser.new_context(base_url=platform.url, locale="en-GB", **options)
            stack.callback(context.close)
            page = context.new_page()
            enter(page, platform.url, email)
            return page

        yield sign_in_as
