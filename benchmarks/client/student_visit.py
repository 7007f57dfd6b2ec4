"""A student's visit with the camera on: a platform of its own, Chromium with a face before its camera, a lesson."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.e2e.conftest import FLAGS, PASSWORD, STUDENT, chromium_path, serve
from tests.e2e.faces import portrait_face, scene, write_mjpeg
from tests.e2e.test_whole_way import open_lesson, opt_in


@dataclass(frozen=True)
class Visit:
    """A browser that has been nowhere yet."""

    browser: Browser
    context: BrowserContext
    page: Page


@contextmanager
def open_visit() -> Iterator[Visit]:
    """Serve the demo, and open a browser whose camera shows a portrait."""
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
        yield Visit(browser, context, context.new_page())
        browser.close()


def study(page: Page) -> None:
    """Sign in, allow everything, open a lesson, and wait for the first reading."""
    page.goto("/sign-in")
    page.get_by_label("Email").fill(STUDENT)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    opt_in(page)
    open_lesson(page)
    page.get_by_role("button", name=re.compile("Camera on: ")).wait_for(timeout=60_000)
